-- A calendar of a unit that takes part in very many records walks the deadlines of the kinds that it owes by day. The kind is cut as api/list/owed.ts cuts it.
CREATE INDEX "deadline_owed" ON "deadline_record" (regexp_replace("kind", '[.:-].*', ''), "due_at") WHERE NOT "paused";
