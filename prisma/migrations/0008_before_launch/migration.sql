-- Rounds of consulting units about a draft plan.
CREATE TABLE "consultation_record" (
    "id" UUID NOT NULL,
    "plan_id" UUID NOT NULL,
    "round" INTEGER NOT NULL,
    "title" TEXT NOT NULL,
    "stage" TEXT NOT NULL,
    "office_unit_id" UUID NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "asked_at" TIMESTAMPTZ(3) NOT NULL,
    "closed_at" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL,

    CONSTRAINT "consultation_record_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "consultation_record_plan_id_round_key" ON "consultation_record"("plan_id", "round");
ALTER TABLE "consultation_record" ADD CONSTRAINT "consultation_record_id_fkey" FOREIGN KEY ("id") REFERENCES "process"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
