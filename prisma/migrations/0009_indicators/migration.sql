-- The indicators of campaigns, each a process of its own; a campaign that began before has none until its office establishes them.
CREATE TABLE "indicator_record" (
    "id" UUID NOT NULL,
    "campaign_id" UUID NOT NULL,
    "number" TEXT NOT NULL,
    "order" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "owner_unit_id" UUID NOT NULL,
    "stage" TEXT NOT NULL,
    "outcome" TEXT NOT NULL,
    "branch" TEXT,
    "due_at" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL,

    CONSTRAINT "indicator_record_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "indicator_record_campaign_id_order_id_idx" ON "indicator_record"("campaign_id", "order", "id");
ALTER TABLE "indicator_record" ADD CONSTRAINT "indicator_record_id_fkey" FOREIGN KEY ("id") REFERENCES "process"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Surveys, a source of indicators' values.
CREATE TABLE "survey_record" (
    "id" UUID NOT NULL,
    "campaign_id" UUID NOT NULL,
    "number" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "lead_unit_id" UUID NOT NULL,
    "stage" TEXT NOT NULL,
    "due_at" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL,

    CONSTRAINT "survey_record_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "survey_record_number_key" ON "survey_record"("number");
CREATE INDEX "survey_record_campaign_id_idx" ON "survey_record"("campaign_id");
ALTER TABLE "survey_record" ADD CONSTRAINT "survey_record_id_fkey" FOREIGN KEY ("id") REFERENCES "process"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
