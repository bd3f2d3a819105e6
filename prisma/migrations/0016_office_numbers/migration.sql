-- Meetings and supervisions are numbered in the series of their office, no longer in that of their campaign: each office goes on after its highest number of a year.
INSERT INTO "number_series" ("name", "year", "last")
SELECT p.type || ':' || (p.state ->> 'officeUnitId'), substring(p.number FROM '〔(\d{4})〕')::int, max(substring(p.number FROM '〕(\d+)号')::int)
FROM "process" p WHERE p.type IN ('meeting', 'supervision') AND p.number ~ '〔\d{4}〕\d+号'
GROUP BY 1, 2
ON CONFLICT ("name", "year") DO UPDATE SET "last" = greatest("number_series"."last", EXCLUDED."last");
