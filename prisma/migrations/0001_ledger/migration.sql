-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateTable
CREATE TABLE "fact" (
    "process_id" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "process_type" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "data" JSONB NOT NULL,
    "actor" JSONB NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "command_id" UUID NOT NULL,
    "prev" BYTEA NOT NULL,
    "hash" BYTEA NOT NULL,

    CONSTRAINT "fact_pkey" PRIMARY KEY ("process_id","seq")
);

-- CreateTable
CREATE TABLE "sealed_value" (
    "id" UUID NOT NULL,
    "process_id" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "field" TEXT NOT NULL,
    "value" JSONB,
    "salt" BYTEA,
    "erased_at" TIMESTAMPTZ(3),
    "basis" TEXT,

    CONSTRAINT "sealed_value_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "process" (
    "id" UUID NOT NULL,
    "type" TEXT NOT NULL,
    "number" TEXT,
    "stage" TEXT NOT NULL,
    "since" INTEGER NOT NULL,
    "version" INTEGER NOT NULL,
    "head" BYTEA NOT NULL,
    "state" JSONB NOT NULL,
    "parent_id" UUID,
    "wake_at" TIMESTAMPTZ(3),
    "wake_kind" TEXT,
    "settled" BOOLEAN NOT NULL,
    "closed" BOOLEAN NOT NULL,
    "timed" BOOLEAN NOT NULL,
    "opened_at" TIMESTAMPTZ(3) NOT NULL,
    "moved_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "process_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "participation" (
    "process_id" UUID NOT NULL,
    "unit_id" UUID NOT NULL,
    "relation" TEXT NOT NULL,

    CONSTRAINT "participation_pkey" PRIMARY KEY ("process_id","unit_id","relation")
);

-- CreateTable
CREATE TABLE "watch" (
    "process_id" UUID NOT NULL,
    "wanted" INTEGER NOT NULL,
    "seen" INTEGER NOT NULL,
    "wanted_at" TIMESTAMPTZ(3) NOT NULL,
    "seen_at" TIMESTAMPTZ(3),
    "nudged_at" TIMESTAMPTZ(3),
    "nudges" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "watch_pkey" PRIMARY KEY ("process_id")
);

-- CreateTable
CREATE TABLE "deadline_record" (
    "process_id" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "due_on" TEXT,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "provisional" BOOLEAN NOT NULL,
    "paused" BOOLEAN NOT NULL,
    "rung" TEXT,

    CONSTRAINT "deadline_record_pkey" PRIMARY KEY ("process_id","kind")
);

-- CreateTable
CREATE TABLE "command" (
    "person_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "digest" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "process_id" UUID NOT NULL,
    "status" INTEGER,
    "body" JSON,
    "erased" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "command_pkey" PRIMARY KEY ("person_id","key")
);

-- CreateTable
CREATE TABLE "number_series" (
    "name" TEXT NOT NULL,
    "year" INTEGER NOT NULL,
    "last" INTEGER NOT NULL,

    CONSTRAINT "number_series_pkey" PRIMARY KEY ("name","year")
);

-- CreateTable
CREATE TABLE "void_number" (
    "name" TEXT NOT NULL,
    "year" INTEGER NOT NULL,
    "from" INTEGER NOT NULL,
    "until" INTEGER NOT NULL,
    "reason" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "void_number_pkey" PRIMARY KEY ("name","year","from")
);

-- CreateTable
CREATE TABLE "notice" (
    "id" UUID NOT NULL,
    "process_id" UUID NOT NULL,
    "fact_seq" INTEGER NOT NULL,
    "deadline_kind" TEXT NOT NULL DEFAULT '',
    "rung" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "is_rung" BOOLEAN NOT NULL,
    "person_id" UUID NOT NULL,
    "post_id" UUID NOT NULL,
    "unit_id" UUID NOT NULL,
    "instead_of" UUID,
    "title" JSONB NOT NULL,
    "why" JSONB NOT NULL,
    "rule" JSONB NOT NULL,
    "stops" JSONB NOT NULL,
    "due_at" TIMESTAMPTZ(3),
    "urgent" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "read_at" TIMESTAMPTZ(3),

    CONSTRAINT "notice_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "delivery" (
    "id" UUID NOT NULL,
    "notice_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "channel" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "reason" TEXT,
    "digest_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "moved_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "delivery_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "digest" (
    "id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "channel" TEXT NOT NULL,
    "address" TEXT NOT NULL,
    "message_id" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "last_error" TEXT,
    "failing_since" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "sent_at" TIMESTAMPTZ(3),

    CONSTRAINT "digest_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "attachment" (
    "id" UUID NOT NULL,
    "sha256" TEXT NOT NULL,
    "size" INTEGER NOT NULL,
    "media_type" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "unit_id" UUID NOT NULL,
    "uploaded_by" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "attachment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "attachment_use" (
    "attachment_id" UUID NOT NULL,
    "process_id" UUID NOT NULL,

    CONSTRAINT "attachment_use_pkey" PRIMARY KEY ("attachment_id","process_id")
);

-- CreateTable
CREATE TABLE "plan_draft" (
    "id" UUID NOT NULL,
    "unit_id" UUID NOT NULL,
    "created_by" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "content" JSONB NOT NULL,
    "source_hash" TEXT NOT NULL,
    "launched_as" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "plan_draft_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "credential" (
    "person_id" UUID NOT NULL,
    "hash" TEXT NOT NULL,
    "must_change" BOOLEAN NOT NULL DEFAULT false,
    "changed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "credential_pkey" PRIMARY KEY ("person_id")
);

-- CreateTable
CREATE TABLE "session" (
    "token_hash" BYTEA NOT NULL,
    "person_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "last_seen_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "session_pkey" PRIMARY KEY ("token_hash")
);

-- CreateTable
CREATE TABLE "rate_limit" (
    "key" VARCHAR(255) NOT NULL,
    "points" INTEGER NOT NULL DEFAULT 0,
    "expire" BIGINT,

    CONSTRAINT "rate_limit_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "api_token" (
    "id" UUID NOT NULL,
    "prefix" TEXT NOT NULL,
    "token_hash" BYTEA NOT NULL,
    "person_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "scope" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "last_used_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "api_token_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "world_version" (
    "id" INTEGER NOT NULL,
    "org" INTEGER NOT NULL,
    "calendar" INTEGER NOT NULL,
    "counted" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "world_version_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ledger_state" (
    "id" INTEGER NOT NULL,
    "ledger_id" UUID NOT NULL,
    "era" INTEGER NOT NULL,
    "beacon" INTEGER NOT NULL,
    "held_since" TIMESTAMPTZ(3),
    "held_reason" TEXT,
    "drill" BOOLEAN NOT NULL DEFAULT false,
    "demo" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ledger_state_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ledger_clock" (
    "id" INTEGER NOT NULL,
    "offset_ms" BIGINT NOT NULL,

    CONSTRAINT "ledger_clock_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "unit_record" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "short_name" TEXT,
    "aliases" JSONB NOT NULL,
    "kind" TEXT NOT NULL,
    "parent_id" UUID,
    "from" TIMESTAMPTZ(3) NOT NULL,
    "until" TIMESTAMPTZ(3),
    "successor_id" UUID,

    CONSTRAINT "unit_record_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "person_record" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "username" TEXT NOT NULL,
    "active" BOOLEAN NOT NULL,
    "mail" TEXT,
    "certificate_number" TEXT,
    "certificate_expires_on" TEXT,

    CONSTRAINT "person_record_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "post_record" (
    "id" UUID NOT NULL,
    "unit_id" UUID NOT NULL,
    "role" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "person_id" UUID,
    "deputy_post_id" UUID,
    "from" TIMESTAMPTZ(3) NOT NULL,
    "until" TIMESTAMPTZ(3),

    CONSTRAINT "post_record_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "party_record" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "address" TEXT NOT NULL,
    "unit_id" UUID,
    "version" INTEGER NOT NULL,

    CONSTRAINT "party_record_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "delegation_record" (
    "id" UUID NOT NULL,
    "from_person_id" UUID NOT NULL,
    "to_person_id" UUID NOT NULL,
    "post_id" UUID NOT NULL,
    "from" TIMESTAMPTZ(3) NOT NULL,
    "until" TIMESTAMPTZ(3) NOT NULL,
    "revoked_at" TIMESTAMPTZ(3),
    "reason" TEXT NOT NULL,

    CONSTRAINT "delegation_record_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "calendar_day" (
    "date" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "year" INTEGER NOT NULL,

    CONSTRAINT "calendar_day_pkey" PRIMARY KEY ("date")
);

-- CreateTable
CREATE TABLE "calendar_year" (
    "year" INTEGER NOT NULL,
    "notice_no" TEXT,
    "url" TEXT,

    CONSTRAINT "calendar_year_pkey" PRIMARY KEY ("year")
);

-- CreateTable
CREATE TABLE "campaign_record" (
    "id" UUID NOT NULL,
    "title" TEXT NOT NULL,
    "level" TEXT,
    "stage" TEXT NOT NULL,
    "office_unit_id" UUID NOT NULL,
    "launched_at" TIMESTAMPTZ(3) NOT NULL,
    "closed_at" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL,

    CONSTRAINT "campaign_record_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "task_record" (
    "id" UUID NOT NULL,
    "campaign_id" UUID,
    "parent_task_id" UUID,
    "number" TEXT NOT NULL,
    "order" INTEGER NOT NULL,
    "section" TEXT,
    "content" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "phase" TEXT,
    "lead_unit_id" UUID NOT NULL,
    "stage" TEXT NOT NULL,
    "due_on" TEXT,
    "due_at" TIMESTAMPTZ(3),
    "rung" TEXT,
    "accepted_at" TIMESTAMPTZ(3),
    "made_good_late" BOOLEAN NOT NULL,
    "version" INTEGER NOT NULL,

    CONSTRAINT "task_record_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "case_record" (
    "id" UUID NOT NULL,
    "number" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "stage" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "party_id" UUID NOT NULL,
    "body_unit_id" UUID NOT NULL,
    "task_id" UUID,
    "due_kind" TEXT,
    "due_at" TIMESTAMPTZ(3),
    "opened_at" TIMESTAMPTZ(3) NOT NULL,
    "closed_at" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL,

    CONSTRAINT "case_record_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "fact_command_id_idx" ON "fact"("command_id");

-- CreateIndex
CREATE UNIQUE INDEX "sealed_value_process_id_seq_field_key" ON "sealed_value"("process_id", "seq", "field");

-- CreateIndex
CREATE INDEX "process_parent_id_id_idx" ON "process"("parent_id", "id");

-- CreateIndex
CREATE INDEX "process_type_opened_at_id_idx" ON "process"("type", "opened_at", "id");

-- CreateIndex
CREATE INDEX "participation_unit_id_relation_process_id_idx" ON "participation"("unit_id", "relation", "process_id");

-- CreateIndex
CREATE INDEX "watch_seen_at" ON "watch"("seen_at");

-- CreateIndex
CREATE INDEX "deadline_record_due_at_idx" ON "deadline_record"("due_at");

-- CreateIndex
CREATE UNIQUE INDEX "command_id_key" ON "command"("id");

-- CreateIndex
CREATE INDEX "command_process_id_idx" ON "command"("process_id");

-- CreateIndex
CREATE INDEX "notice_person_id_created_at_id_idx" ON "notice"("person_id", "created_at" DESC, "id");

-- CreateIndex
CREATE UNIQUE INDEX "notice_process_id_fact_seq_deadline_kind_rung_person_id_key" ON "notice"("process_id", "fact_seq", "deadline_kind", "rung", "person_id");

-- CreateIndex
CREATE INDEX "delivery_person_id_channel_state_idx" ON "delivery"("person_id", "channel", "state");

-- CreateIndex
CREATE UNIQUE INDEX "delivery_notice_id_channel_key" ON "delivery"("notice_id", "channel");

-- CreateIndex
CREATE INDEX "digest_person_id_channel_state_idx" ON "digest"("person_id", "channel", "state");

-- CreateIndex
CREATE INDEX "attachment_unit_id_idx" ON "attachment"("unit_id");

-- CreateIndex
CREATE INDEX "attachment_use_process_id_idx" ON "attachment_use"("process_id");

-- CreateIndex
CREATE INDEX "plan_draft_unit_id_created_at_idx" ON "plan_draft"("unit_id", "created_at");

-- CreateIndex
CREATE INDEX "plan_draft_source_hash_idx" ON "plan_draft"("source_hash");

-- CreateIndex
CREATE INDEX "session_person_id_idx" ON "session"("person_id");

-- CreateIndex
CREATE INDEX "session_expires_at_idx" ON "session"("expires_at");

-- CreateIndex
CREATE INDEX "rate_limit_expire_idx" ON "rate_limit"("expire");

-- CreateIndex
CREATE UNIQUE INDEX "api_token_token_hash_key" ON "api_token"("token_hash");

-- CreateIndex
CREATE INDEX "api_token_person_id_idx" ON "api_token"("person_id");

-- CreateIndex
CREATE INDEX "unit_record_parent_id_idx" ON "unit_record"("parent_id");

-- CreateIndex
CREATE UNIQUE INDEX "person_record_username_key" ON "person_record"("username");

-- CreateIndex
CREATE INDEX "post_record_unit_id_idx" ON "post_record"("unit_id");

-- CreateIndex
CREATE INDEX "post_record_person_id_idx" ON "post_record"("person_id");

-- CreateIndex
CREATE INDEX "party_record_name_idx" ON "party_record"("name");

-- CreateIndex
CREATE INDEX "delegation_record_to_person_id_idx" ON "delegation_record"("to_person_id");

-- CreateIndex
CREATE INDEX "calendar_day_year_idx" ON "calendar_day"("year");

-- CreateIndex
CREATE INDEX "task_record_campaign_id_order_id_idx" ON "task_record"("campaign_id", "order", "id");

-- CreateIndex
CREATE INDEX "task_record_lead_unit_id_stage_due_at_idx" ON "task_record"("lead_unit_id", "stage", "due_at");

-- CreateIndex
CREATE INDEX "task_record_parent_task_id_idx" ON "task_record"("parent_task_id");

-- CreateIndex
CREATE INDEX "case_record_body_unit_id_stage_due_at_idx" ON "case_record"("body_unit_id", "stage", "due_at");

-- CreateIndex
CREATE INDEX "case_record_task_id_idx" ON "case_record"("task_id");

-- CreateIndex
CREATE UNIQUE INDEX "case_record_number_key" ON "case_record"("number");

-- AddForeignKey
ALTER TABLE "participation" ADD CONSTRAINT "participation_process_id_fkey" FOREIGN KEY ("process_id") REFERENCES "process"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "delivery" ADD CONSTRAINT "delivery_notice_id_fkey" FOREIGN KEY ("notice_id") REFERENCES "notice"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "attachment_use" ADD CONSTRAINT "attachment_use_attachment_id_fkey" FOREIGN KEY ("attachment_id") REFERENCES "attachment"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "campaign_record" ADD CONSTRAINT "campaign_record_id_fkey" FOREIGN KEY ("id") REFERENCES "process"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "task_record" ADD CONSTRAINT "task_record_id_fkey" FOREIGN KEY ("id") REFERENCES "process"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "case_record" ADD CONSTRAINT "case_record_id_fkey" FOREIGN KEY ("id") REFERENCES "process"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What Prisma cannot express: the clock, the finality of facts, partial indexes, singletons.

-- The ledger's one clock. The offset row exists in tests alone.
CREATE FUNCTION ledger_now() RETURNS timestamptz LANGUAGE sql VOLATILE AS $$
  SELECT date_trunc('milliseconds', clock_timestamp()) + COALESCE((SELECT offset_ms FROM ledger_clock WHERE id = 1), 0) * interval '1 millisecond'
$$;
CREATE FUNCTION ledger_now_ms() RETURNS float8 LANGUAGE sql VOLATILE AS $$
  SELECT (extract(epoch FROM ledger_now()) * 1000)::float8
$$;
CREATE FUNCTION refuse_clock_outside_tests() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF COALESCE(current_setting('duban.test', true), '') <> 'on' THEN
    RAISE EXCEPTION 'the ledger clock is moved in tests only' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER ledger_clock_in_tests_only BEFORE INSERT OR UPDATE ON "ledger_clock" FOR EACH ROW EXECUTE FUNCTION refuse_clock_outside_tests();

-- Facts are final: a mistake is corrected by a further fact.
CREATE FUNCTION refuse_change_of_facts() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'facts are final' USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER fact_is_final BEFORE UPDATE OR DELETE ON "fact" FOR EACH ROW EXECUTE FUNCTION refuse_change_of_facts();
CREATE TRIGGER fact_is_never_truncated BEFORE TRUNCATE ON "fact" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_facts();
ALTER TABLE "fact" ADD CONSTRAINT "fact_seq_from_one" CHECK ("seq" >= 1);
ALTER TABLE "watch" ADD CONSTRAINT "watch_counts" CHECK ("wanted" >= 0 AND "seen" >= 0);

-- The watch is rewritten at every look: room on the page keeps its updates in place.
ALTER TABLE "watch" SET (fillfactor = 60);
-- The sweep's questions, each with an index of just what it looks for.
CREATE INDEX "watch_unseen" ON "watch" ("wanted_at") WHERE "seen" < "wanted";
CREATE INDEX "process_wake" ON "process" ("wake_at") WHERE "timed" AND NOT "closed" AND "wake_at" IS NOT NULL;
CREATE INDEX "process_settled" ON "process" ("moved_at") WHERE "settled" AND NOT "closed";
CREATE INDEX "delivery_waiting" ON "delivery" ("moved_at") WHERE "state" IN ('pending', 'frozen');
-- Parked messages and the figures of every scrape: those that have left are the many.
CREATE INDEX "digest_unsent" ON "digest" ("state", "created_at" DESC, "id") WHERE "state" NOT IN ('sent', 'erased');

INSERT INTO "world_version" ("id", "org", "calendar") VALUES (1, 0, 0);
INSERT INTO "ledger_state" ("id", "ledger_id", "era", "beacon", "created_at") VALUES (1, gen_random_uuid(), 0, 0, clock_timestamp());
