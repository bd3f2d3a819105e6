-- Reads at a million tasks: every list is walked in its order, a search finds two characters, and no figure counts what it does not show.

-- 1. Lists walk the participations of the asker's units in the list's own order.
ALTER TABLE "participation" ADD COLUMN "place" BIGINT NOT NULL DEFAULT -1;
UPDATE "participation" p SET "place" = t."order" FROM "task_record" t WHERE t."id" = p."process_id";
UPDATE "participation" p SET "place" = -round(extract(epoch FROM c."opened_at") * 1000)::bigint FROM "case_record" c WHERE c."id" = p."process_id";
UPDATE "participation" p SET "place" = -round(extract(epoch FROM c."launched_at") * 1000)::bigint FROM "campaign_record" c WHERE c."id" = p."process_id";
DROP INDEX "participation_unit_id_relation_process_id_idx";
CREATE INDEX "participation_unit_id_relation_place_process_id_idx" ON "participation"("unit_id", "relation", "place", "process_id");

-- 2. Indexes that no question uses cost every step; those that the questions need.
DROP INDEX "process_type_opened_at_id_idx";
DROP INDEX "deadline_record_due_at_idx";
DROP INDEX "task_record_lead_unit_id_stage_due_at_idx";
DROP INDEX "task_record_parent_task_id_idx";
DROP INDEX "case_record_body_unit_id_stage_due_at_idx";
-- The ranking: what fell due in a period, by unit, read from the index alone.
CREATE INDEX "task_record_due_at_lead_unit_id_campaign_id_stage_made_good_idx" ON "task_record"("due_at", "lead_unit_id", "campaign_id", "stage", "made_good_late");
-- A body's overdue cases, its cases of a period, and the cases of a party.
CREATE INDEX "case_record_body_unit_id_due_at_idx" ON "case_record"("body_unit_id", "due_at");
CREATE INDEX "case_record_body_unit_id_opened_at_idx" ON "case_record"("body_unit_id", "opened_at");
CREATE INDEX "case_record_party_id_idx" ON "case_record"("party_id");
-- Only shares of each-unit tasks have a parent.
CREATE INDEX "task_share" ON "task_record" ("parent_task_id", "order", "id") WHERE "parent_task_id" IS NOT NULL;
-- The overdue board: open tasks of a campaign that nobody is deciding on, by due moment.
CREATE INDEX "task_chased" ON "task_record" ("campaign_id", "due_at") WHERE "stage" IN ('issued', 'signed', 'returned');

-- 3. Search: each character and each pair of neighbouring characters, so that a word of two characters is found without reading every text.
CREATE FUNCTION text_grams(given text) RETURNS text[] LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT c || ARRAY(SELECT a || b FROM unnest(c, c[2:]) AS pair(a, b) WHERE b IS NOT NULL) FROM string_to_array(given, NULL) AS c
$$;
-- What a text must hold if it contains the words asked for: their pairs, or the one character.
CREATE FUNCTION search_grams(given text) RETURNS text[] LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT CASE WHEN cardinality(c) < 2 THEN c ELSE ARRAY(SELECT a || b FROM unnest(c, c[2:]) AS pair(a, b) WHERE b IS NOT NULL) END FROM string_to_array(given, NULL) AS c
$$;
CREATE TABLE "task_text" (
    "id" UUID NOT NULL,
    "text" TEXT NOT NULL,

    CONSTRAINT "task_text_pkey" PRIMARY KEY ("id")
);
CREATE TABLE "case_text" (
    "id" UUID NOT NULL,
    "text" TEXT NOT NULL,

    CONSTRAINT "case_text_pkey" PRIMARY KEY ("id")
);
INSERT INTO "task_text" SELECT "id", "number" || E'\n' || "content" FROM "task_record";
INSERT INTO "case_text" SELECT "id", "number" || E'\n' || "title" FROM "case_record";
-- New texts wait in a short list before they enter the index: a launch of hundreds of tasks does not pay for thousands of entries one by one.
CREATE INDEX "task_text_grams" ON "task_text" USING gin (text_grams("text")) WITH (gin_pending_list_limit = 512);
CREATE INDEX "case_text_grams" ON "case_text" USING gin (text_grams("text")) WITH (gin_pending_list_limit = 512);
