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
