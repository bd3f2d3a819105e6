-- What ⌘K finds is found by the initials of its pinyin too (健康办: jkb). They are read in the product, not in SQL: `migrate` fills the rows that are there, row by row,
-- after this; until then a row without them is found by its characters alone.
ALTER TABLE "task_text" ADD COLUMN "initials" TEXT;
ALTER TABLE "case_text" ADD COLUMN "initials" TEXT;
ALTER TABLE "campaign_record" ADD COLUMN "initials" TEXT;
ALTER TABLE "meeting_record" ADD COLUMN "initials" TEXT;
ALTER TABLE "supervision_record" ADD COLUMN "initials" TEXT;
ALTER TABLE "indicator_record" ADD COLUMN "initials" TEXT;
ALTER TABLE "survey_record" ADD COLUMN "initials" TEXT;
ALTER TABLE "bulletin_record" ADD COLUMN "initials" TEXT;
ALTER TABLE "party_record" ADD COLUMN "initials" TEXT;

-- Twenty-six letters make few pairs, each of which stands in a great part of all texts: threes are told apart. Pairs are for who types two letters.
CREATE FUNCTION initials_grams(given text) RETURNS text[] LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT ARRAY(SELECT substr(given, i, n) FROM generate_series(2, 3) n, generate_series(1, length(given) - n + 1) i)
$$;
-- What initials must hold if they contain those asked for, which are two or more: their threes, or the pair.
CREATE FUNCTION search_initials_grams(given text) RETURNS text[] LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT CASE WHEN length(given) < 3 THEN ARRAY[given] ELSE ARRAY(SELECT substr(given, i, 3) FROM generate_series(1, length(given) - 2) i) END
$$;
-- Empty until the initials are filled. New entries wait in a short list, as those of the texts.
CREATE INDEX "task_text_initials" ON "task_text" USING gin (initials_grams("initials")) WITH (gin_pending_list_limit = 512) WHERE "initials" IS NOT NULL;
CREATE INDEX "case_text_initials" ON "case_text" USING gin (initials_grams("initials")) WITH (gin_pending_list_limit = 512) WHERE "initials" IS NOT NULL;
-- What is still to be filled; nothing of it is left afterwards, so that asking costs nothing at every start.
CREATE INDEX "task_text_unfilled" ON "task_text" ("id") WHERE "initials" IS NULL;
CREATE INDEX "case_text_unfilled" ON "case_text" ("id") WHERE "initials" IS NULL;
