-- What a campaign's conditions, figures and lights read of each task, beside the row that lists read: a campaign of two thousand tasks is shown without unpacking their whole states.
ALTER TABLE "task_record" ADD COLUMN "glance" JSONB;
UPDATE "task_record" t SET "glance" = (
    SELECT coalesce(jsonb_object_agg(e.key, e.value), '{}') FROM jsonb_each(p."state") e
    WHERE e.key IN ('id', 'number', 'order', 'stage', 'phase', 'kind', 'leadUnitId', 'due', 'rhythm', 'period', 'history', 'madeGoodLate', 'suspendedFrom', 'suspendedAt')
  )
  || CASE WHEN coalesce(p."state" ->> 'standard', '') = '' THEN '{}'::jsonb ELSE jsonb_build_object('standard', '…') END
  || CASE WHEN p."state" ? 'submission' THEN jsonb_build_object('submission', jsonb_build_object('late', p."state" -> 'submission' -> 'late')) ELSE '{}'::jsonb END
FROM "process" p WHERE p."id" = t."id";
ALTER TABLE "task_record" ALTER COLUMN "glance" SET NOT NULL;
