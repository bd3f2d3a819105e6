-- A secretary's standing entries for a post are delegations of a kind of their own; those granted before let the delegate act.
ALTER TABLE "delegation_record" ADD COLUMN "kind" TEXT NOT NULL DEFAULT 'acting';
UPDATE "process" SET "state" = "state" || '{"kind": "acting"}'::jsonb WHERE "type" = 'delegation' AND NOT "state" ? 'kind';

-- The address of a calendar feed holds a secret of its own, which opens nothing else.
CREATE TABLE "calendar_link" (
    "person_id" UUID NOT NULL,
    "token_hash" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "last_used_at" TIMESTAMPTZ(3),

    CONSTRAINT "calendar_link_pkey" PRIMARY KEY ("person_id")
);
CREATE UNIQUE INDEX "calendar_link_token_hash_key" ON "calendar_link"("token_hash");

-- Who hands over asks for the open cases that name a person, among all cases.
CREATE INDEX "process_open_case" ON "process" ("id") WHERE "type" = 'case' AND NOT "closed";
