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

-- The pairs of neighbouring letters of initials, by which both the index and what is asked of it go. Few kinds of pairs, each in many texts: where those asked for are in too many, the
-- list's own order finds them soon. A loop, which takes half the time of a query here: each text that is written pays for it.
CREATE FUNCTION initials_pairs(given text) RETURNS text[] LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  pairs text[] := '{}';
BEGIN
  FOR i IN 1 .. length(given) - 1 LOOP
    pairs[i] := substr(given, i, 2);
  END LOOP;
  RETURN pairs;
END
$$;
-- Empty until the initials are filled. New entries wait in a short list, as those of the texts.
CREATE INDEX "task_text_initials" ON "task_text" USING gin (initials_pairs("initials")) WITH (gin_pending_list_limit = 512) WHERE "initials" IS NOT NULL;
CREATE INDEX "case_text_initials" ON "case_text" USING gin (initials_pairs("initials")) WITH (gin_pending_list_limit = 512) WHERE "initials" IS NOT NULL;
-- What is still to be filled; nothing of it is left afterwards, so that asking costs nothing at every start.
CREATE INDEX "task_text_unfilled" ON "task_text" ("id") WHERE "initials" IS NULL;
CREATE INDEX "case_text_unfilled" ON "case_text" ("id") WHERE "initials" IS NULL;
