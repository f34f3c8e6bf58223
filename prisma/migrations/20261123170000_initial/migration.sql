-- CreateEnum
CREATE TYPE "role" AS ENUM ('preparer', 'certifier', 'liaison', 'alternate', 'reviewer', 'duty_officer', 'administrator', 'working_group_member', 'auditor');

-- CreateEnum
CREATE TYPE "office" AS ENUM ('mayor', 'working_group', 'audit');

-- CreateEnum
CREATE TYPE "session_end" AS ENUM ('signed_out', 'deactivated', 'revoked');

-- CreateEnum
CREATE TYPE "department_kind" AS ENUM ('elected', 'charter_office', 'council_controlled', 'public_works_bureau', 'proprietary', 'independent_charter', 'pension_system');

-- CreateEnum
CREATE TYPE "obligation_standing" AS ENUM ('required', 'invited');

-- CreateEnum
CREATE TYPE "requirement_standing" AS ENUM ('required', 'conditional', 'advised', 'if_directive');

-- CreateEnum
CREATE TYPE "requirement_set_kind" AS ENUM ('base', 'addition');

-- CreateEnum
CREATE TYPE "designation_kind" AS ENUM ('liaison', 'alternate');

-- CreateEnum
CREATE TYPE "plan_status" AS ENUM ('not_started', 'draft', 'with_certifier', 'submitted', 'in_review', 'changes_requested', 'accepted', 'amending');

-- CreateTable
CREATE TABLE "people" (
    "id" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "title" TEXT NOT NULL DEFAULT '',
    "password_hash" TEXT,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT clock_timestamp(),
    "deactivated_at" TIMESTAMPTZ(6),

    CONSTRAINT "people_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "role_assignments" (
    "id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "role" "role" NOT NULL,
    "department_id" UUID,
    "office" "office",
    "starts_at" TIMESTAMPTZ(6) NOT NULL DEFAULT clock_timestamp(),
    "ends_at" TIMESTAMPTZ(6),

    CONSTRAINT "role_assignments_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sessions" (
    "id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT clock_timestamp(),
    "expires_at" TIMESTAMPTZ(6) NOT NULL,
    "ended_at" TIMESTAMPTZ(6),
    "end_reason" "session_end",

    CONSTRAINT "sessions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sign_in_attempts" (
    "key" TEXT NOT NULL,
    "failures" INTEGER NOT NULL,
    "window_start_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "sign_in_attempts_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "set_up_links" (
    "id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "secret_hash" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT clock_timestamp(),
    "expires_at" TIMESTAMPTZ(6) NOT NULL,
    "used_at" TIMESTAMPTZ(6),

    CONSTRAINT "set_up_links_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audit_chains" (
    "chain" TEXT NOT NULL,
    "sequence" BIGINT NOT NULL,
    "hash" TEXT NOT NULL,

    CONSTRAINT "audit_chains_pkey" PRIMARY KEY ("chain")
);

-- CreateTable
CREATE TABLE "audit_events" (
    "chain" TEXT NOT NULL,
    "sequence" BIGINT NOT NULL,
    "department_id" UUID,
    "at" TIMESTAMPTZ(6) NOT NULL,
    "actor_id" UUID,
    "actor_name" TEXT NOT NULL,
    "actor_role" TEXT NOT NULL,
    "request_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "payload" JSONB NOT NULL,
    "previous_hash" TEXT NOT NULL,
    "hash" TEXT NOT NULL,

    CONSTRAINT "audit_events_pkey" PRIMARY KEY ("chain","sequence")
);

-- CreateTable
CREATE TABLE "outbox_events" (
    "sequence" BIGSERIAL NOT NULL,
    "department_id" UUID,
    "directive_id" UUID,
    "name" TEXT NOT NULL,
    "payload" JSONB NOT NULL,
    "request_id" TEXT NOT NULL,
    "occurred_at" TIMESTAMPTZ(6) NOT NULL DEFAULT clock_timestamp(),

    CONSTRAINT "outbox_events_pkey" PRIMARY KEY ("sequence")
);

-- CreateTable
CREATE TABLE "installations" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "is_demonstration" BOOLEAN NOT NULL,
    "seeded_at" TIMESTAMPTZ(6) NOT NULL DEFAULT clock_timestamp(),

    CONSTRAINT "installations_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "body_summaries" (
    "department_id" UUID NOT NULL,
    "directive_id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "kind" "department_kind" NOT NULL,
    "standing" "obligation_standing" NOT NULL,
    "due_at" TIMESTAMPTZ(6) NOT NULL,
    "is_extended" BOOLEAN NOT NULL DEFAULT false,
    "status" "plan_status" NOT NULL DEFAULT 'not_started',
    "version_number" INTEGER NOT NULL DEFAULT 0,
    "first_filed_at" TIMESTAMPTZ(6),
    "is_filed_late" BOOLEAN NOT NULL DEFAULT false,
    "required_met" INTEGER NOT NULL DEFAULT 0,
    "required_total" INTEGER NOT NULL DEFAULT 0,
    "section_shares" JSONB NOT NULL DEFAULT '{}',
    "owed_sections" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "met_requirements" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "owed_requirements" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "has_liaison" BOOLEAN NOT NULL DEFAULT false,
    "has_alternate" BOOLEAN NOT NULL DEFAULT false,
    "last_activity_at" TIMESTAMPTZ(6),
    "changed_at" TIMESTAMPTZ(6) NOT NULL DEFAULT clock_timestamp(),

    CONSTRAINT "body_summaries_pkey" PRIMARY KEY ("department_id","directive_id")
);

-- CreateTable
CREATE TABLE "departments" (
    "id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "short_name" TEXT NOT NULL,
    "kind" "department_kind" NOT NULL,
    "head_title" TEXT NOT NULL,
    "effective_from" DATE,
    "effective_to" DATE,

    CONSTRAINT "departments_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "department_successions" (
    "predecessor_id" UUID NOT NULL,
    "successor_id" UUID NOT NULL,
    "effective_on" DATE,
    "note" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "department_successions_pkey" PRIMARY KEY ("predecessor_id","successor_id")
);

-- CreateTable
CREATE TABLE "directives" (
    "id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "title" TEXT NOT NULL,
    "summary" TEXT NOT NULL,
    "signed_by" TEXT NOT NULL,
    "issued_on" DATE,
    "time_zone" TEXT NOT NULL,
    "deadline_rule" JSONB NOT NULL,
    "supplements_id" UUID,

    CONSTRAINT "directives_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "requirement_sets" (
    "id" UUID NOT NULL,
    "directive_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "kind" "requirement_set_kind" NOT NULL,
    "published_at" TIMESTAMPTZ(6) NOT NULL DEFAULT clock_timestamp(),

    CONSTRAINT "requirement_sets_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "requirements" (
    "set_id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "section" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "sources" TEXT[],
    "standing" "requirement_standing" NOT NULL,
    "directive_code" TEXT,
    "condition" TEXT NOT NULL DEFAULT '',
    "evidence" TEXT NOT NULL,
    "check" TEXT NOT NULL,

    CONSTRAINT "requirements_pkey" PRIMARY KEY ("set_id","code")
);

-- CreateTable
CREATE TABLE "obligations" (
    "department_id" UUID NOT NULL,
    "directive_id" UUID NOT NULL,
    "standing" "obligation_standing" NOT NULL,
    "original_due_at" TIMESTAMPTZ(6) NOT NULL,
    "due_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "obligations_pkey" PRIMARY KEY ("department_id","directive_id")
);

-- CreateTable
CREATE TABLE "extensions" (
    "department_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "directive_id" UUID NOT NULL,
    "previous_due_at" TIMESTAMPTZ(6) NOT NULL,
    "due_at" TIMESTAMPTZ(6) NOT NULL,
    "reason" TEXT NOT NULL,
    "granted_by_id" UUID NOT NULL,
    "granted_by_name" TEXT NOT NULL,
    "granted_at" TIMESTAMPTZ(6) NOT NULL DEFAULT clock_timestamp(),

    CONSTRAINT "extensions_pkey" PRIMARY KEY ("department_id","id")
);

-- CreateTable
CREATE TABLE "liaison_designations" (
    "department_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "kind" "designation_kind" NOT NULL,
    "person_id" UUID,
    "name" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "phone" TEXT NOT NULL,
    "hours" TEXT NOT NULL,
    "languages" TEXT[],
    "effective_on" DATE NOT NULL,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "accepted_at" TIMESTAMPTZ(6),
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT clock_timestamp(),
    "changed_at" TIMESTAMPTZ(6) NOT NULL DEFAULT clock_timestamp(),
    "changed_by_name" TEXT NOT NULL,
    "ended_at" TIMESTAMPTZ(6),

    CONSTRAINT "liaison_designations_pkey" PRIMARY KEY ("department_id","id")
);

-- CreateTable
CREATE TABLE "liaison_contact_revisions" (
    "department_id" UUID NOT NULL,
    "designation_id" UUID NOT NULL,
    "revision" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "phone" TEXT NOT NULL,
    "hours" TEXT NOT NULL,
    "languages" TEXT[],
    "changed_by_id" UUID NOT NULL,
    "changed_by_name" TEXT NOT NULL,
    "changed_at" TIMESTAMPTZ(6) NOT NULL DEFAULT clock_timestamp(),

    CONSTRAINT "liaison_contact_revisions_pkey" PRIMARY KEY ("department_id","designation_id","revision")
);

-- CreateTable
CREATE TABLE "plans" (
    "department_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "directive_id" UUID NOT NULL,
    "status" "plan_status" NOT NULL DEFAULT 'not_started',
    "version_number" INTEGER NOT NULL DEFAULT 0,
    "in_force_number" INTEGER,
    "status_changed_at" TIMESTAMPTZ(6) NOT NULL DEFAULT clock_timestamp(),
    "last_reason" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "plans_pkey" PRIMARY KEY ("department_id","id")
);

-- CreateTable
CREATE TABLE "plan_sections" (
    "department_id" UUID NOT NULL,
    "plan_id" UUID NOT NULL,
    "section" TEXT NOT NULL,
    "content" JSONB NOT NULL,
    "revision" INTEGER NOT NULL DEFAULT 0,
    "facts" JSONB NOT NULL DEFAULT '{}',
    "outcomes" JSONB NOT NULL DEFAULT '[]',
    "edited_at" TIMESTAMPTZ(6),
    "edited_by_id" UUID,
    "edited_by_name" TEXT NOT NULL DEFAULT '',
    "part_done_at" TIMESTAMPTZ(6),
    "part_done_by_name" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "plan_sections_pkey" PRIMARY KEY ("department_id","plan_id","section")
);

-- CreateTable
CREATE TABLE "plan_versions" (
    "department_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "plan_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "content" TEXT NOT NULL,
    "sha256" TEXT NOT NULL,
    "requirement_set_ids" UUID[],
    "certifier_id" UUID NOT NULL,
    "certifier_name" TEXT NOT NULL,
    "certifier_title" TEXT NOT NULL,
    "submitted_at" TIMESTAMPTZ(6) NOT NULL,
    "due_at" TIMESTAMPTZ(6) NOT NULL,
    "is_late" BOOLEAN NOT NULL,
    "idempotency_key" UUID NOT NULL,

    CONSTRAINT "plan_versions_pkey" PRIMARY KEY ("department_id","id")
);

-- CreateIndex
CREATE UNIQUE INDEX "people_email_key" ON "people"("email");

-- CreateIndex
CREATE INDEX "role_assignments_person_id_idx" ON "role_assignments"("person_id");

-- CreateIndex
CREATE INDEX "role_assignments_department_id_role_idx" ON "role_assignments"("department_id", "role");

-- CreateIndex
CREATE INDEX "sessions_person_id_idx" ON "sessions"("person_id");

-- CreateIndex
CREATE UNIQUE INDEX "set_up_links_secret_hash_key" ON "set_up_links"("secret_hash");

-- CreateIndex
CREATE INDEX "audit_events_name_at_idx" ON "audit_events"("name", "at");

-- CreateIndex
CREATE INDEX "body_summaries_directive_id_name_idx" ON "body_summaries"("directive_id", "name");

-- CreateIndex
CREATE INDEX "body_summaries_directive_id_status_due_at_idx" ON "body_summaries"("directive_id", "status", "due_at");

-- CreateIndex
CREATE INDEX "body_summaries_directive_id_changed_at_idx" ON "body_summaries"("directive_id", "changed_at");

-- CreateIndex
CREATE INDEX "body_summaries_directive_id_first_filed_at_idx" ON "body_summaries"("directive_id", "first_filed_at");

-- CreateIndex
CREATE INDEX "body_summaries_owed_sections_idx" ON "body_summaries" USING GIN ("owed_sections");

-- CreateIndex
CREATE INDEX "body_summaries_owed_requirements_idx" ON "body_summaries" USING GIN ("owed_requirements");

-- CreateIndex
CREATE UNIQUE INDEX "departments_code_key" ON "departments"("code");

-- CreateIndex
CREATE UNIQUE INDEX "directives_code_key" ON "directives"("code");

-- CreateIndex
CREATE UNIQUE INDEX "requirement_sets_directive_id_version_key" ON "requirement_sets"("directive_id", "version");

-- CreateIndex
CREATE INDEX "obligations_directive_id_idx" ON "obligations"("directive_id");

-- CreateIndex
CREATE INDEX "extensions_department_id_directive_id_idx" ON "extensions"("department_id", "directive_id");

-- CreateIndex
CREATE INDEX "liaison_designations_department_id_kind_idx" ON "liaison_designations"("department_id", "kind");

-- CreateIndex
CREATE INDEX "liaison_designations_person_id_idx" ON "liaison_designations"("person_id");

-- CreateIndex
CREATE UNIQUE INDEX "plans_department_id_directive_id_key" ON "plans"("department_id", "directive_id");

-- CreateIndex
CREATE UNIQUE INDEX "plan_versions_department_id_plan_id_number_key" ON "plan_versions"("department_id", "plan_id", "number");

-- CreateIndex
CREATE UNIQUE INDEX "plan_versions_department_id_plan_id_idempotency_key_key" ON "plan_versions"("department_id", "plan_id", "idempotency_key");

-- AddForeignKey
ALTER TABLE "role_assignments" ADD CONSTRAINT "role_assignments_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "people"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "role_assignments" ADD CONSTRAINT "role_assignments_department_id_fkey" FOREIGN KEY ("department_id") REFERENCES "departments"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "people"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "set_up_links" ADD CONSTRAINT "set_up_links_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "people"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "body_summaries" ADD CONSTRAINT "body_summaries_department_id_fkey" FOREIGN KEY ("department_id") REFERENCES "departments"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "body_summaries" ADD CONSTRAINT "body_summaries_directive_id_fkey" FOREIGN KEY ("directive_id") REFERENCES "directives"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "department_successions" ADD CONSTRAINT "department_successions_predecessor_id_fkey" FOREIGN KEY ("predecessor_id") REFERENCES "departments"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "department_successions" ADD CONSTRAINT "department_successions_successor_id_fkey" FOREIGN KEY ("successor_id") REFERENCES "departments"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "directives" ADD CONSTRAINT "directives_supplements_id_fkey" FOREIGN KEY ("supplements_id") REFERENCES "directives"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "requirement_sets" ADD CONSTRAINT "requirement_sets_directive_id_fkey" FOREIGN KEY ("directive_id") REFERENCES "directives"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "requirements" ADD CONSTRAINT "requirements_set_id_fkey" FOREIGN KEY ("set_id") REFERENCES "requirement_sets"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "obligations" ADD CONSTRAINT "obligations_department_id_fkey" FOREIGN KEY ("department_id") REFERENCES "departments"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "obligations" ADD CONSTRAINT "obligations_directive_id_fkey" FOREIGN KEY ("directive_id") REFERENCES "directives"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "extensions" ADD CONSTRAINT "extensions_department_id_directive_id_fkey" FOREIGN KEY ("department_id", "directive_id") REFERENCES "obligations"("department_id", "directive_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "liaison_designations" ADD CONSTRAINT "liaison_designations_department_id_fkey" FOREIGN KEY ("department_id") REFERENCES "departments"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "liaison_designations" ADD CONSTRAINT "liaison_designations_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "people"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "liaison_contact_revisions" ADD CONSTRAINT "liaison_contact_revisions_department_id_designation_id_fkey" FOREIGN KEY ("department_id", "designation_id") REFERENCES "liaison_designations"("department_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "plans" ADD CONSTRAINT "plans_department_id_fkey" FOREIGN KEY ("department_id") REFERENCES "departments"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "plans" ADD CONSTRAINT "plans_directive_id_fkey" FOREIGN KEY ("directive_id") REFERENCES "directives"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "plan_sections" ADD CONSTRAINT "plan_sections_department_id_plan_id_fkey" FOREIGN KEY ("department_id", "plan_id") REFERENCES "plans"("department_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "plan_versions" ADD CONSTRAINT "plan_versions_department_id_plan_id_fkey" FOREIGN KEY ("department_id", "plan_id") REFERENCES "plans"("department_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

