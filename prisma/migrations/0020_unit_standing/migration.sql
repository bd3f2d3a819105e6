-- How the tasks stand that a unit leads in a campaign and that fall due in a month of Beijing: a ranking of a year adds up some ten thousand rows instead of counting a third of a million tasks.
-- The database keeps it as rows of task_record change, whoever changes them; what counts as what is said in domain/task/counted.ts. Tasks of no campaign stand under a campaign of zeros.
CREATE TABLE "unit_standing" (
    "campaign_id" UUID NOT NULL,
    "unit_id" UUID NOT NULL,
    "month" DATE NOT NULL,
    "tasks" INTEGER NOT NULL,
    "accepted" INTEGER NOT NULL,
    "on_time" INTEGER NOT NULL,
    "chased" INTEGER NOT NULL,

    CONSTRAINT "unit_standing_pkey" PRIMARY KEY ("campaign_id", "unit_id", "month")
);
-- All that a ranking adds up: read from here alone, without a look at each row.
CREATE INDEX "unit_standing_read" ON "unit_standing" ("unit_id", "month") INCLUDE ("campaign_id", "tasks", "accepted", "on_time", "chased");

-- The days around whole months are counted from the tasks, in order of the day on which they are due: the index by campaign and unit (migration 0018) would be read as a whole for them.
CREATE INDEX "task_due" ON "task_record" ("due_at", "lead_unit_id", "campaign_id", "stage", "made_good_late") WHERE "kind" <> 'eachUnit';

-- What one task adds to the standing of its unit: no row where it is not counted.
CREATE FUNCTION standing_of(t task_record) RETURNS SETOF unit_standing LANGUAGE sql STABLE AS $$
  SELECT coalesce(t."campaign_id", '00000000-0000-0000-0000-000000000000'), t."lead_unit_id", date_trunc('month', t."due_at" AT TIME ZONE 'Asia/Shanghai')::date,
    1, (t."stage" = 'accepted')::int, (t."stage" = 'accepted' AND NOT t."made_good_late")::int, (t."stage" IN ('issued', 'signed', 'returned'))::int
  WHERE t."due_at" IS NOT NULL AND t."kind" <> 'eachUnit' AND t."stage" <> 'cancelled'
$$;

-- What the task was is taken off, what it is now is added: in the order of the key, so that two that reassign between the same units wait for each other in one direction.
CREATE FUNCTION keep_unit_standing() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO "unit_standing" AS s
    SELECT "campaign_id", "unit_id", "month", sum("tasks" * sign), sum("accepted" * sign), sum("on_time" * sign), sum("chased" * sign)
    FROM (SELECT *, -1 AS sign FROM standing_of(OLD) UNION ALL SELECT *, 1 FROM standing_of(NEW)) change
    GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
  ON CONFLICT ("campaign_id", "unit_id", "month") DO UPDATE SET
    "tasks" = s."tasks" + EXCLUDED."tasks", "accepted" = s."accepted" + EXCLUDED."accepted", "on_time" = s."on_time" + EXCLUDED."on_time", "chased" = s."chased" + EXCLUDED."chased";
  RETURN NULL;
END
$$;
CREATE TRIGGER "task_record_stands" AFTER INSERT OR DELETE ON "task_record" FOR EACH ROW EXECUTE FUNCTION keep_unit_standing();
-- Most steps leave all of these as they are.
CREATE TRIGGER "task_record_stands_anew" AFTER UPDATE ON "task_record" FOR EACH ROW
  WHEN ((OLD."campaign_id", OLD."lead_unit_id", OLD."kind", OLD."stage", OLD."made_good_late", OLD."due_at") IS DISTINCT FROM (NEW."campaign_id", NEW."lead_unit_id", NEW."kind", NEW."stage", NEW."made_good_late", NEW."due_at"))
  EXECUTE FUNCTION keep_unit_standing();

INSERT INTO "unit_standing" SELECT s."campaign_id", s."unit_id", s."month", sum(s."tasks"), sum(s."accepted"), sum(s."on_time"), sum(s."chased")
  FROM "task_record" t CROSS JOIN LATERAL standing_of(t) s GROUP BY 1, 2, 3;
