-- What the figures of enforcement count, an order or a penalty a row: counted from the index alone, where the states of every case had to be read before.
CREATE TABLE "case_act" (
    "case_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "body_unit_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "counts" BOOLEAN NOT NULL,
    "fen" BIGINT,

    CONSTRAINT "case_act_pkey" PRIMARY KEY ("case_id", "kind", "number")
);
INSERT INTO "case_act"
SELECT p."id", 'order', (m ->> 'number')::int, (p."state" ->> 'bodyUnitId')::uuid, to_timestamp((m ->> 'issuedAt')::float8 / 1000), m ->> 'outcome' IS DISTINCT FROM 'withdrawn', NULL
FROM "process" p, jsonb_array_elements(p."state" -> 'measures') m WHERE p."type" = 'case' AND m ->> 'kind' = 'order';
INSERT INTO "case_act"
SELECT p."id", 'penalty', f.n::int, (p."state" ->> 'bodyUnitId')::uuid, to_timestamp((f.m ->> 'concludedAt')::float8 / 1000), (f.m ->> 'penaltyFen')::bigint > 0, (f.m ->> 'penaltyFen')::bigint
FROM "process" p, jsonb_array_elements(p."state" -> 'filings') WITH ORDINALITY f(m, n) WHERE p."type" = 'case' AND f.m ? 'concludedAt' AND f.m ? 'penaltyFen';
CREATE INDEX "case_act_body_unit_id_at_kind_counts_fen_idx" ON "case_act"("body_unit_id", "at", "kind", "counts", "fen");
-- Cases opened in a period by stage and source, read from the index alone; cases closed in a period.
DROP INDEX "case_record_body_unit_id_opened_at_idx";
CREATE INDEX "case_record_body_unit_id_opened_at_stage_source_idx" ON "case_record"("body_unit_id", "opened_at", "stage", "source");
CREATE INDEX "case_record_body_unit_id_closed_at_idx" ON "case_record"("body_unit_id", "closed_at");
