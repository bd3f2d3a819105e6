-- Meetings and supervisions as processes of their own, below their campaign: what their lists filter by, and what visits found, by unit.
CREATE TABLE "meeting_record" (
    "id" UUID NOT NULL,
    "campaign_id" UUID NOT NULL,
    "number" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "stage" TEXT NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "held_on" TEXT,
    "convened_at" TIMESTAMPTZ(3) NOT NULL,
    "version" INTEGER NOT NULL,

    CONSTRAINT "meeting_record_pkey" PRIMARY KEY ("id")
);
CREATE TABLE "supervision_record" (
    "id" UUID NOT NULL,
    "campaign_id" UUID NOT NULL,
    "number" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "stage" TEXT NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "visited_on" TEXT,
    "planned_at" TIMESTAMPTZ(3) NOT NULL,
    "version" INTEGER NOT NULL,

    CONSTRAINT "supervision_record_pkey" PRIMARY KEY ("id")
);
CREATE TABLE "finding_record" (
    "supervision_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "unit_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "task_id" UUID,
    "objection" TEXT NOT NULL,

    CONSTRAINT "finding_record_pkey" PRIMARY KEY ("supervision_id", "number")
);
CREATE INDEX "meeting_record_campaign_id_idx" ON "meeting_record"("campaign_id");
CREATE INDEX "supervision_record_campaign_id_idx" ON "supervision_record"("campaign_id");
CREATE INDEX "finding_record_unit_id_supervision_id_number_idx" ON "finding_record"("unit_id", "supervision_id", "number");
ALTER TABLE "meeting_record" ADD CONSTRAINT "meeting_record_id_fkey" FOREIGN KEY ("id") REFERENCES "process"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "supervision_record" ADD CONSTRAINT "supervision_record_id_fkey" FOREIGN KEY ("id") REFERENCES "process"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
