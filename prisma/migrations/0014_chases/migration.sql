-- The chase ledger reads notices by campaign, unit and process: each names the whole that it belongs to, and one about several tasks names them.
ALTER TABLE "notice" ADD COLUMN "whole_id" UUID;
ALTER TABLE "notice" ADD COLUMN "about_ids" UUID[] DEFAULT ARRAY[]::UUID[];
UPDATE "notice" n SET "whole_id" = coalesce(p."parent_id", p."id") FROM "process" p WHERE p."id" = n."process_id";

-- An urging by hand named its tasks by number alone: they are known where the number is one task's in its campaign, which the unit told has led ever since.
UPDATE "notice" n SET "about_ids" = u."ids" FROM (
  SELECT n."id", array_agg(t."id" ORDER BY t."order", t."id") AS "ids"
  FROM "notice" n
  JOIN "fact" f ON f."process_id" = n."process_id" AND f."seq" = n."fact_seq" AND f."type" = 'tasksUrged'
  JOIN "task_record" t ON t."campaign_id" = n."process_id" AND t."lead_unit_id" = n."unit_id" AND f."data" -> 'numbers' ? t."number"
  WHERE n."kind" = 'tasksUrged'
    AND (SELECT count(*) FROM "task_record" o WHERE o."campaign_id" = t."campaign_id" AND o."number" = t."number") = 1
    AND NOT EXISTS (SELECT 1 FROM "fact" r WHERE r."process_id" = t."id" AND r."type" = 'taskReassigned')
  GROUP BY n."id"
) u WHERE u."id" = n."id";

-- Notices that chase, in the order of the ledger. The condition is that of domain/notice/chasing.ts.
CREATE INDEX "notice_chase_whole" ON "notice" ("whole_id", "created_at" DESC, "id") WHERE "is_rung" OR "kind" IN ('tasksUrged', 'urgingNoticeSigned');
CREATE INDEX "notice_chase_rung" ON "notice" ("whole_id", "rung", "created_at" DESC, "id") WHERE "is_rung" OR "kind" IN ('tasksUrged', 'urgingNoticeSigned');
CREATE INDEX "notice_chase_unit" ON "notice" ("unit_id", "created_at" DESC, "id") WHERE "is_rung" OR "kind" IN ('tasksUrged', 'urgingNoticeSigned');
CREATE INDEX "notice_chase_process" ON "notice" ("process_id", "created_at" DESC, "id") WHERE "is_rung" OR "kind" IN ('tasksUrged', 'urgingNoticeSigned');
CREATE INDEX "notice_chase_about" ON "notice" USING gin ("about_ids") WHERE "kind" = 'tasksUrged';

-- A calendar asks for the extensions that wait for a decision, among all tasks.
CREATE INDEX "process_extension_asked" ON "process" ("id") WHERE "type" = 'task' AND "state" ? 'extension';
