-- CreateEnum
CREATE TYPE "extension_request_state" AS ENUM ('open', 'granted', 'declined', 'withdrawn');

-- CreateEnum
CREATE TYPE "delivery" AS ENUM ('at_once', 'daily', 'portal');

-- CreateEnum
CREATE TYPE "message_status" AS ENUM ('queued', 'sent', 'kept', 'refused', 'cancelled');

-- AlterTable
ALTER TABLE "extensions" ADD COLUMN     "corrects_id" UUID;

-- AlterTable
ALTER TABLE "outbox_events" ADD COLUMN     "actor_id" UUID,
ADD COLUMN     "transaction_id" BIGINT NOT NULL DEFAULT (pg_current_xact_id()::text)::bigint;

-- CreateTable
CREATE TABLE "extension_requests" (
    "department_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "directive_id" UUID NOT NULL,
    "requested_due_at" TIMESTAMPTZ(6) NOT NULL,
    "reason" TEXT NOT NULL,
    "requested_by_id" UUID NOT NULL,
    "requested_by_name" TEXT NOT NULL,
    "requested_at" TIMESTAMPTZ(6) NOT NULL DEFAULT clock_timestamp(),
    "state" "extension_request_state" NOT NULL DEFAULT 'open',
    "decided_by_id" UUID,
    "decided_by_name" TEXT NOT NULL DEFAULT '',
    "decided_at" TIMESTAMPTZ(6),
    "answer" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "extension_requests_pkey" PRIMARY KEY ("department_id","id")
);

-- CreateTable
CREATE TABLE "reminders" (
    "department_id" UUID NOT NULL,
    "directive_id" UUID NOT NULL,
    "day" DATE NOT NULL,
    "days_left" INTEGER NOT NULL,
    "due_at" TIMESTAMPTZ(6) NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT clock_timestamp(),

    CONSTRAINT "reminders_pkey" PRIMARY KEY ("department_id","directive_id","day")
);

-- CreateTable
CREATE TABLE "notifications" (
    "person_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "event_sequence" BIGINT NOT NULL,
    "department_id" UUID,
    "directive_id" UUID,
    "title" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "href" TEXT NOT NULL,
    "delivery" "delivery" NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT clock_timestamp(),
    "read_at" TIMESTAMPTZ(6),
    "digested_at" TIMESTAMPTZ(6),

    CONSTRAINT "notifications_pkey" PRIMARY KEY ("person_id","id")
);

-- CreateTable
CREATE TABLE "notification_preferences" (
    "person_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "delivery" "delivery" NOT NULL,
    "changed_at" TIMESTAMPTZ(6) NOT NULL DEFAULT clock_timestamp(),

    CONSTRAINT "notification_preferences_pkey" PRIMARY KEY ("person_id","kind")
);

-- CreateTable
CREATE TABLE "messages" (
    "id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "person_id" UUID NOT NULL,
    "address" TEXT NOT NULL,
    "department_id" UUID,
    "directive_id" UUID,
    "event_sequence" BIGINT,
    "request_id" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "html" TEXT NOT NULL,
    "is_reminder" BOOLEAN NOT NULL DEFAULT false,
    "status" "message_status" NOT NULL DEFAULT 'queued',
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT clock_timestamp(),
    "settled_at" TIMESTAMPTZ(6),

    CONSTRAINT "messages_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "message_attempts" (
    "message_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "at" TIMESTAMPTZ(6) NOT NULL DEFAULT clock_timestamp(),
    "is_taken" BOOLEAN NOT NULL,
    "reply_code" INTEGER,
    "words" TEXT NOT NULL,

    CONSTRAINT "message_attempts_pkey" PRIMARY KEY ("message_id","id")
);

-- CreateTable
CREATE TABLE "mail_addresses" (
    "address" TEXT NOT NULL,
    "last_taken_at" TIMESTAMPTZ(6),
    "unreachable_since" TIMESTAMPTZ(6),
    "last_refusal" TEXT NOT NULL DEFAULT '',
    "last_refused_at" TIMESTAMPTZ(6),

    CONSTRAINT "mail_addresses_pkey" PRIMARY KEY ("address")
);

-- CreateTable
CREATE TABLE "daily_tasks" (
    "kind" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "day" DATE NOT NULL,
    "done_at" TIMESTAMPTZ(6) NOT NULL DEFAULT clock_timestamp(),

    CONSTRAINT "daily_tasks_pkey" PRIMARY KEY ("kind","subject","day")
);

-- CreateTable
CREATE TABLE "calendar_feeds" (
    "person_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "secret_hash" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT clock_timestamp(),
    "revoked_at" TIMESTAMPTZ(6),
    "last_read_at" TIMESTAMPTZ(6),

    CONSTRAINT "calendar_feeds_pkey" PRIMARY KEY ("person_id","id")
);

-- CreateTable
CREATE TABLE "section_presences" (
    "department_id" UUID NOT NULL,
    "plan_id" UUID NOT NULL,
    "section" TEXT NOT NULL,
    "stream_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "seen_at" TIMESTAMPTZ(6) NOT NULL DEFAULT clock_timestamp(),

    CONSTRAINT "section_presences_pkey" PRIMARY KEY ("department_id","plan_id","section","stream_id")
);

-- CreateIndex
CREATE INDEX "extension_requests_directive_id_state_idx" ON "extension_requests"("directive_id", "state");

-- CreateIndex
CREATE UNIQUE INDEX "notifications_person_id_event_sequence_key" ON "notifications"("person_id", "event_sequence");

-- CreateIndex
CREATE UNIQUE INDEX "messages_key_key" ON "messages"("key");

-- CreateIndex
CREATE INDEX "messages_status_created_at_idx" ON "messages"("status", "created_at");

-- CreateIndex
CREATE INDEX "messages_address_created_at_idx" ON "messages"("address", "created_at");

-- CreateIndex
CREATE INDEX "messages_department_id_created_at_idx" ON "messages"("department_id", "created_at");

-- CreateIndex
CREATE INDEX "messages_created_at_idx" ON "messages"("created_at");

-- CreateIndex
CREATE INDEX "mail_addresses_unreachable_since_idx" ON "mail_addresses"("unreachable_since");

-- CreateIndex
CREATE UNIQUE INDEX "calendar_feeds_secret_hash_key" ON "calendar_feeds"("secret_hash");

-- CreateIndex
CREATE INDEX "outbox_events_transaction_id_idx" ON "outbox_events"("transaction_id");

-- CreateIndex
CREATE INDEX "outbox_events_occurred_at_idx" ON "outbox_events"("occurred_at");

-- AddForeignKey
ALTER TABLE "extension_requests" ADD CONSTRAINT "extension_requests_department_id_directive_id_fkey" FOREIGN KEY ("department_id", "directive_id") REFERENCES "obligations"("department_id", "directive_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "reminders" ADD CONSTRAINT "reminders_department_id_directive_id_fkey" FOREIGN KEY ("department_id", "directive_id") REFERENCES "obligations"("department_id", "directive_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "notifications" ADD CONSTRAINT "notifications_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "people"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "notification_preferences" ADD CONSTRAINT "notification_preferences_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "people"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "messages" ADD CONSTRAINT "messages_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "people"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "message_attempts" ADD CONSTRAINT "message_attempts_message_id_fkey" FOREIGN KEY ("message_id") REFERENCES "messages"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "calendar_feeds" ADD CONSTRAINT "calendar_feeds_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "people"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "section_presences" ADD CONSTRAINT "section_presences_department_id_plan_id_fkey" FOREIGN KEY ("department_id", "plan_id") REFERENCES "plans"("department_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What the schema language cannot say.
-- A department asks once at a time.
CREATE UNIQUE INDEX "extension_requests_one_open"
  ON "extension_requests" ("department_id", "directive_id") WHERE "state" = 'open';

-- The count of unread and the daily digest, each of few rows among many.
CREATE INDEX "notifications_unread" ON "notifications" ("person_id") WHERE "read_at" IS NULL;
CREATE INDEX "notifications_for_digest" ON "notifications" ("person_id")
  WHERE "delivery" = 'daily' AND "digested_at" IS NULL;
