-- Evaluations of campaigns, and of each unit its own part.
CREATE TABLE "evaluation_record" (
    "id" UUID NOT NULL,
    "campaign_id" UUID NOT NULL,
    "title" TEXT NOT NULL,
    "stage" TEXT NOT NULL,
    "office_unit_id" UUID NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "closed_at" TIMESTAMPTZ(3),
    "expert_ids" JSONB NOT NULL,
    "version" INTEGER NOT NULL,

    CONSTRAINT "evaluation_record_pkey" PRIMARY KEY ("id")
);
CREATE TABLE "assessment_record" (
    "id" UUID NOT NULL,
    "campaign_id" UUID NOT NULL,
    "evaluation_id" UUID NOT NULL,
    "order" INTEGER NOT NULL,
    "unit_id" UUID NOT NULL,
    "class_name" TEXT NOT NULL,
    "stage" TEXT NOT NULL,
    "due_at" TIMESTAMPTZ(3),
    "rung" TEXT,
    "expert_ids" JSONB NOT NULL,
    "version" INTEGER NOT NULL,

    CONSTRAINT "assessment_record_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "evaluation_record_campaign_id_idx" ON "evaluation_record"("campaign_id");
CREATE INDEX "evaluation_record_started_at_id_idx" ON "evaluation_record"("started_at", "id");
CREATE INDEX "assessment_record_evaluation_id_order_id_idx" ON "assessment_record"("evaluation_id", "order", "id");
CREATE INDEX "assessment_record_unit_id_idx" ON "assessment_record"("unit_id");
ALTER TABLE "evaluation_record" ADD CONSTRAINT "evaluation_record_id_fkey" FOREIGN KEY ("id") REFERENCES "process"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "assessment_record" ADD CONSTRAINT "assessment_record_id_fkey" FOREIGN KEY ("id") REFERENCES "process"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
