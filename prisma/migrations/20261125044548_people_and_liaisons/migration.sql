-- CreateEnum
CREATE TYPE "sign_in_method" AS ENUM ('password', 'passkey', 'single_sign_on');

-- CreateEnum
CREATE TYPE "second_factor" AS ENUM ('totp', 'passkey', 'recovery_code', 'provider');

-- CreateEnum
CREATE TYPE "access_verdict" AS ENUM ('keep', 'end');

-- CreateEnum
CREATE TYPE "succession_kind" AS ENUM ('merge', 'split');

-- CreateEnum
CREATE TYPE "verification_channel" AS ENUM ('email', 'phone');

-- CreateEnum
CREATE TYPE "verification_method" AS ENUM ('link', 'code', 'call_back');

-- CreateEnum
CREATE TYPE "confirmation_reason" AS ENUM ('scheduled', 'mail_bounced');

-- CreateEnum
CREATE TYPE "coverage_kind" AS ENUM ('absence', 'override');

-- CreateEnum
CREATE TYPE "text_message_status" AS ENUM ('queued', 'sent', 'refused', 'expired');

-- AlterEnum
-- This migration adds more than one value to an enum.
-- With PostgreSQL versions 11 and earlier, this is not possible
-- in a single migration. This can be worked around by creating
-- multiple migrations, each migration adding only one value to
-- the enum.


ALTER TYPE "session_end" ADD VALUE 'password_changed';
ALTER TYPE "session_end" ADD VALUE 'role_changed';
ALTER TYPE "session_end" ADD VALUE 'second_factor_changed';

-- AlterTable
ALTER TABLE "body_summaries" ADD COLUMN     "is_reachable" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "department_successions" ADD COLUMN     "cancelled_at" TIMESTAMPTZ(6),
ADD COLUMN     "carried_out_at" TIMESTAMPTZ(6),
ADD COLUMN     "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT clock_timestamp(),
ADD COLUMN     "created_by_name" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "kind" "succession_kind" NOT NULL DEFAULT 'merge';

-- AlterTable
ALTER TABLE "liaison_designations" ADD COLUMN     "confirmed_at" TIMESTAMPTZ(6),
ADD COLUMN     "email_verified_at" TIMESTAMPTZ(6),
ADD COLUMN     "phone_verified_at" TIMESTAMPTZ(6),
ADD COLUMN     "published" TEXT[] DEFAULT ARRAY[]::TEXT[];

-- AlterTable
ALTER TABLE "people" ADD COLUMN     "email_verified_at" TIMESTAMPTZ(6),
ADD COLUMN     "password_changed_at" TIMESTAMPTZ(6);

-- AlterTable
ALTER TABLE "role_assignments" ADD COLUMN     "ended_by_name" TEXT,
ADD COLUMN     "granted_by_name" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "reviewed_at" TIMESTAMPTZ(6);

-- AlterTable
ALTER TABLE "sessions" ADD COLUMN     "browser" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "last_seen_at" TIMESTAMPTZ(6) NOT NULL DEFAULT clock_timestamp(),
ADD COLUMN     "method" "sign_in_method" NOT NULL DEFAULT 'password',
ADD COLUMN     "proved_at" TIMESTAMPTZ(6) NOT NULL DEFAULT clock_timestamp(),
ADD COLUMN     "second_factor" "second_factor",
ADD COLUMN     "workplace" TEXT;

-- DropTable
DROP TABLE "sign_in_attempts";

-- CreateTable
CREATE TABLE "rate_limits" (
    "key" VARCHAR(255) NOT NULL,
    "points" INTEGER NOT NULL DEFAULT 0,
    "expire" BIGINT,

    CONSTRAINT "rate_limits_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "password_resets" (
    "id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "secret_hash" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT clock_timestamp(),
    "expires_at" TIMESTAMPTZ(6) NOT NULL,
    "used_at" TIMESTAMPTZ(6),

    CONSTRAINT "password_resets_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "email_changes" (
    "id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "new_email" TEXT NOT NULL,
    "secret_hash" TEXT NOT NULL,
    "requested_by_name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT clock_timestamp(),
    "expires_at" TIMESTAMPTZ(6) NOT NULL,
    "used_at" TIMESTAMPTZ(6),

    CONSTRAINT "email_changes_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "identities" (
    "issuer" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "person_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT clock_timestamp(),
    "last_used_at" TIMESTAMPTZ(6) NOT NULL DEFAULT clock_timestamp(),

    CONSTRAINT "identities_pkey" PRIMARY KEY ("issuer","subject")
);

-- CreateTable
CREATE TABLE "sign_in_tickets" (
    "id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "secret_hash" TEXT NOT NULL,
    "method" "sign_in_method" NOT NULL,
    "failures" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT clock_timestamp(),
    "expires_at" TIMESTAMPTZ(6) NOT NULL,
    "used_at" TIMESTAMPTZ(6),

    CONSTRAINT "sign_in_tickets_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "totp_secrets" (
    "person_id" UUID NOT NULL,
    "sealed_secret" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT clock_timestamp(),
    "confirmed_at" TIMESTAMPTZ(6),
    "last_step" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "totp_secrets_pkey" PRIMARY KEY ("person_id")
);

-- CreateTable
CREATE TABLE "recovery_codes" (
    "person_id" UUID NOT NULL,
    "code_hash" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT clock_timestamp(),
    "used_at" TIMESTAMPTZ(6),

    CONSTRAINT "recovery_codes_pkey" PRIMARY KEY ("person_id","code_hash")
);

-- CreateTable
CREATE TABLE "passkeys" (
    "id" TEXT NOT NULL,
    "person_id" UUID NOT NULL,
    "public_key" BYTEA NOT NULL,
    "counter" BIGINT NOT NULL,
    "transports" TEXT[],
    "name" TEXT NOT NULL,
    "is_backed_up" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT clock_timestamp(),
    "last_used_at" TIMESTAMPTZ(6),

    CONSTRAINT "passkeys_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "passkey_challenges" (
    "challenge" TEXT NOT NULL,
    "person_id" UUID,
    "purpose" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(6) NOT NULL,
    "used_at" TIMESTAMPTZ(6),

    CONSTRAINT "passkey_challenges_pkey" PRIMARY KEY ("challenge")
);

-- CreateTable
CREATE TABLE "invitations" (
    "id" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "title" TEXT NOT NULL DEFAULT '',
    "role" "role" NOT NULL,
    "department_id" UUID,
    "office" "office",
    "role_ends_at" TIMESTAMPTZ(6),
    "secret_hash" TEXT NOT NULL,
    "invited_by_id" UUID,
    "invited_by_name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT clock_timestamp(),
    "last_sent_at" TIMESTAMPTZ(6) NOT NULL DEFAULT clock_timestamp(),
    "times_sent" INTEGER NOT NULL DEFAULT 1,
    "expires_at" TIMESTAMPTZ(6) NOT NULL,
    "accepted_at" TIMESTAMPTZ(6),
    "accepted_by_id" UUID,
    "withdrawn_at" TIMESTAMPTZ(6),
    "withdrawn_by_name" TEXT,

    CONSTRAINT "invitations_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "handovers" (
    "department_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "from_person_id" UUID NOT NULL,
    "from_name" TEXT NOT NULL,
    "to_person_id" UUID,
    "to_name" TEXT,
    "items" JSONB NOT NULL,
    "by_name" TEXT NOT NULL,
    "at" TIMESTAMPTZ(6) NOT NULL DEFAULT clock_timestamp(),

    CONSTRAINT "handovers_pkey" PRIMARY KEY ("department_id","id")
);

-- CreateTable
CREATE TABLE "access_reviews" (
    "department_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "quarter" TEXT NOT NULL,
    "opened_at" TIMESTAMPTZ(6) NOT NULL DEFAULT clock_timestamp(),
    "due_on" DATE NOT NULL,
    "confirmed_at" TIMESTAMPTZ(6),
    "confirmed_by_name" TEXT,

    CONSTRAINT "access_reviews_pkey" PRIMARY KEY ("department_id","id")
);

-- CreateTable
CREATE TABLE "access_review_lines" (
    "department_id" UUID NOT NULL,
    "review_id" UUID NOT NULL,
    "role_assignment_id" UUID NOT NULL,
    "person_name" TEXT NOT NULL,
    "role" "role" NOT NULL,
    "verdict" "access_verdict" NOT NULL,

    CONSTRAINT "access_review_lines_pkey" PRIMARY KEY ("department_id","review_id","role_assignment_id")
);

-- CreateTable
CREATE TABLE "liaison_verifications" (
    "department_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "designation_id" UUID NOT NULL,
    "channel" "verification_channel" NOT NULL,
    "method" "verification_method" NOT NULL,
    "target" TEXT NOT NULL,
    "secret_hash" TEXT,
    "failures" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT clock_timestamp(),
    "expires_at" TIMESTAMPTZ(6),
    "verified_at" TIMESTAMPTZ(6),
    "verified_by_name" TEXT,
    "note" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "liaison_verifications_pkey" PRIMARY KEY ("department_id","id")
);

-- CreateTable
CREATE TABLE "liaison_confirmations" (
    "department_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "designation_id" UUID NOT NULL,
    "reason" "confirmation_reason" NOT NULL,
    "secret_hash" TEXT NOT NULL,
    "asked_at" TIMESTAMPTZ(6) NOT NULL DEFAULT clock_timestamp(),
    "asked_alternate_at" TIMESTAMPTZ(6),
    "asked_head_at" TIMESTAMPTZ(6),
    "answered_at" TIMESTAMPTZ(6),
    "answered_by_name" TEXT,

    CONSTRAINT "liaison_confirmations_pkey" PRIMARY KEY ("department_id","id")
);

-- CreateTable
CREATE TABLE "liaison_coverages" (
    "department_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "kind" "coverage_kind" NOT NULL,
    "designation_kind" "designation_kind" NOT NULL,
    "facility_id" TEXT,
    "facility_name" TEXT,
    "starts_at" TIMESTAMPTZ(6) NOT NULL,
    "ends_at" TIMESTAMPTZ(6),
    "cover_name" TEXT,
    "cover_title" TEXT,
    "cover_phone" TEXT,
    "cover_email" TEXT,
    "note" TEXT NOT NULL DEFAULT '',
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT clock_timestamp(),
    "created_by_name" TEXT NOT NULL,
    "cancelled_at" TIMESTAMPTZ(6),
    "cancelled_by_name" TEXT,

    CONSTRAINT "liaison_coverages_pkey" PRIMARY KEY ("department_id","id")
);

-- CreateTable
CREATE TABLE "drills" (
    "id" UUID NOT NULL,
    "title" TEXT NOT NULL,
    "started_at" TIMESTAMPTZ(6) NOT NULL DEFAULT clock_timestamp(),
    "started_by_id" UUID NOT NULL,
    "started_by_name" TEXT NOT NULL,
    "closes_at" TIMESTAMPTZ(6) NOT NULL,
    "ended_at" TIMESTAMPTZ(6),
    "is_for_all" BOOLEAN NOT NULL,

    CONSTRAINT "drills_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "drill_calls" (
    "department_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "drill_id" UUID NOT NULL,
    "designation_kind" "designation_kind" NOT NULL,
    "designation_id" UUID,
    "name" TEXT,
    "email" TEXT,
    "phone" TEXT,
    "secret_hash" TEXT NOT NULL,
    "called_at" TIMESTAMPTZ(6) NOT NULL DEFAULT clock_timestamp(),
    "acknowledged_at" TIMESTAMPTZ(6),
    "acknowledged_by_name" TEXT,

    CONSTRAINT "drill_calls_pkey" PRIMARY KEY ("department_id","id")
);

-- CreateTable
CREATE TABLE "text_messages" (
    "id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "department_id" UUID,
    "phone" TEXT NOT NULL,
    "words" TEXT NOT NULL,
    "status" "text_message_status" NOT NULL DEFAULT 'queued',
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT clock_timestamp(),
    "expires_at" TIMESTAMPTZ(6) NOT NULL,
    "settled_at" TIMESTAMPTZ(6),
    "last_reply" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "text_messages_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "rate_limits_expire_idx" ON "rate_limits"("expire");

-- CreateIndex
CREATE UNIQUE INDEX "password_resets_secret_hash_key" ON "password_resets"("secret_hash");

-- CreateIndex
CREATE INDEX "password_resets_person_id_idx" ON "password_resets"("person_id");

-- CreateIndex
CREATE UNIQUE INDEX "email_changes_secret_hash_key" ON "email_changes"("secret_hash");

-- CreateIndex
CREATE INDEX "email_changes_person_id_idx" ON "email_changes"("person_id");

-- CreateIndex
CREATE INDEX "identities_person_id_idx" ON "identities"("person_id");

-- CreateIndex
CREATE UNIQUE INDEX "sign_in_tickets_secret_hash_key" ON "sign_in_tickets"("secret_hash");

-- CreateIndex
CREATE INDEX "sign_in_tickets_person_id_idx" ON "sign_in_tickets"("person_id");

-- CreateIndex
CREATE INDEX "passkeys_person_id_idx" ON "passkeys"("person_id");

-- CreateIndex
CREATE INDEX "passkey_challenges_expires_at_idx" ON "passkey_challenges"("expires_at");

-- CreateIndex
CREATE UNIQUE INDEX "invitations_secret_hash_key" ON "invitations"("secret_hash");

-- CreateIndex
CREATE INDEX "invitations_email_idx" ON "invitations"("email");

-- CreateIndex
CREATE INDEX "invitations_department_id_created_at_idx" ON "invitations"("department_id", "created_at");

-- CreateIndex
CREATE INDEX "access_reviews_confirmed_at_idx" ON "access_reviews"("confirmed_at");

-- CreateIndex
CREATE UNIQUE INDEX "access_reviews_department_id_quarter_key" ON "access_reviews"("department_id", "quarter");

-- CreateIndex
CREATE INDEX "liaison_verifications_department_id_designation_id_idx" ON "liaison_verifications"("department_id", "designation_id");

-- CreateIndex
CREATE INDEX "liaison_verifications_secret_hash_idx" ON "liaison_verifications"("secret_hash");

-- CreateIndex
CREATE UNIQUE INDEX "liaison_confirmations_secret_hash_key" ON "liaison_confirmations"("secret_hash");

-- CreateIndex
CREATE INDEX "liaison_confirmations_department_id_designation_id_idx" ON "liaison_confirmations"("department_id", "designation_id");

-- CreateIndex
CREATE INDEX "liaison_confirmations_answered_at_asked_at_idx" ON "liaison_confirmations"("answered_at", "asked_at");

-- CreateIndex
CREATE INDEX "liaison_coverages_department_id_starts_at_idx" ON "liaison_coverages"("department_id", "starts_at");

-- CreateIndex
CREATE UNIQUE INDEX "drill_calls_secret_hash_key" ON "drill_calls"("secret_hash");

-- CreateIndex
CREATE UNIQUE INDEX "drill_calls_drill_id_department_id_designation_kind_key" ON "drill_calls"("drill_id", "department_id", "designation_kind");

-- CreateIndex
CREATE UNIQUE INDEX "text_messages_key_key" ON "text_messages"("key");

-- CreateIndex
CREATE INDEX "text_messages_created_at_idx" ON "text_messages"("created_at");

-- AddForeignKey
ALTER TABLE "password_resets" ADD CONSTRAINT "password_resets_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "people"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "email_changes" ADD CONSTRAINT "email_changes_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "people"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "identities" ADD CONSTRAINT "identities_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "people"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sign_in_tickets" ADD CONSTRAINT "sign_in_tickets_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "people"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "totp_secrets" ADD CONSTRAINT "totp_secrets_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "people"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "recovery_codes" ADD CONSTRAINT "recovery_codes_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "people"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "passkeys" ADD CONSTRAINT "passkeys_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "people"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "access_review_lines" ADD CONSTRAINT "access_review_lines_department_id_review_id_fkey" FOREIGN KEY ("department_id", "review_id") REFERENCES "access_reviews"("department_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "liaison_verifications" ADD CONSTRAINT "liaison_verifications_department_id_designation_id_fkey" FOREIGN KEY ("department_id", "designation_id") REFERENCES "liaison_designations"("department_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "liaison_confirmations" ADD CONSTRAINT "liaison_confirmations_department_id_designation_id_fkey" FOREIGN KEY ("department_id", "designation_id") REFERENCES "liaison_designations"("department_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "drill_calls" ADD CONSTRAINT "drill_calls_drill_id_fkey" FOREIGN KEY ("drill_id") REFERENCES "drills"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What the schema language cannot say.
ALTER TABLE "invitations" ADD CONSTRAINT "invitation_email_is_plain" CHECK ("email" = lower("email") AND "email" ~ '^[!-?A-~]+@[a-z0-9.-]+$');
ALTER TABLE "invitations" ADD CONSTRAINT "invited_role_stands_in_its_place" CHECK (
  CASE WHEN "role" IN ('preparer', 'certifier', 'liaison', 'alternate')
    THEN "department_id" IS NOT NULL AND "office" IS NULL
    ELSE "department_id" IS NULL AND "office" IS NOT NULL
  END
);
ALTER TABLE "invitations" ADD CONSTRAINT "invitation_has_one_end" CHECK ("accepted_at" IS NULL OR "withdrawn_at" IS NULL);
ALTER TABLE "email_changes" ADD CONSTRAINT "new_email_is_lower_case" CHECK ("new_email" = lower("new_email"));
ALTER TABLE "liaison_coverages" ADD CONSTRAINT "coverage_ends_after_it_starts" CHECK ("ends_at" IS NULL OR "ends_at" > "starts_at");
ALTER TABLE "liaison_coverages" ADD CONSTRAINT "absence_has_an_end" CHECK ("kind" <> 'absence' OR "ends_at" IS NOT NULL);
ALTER TABLE "drills" ADD CONSTRAINT "drill_closes_after_it_starts" CHECK ("closes_at" > "started_at");
ALTER TABLE "department_successions" ADD CONSTRAINT "department_succeeds_another" CHECK ("predecessor_id" <> "successor_id");

CREATE TRIGGER "handovers_are_written_once" BEFORE UPDATE OR DELETE OR TRUNCATE ON "handovers"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "access_review_lines_are_written_once" BEFORE UPDATE OR DELETE OR TRUNCATE ON "access_review_lines"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();

-- Whoever could set a password did so by a link that reached them.
UPDATE "people" SET "email_verified_at" = "created_at" WHERE "password_hash" IS NOT NULL;
