-- Outlets: where a unit's notices go besides to people. Address and secret stand in the erasable store alone (sealed_value).
CREATE TABLE "outlet_record" (
    "id" UUID NOT NULL,
    "unit_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "host" TEXT NOT NULL,
    "active" BOOLEAN NOT NULL,
    "version" INTEGER NOT NULL,

    CONSTRAINT "outlet_record_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "outlet_record_unit_id_idx" ON "outlet_record"("unit_id");
-- A unit may have two outlets of one kind, and a notice goes to both.
DROP INDEX "delivery_notice_id_channel_key";
CREATE UNIQUE INDEX "delivery_notice_id_channel_person_id_key" ON "delivery"("notice_id", "channel", "person_id");
-- Bulletins of campaigns.
CREATE TABLE "bulletin_record" (
    "id" UUID NOT NULL,
    "campaign_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "stage" TEXT NOT NULL,
    "number" TEXT,
    "office_unit_id" UUID NOT NULL,
    "drafted_at" TIMESTAMPTZ(3) NOT NULL,
    "issued_at" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL,

    CONSTRAINT "bulletin_record_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "bulletin_record_campaign_id_idx" ON "bulletin_record"("campaign_id");
ALTER TABLE "bulletin_record" ADD CONSTRAINT "bulletin_record_id_fkey" FOREIGN KEY ("id") REFERENCES "process"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
