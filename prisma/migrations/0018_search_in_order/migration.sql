-- A search reads its matches in the list's order without asking each where it stands: the text carries the place, which never changes (participation, migration 0002).
-- Rewritten without their indexes, so that a full ledger does not pay for each entry.
DROP INDEX "task_text_grams";
DROP INDEX "case_text_grams";
ALTER TABLE "task_text" ADD COLUMN "place" BIGINT;
ALTER TABLE "case_text" ADD COLUMN "place" BIGINT;
UPDATE "task_text" t SET "place" = r."order" FROM "task_record" r WHERE r."id" = t."id";
UPDATE "case_text" t SET "place" = -round(extract(epoch FROM r."opened_at") * 1000)::bigint FROM "case_record" r WHERE r."id" = t."id";
ALTER TABLE "task_text" ALTER COLUMN "place" SET NOT NULL;
ALTER TABLE "case_text" ALTER COLUMN "place" SET NOT NULL;
CREATE INDEX "task_text_grams" ON "task_text" USING gin (text_grams("text")) WITH (gin_pending_list_limit = 512);
CREATE INDEX "case_text_grams" ON "case_text" USING gin (text_grams("text")) WITH (gin_pending_list_limit = 512);

-- The ranking counts no whole of an each-unit task (domain/task/counted.ts). Its index has all that it counts by, in the order in which it counts: campaign by campaign, unit by unit;
-- for a single unit the server skips from campaign to campaign.
DROP INDEX "task_record_due_at_lead_unit_id_campaign_id_stage_made_good_idx";
CREATE INDEX "task_counted" ON "task_record" ("campaign_id", "lead_unit_id", "stage", "made_good_late", "due_at") WHERE "kind" <> 'eachUnit';
