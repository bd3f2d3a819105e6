-- A first password opens one session, and only until its moment: expires_at says until when, used_at when it did. One's own password has neither.
ALTER TABLE "credential" ADD COLUMN "expires_at" TIMESTAMPTZ(3), ADD COLUMN "used_at" TIMESTAMPTZ(3);
-- Who was handed one before was not told of an end: theirs counts from now.
UPDATE "credential" SET "expires_at" = clock_timestamp() + interval '72 hours' WHERE "must_change";
