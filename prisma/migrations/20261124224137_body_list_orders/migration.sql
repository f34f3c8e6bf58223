-- DropIndex
DROP INDEX "body_summaries_directive_id_name_idx";

-- DropIndex
DROP INDEX "body_summaries_directive_id_status_due_at_idx";

-- CreateIndex
CREATE INDEX "body_summaries_directive_id_name_code_idx" ON "body_summaries"("directive_id", "name", "code");

-- CreateIndex
CREATE INDEX "body_summaries_directive_id_due_at_name_code_idx" ON "body_summaries"("directive_id", "due_at", "name", "code");

-- CreateIndex
CREATE INDEX "body_summaries_directive_id_required_met_name_code_idx" ON "body_summaries"("directive_id", "required_met", "name", "code");

-- CreateIndex
CREATE INDEX "body_summaries_directive_id_status_due_at_name_code_idx" ON "body_summaries"("directive_id", "status", "due_at", "name", "code");

-- CreateIndex. Those without any activity stand at the quiet end, which the schema language cannot say.
CREATE INDEX "body_summaries_directive_id_last_activity_at_name_code_idx" ON "body_summaries"("directive_id", "last_activity_at" NULLS FIRST, "name", "code");

-- "The most pressing first", as lib/features/compliance/queries.ts orders it: an expression must stand in both places
-- alike to be found. Without it a page of ten thousand bodies sorts them all.
CREATE INDEX "body_summaries_pressing_idx" ON "body_summaries" (
  "directive_id",
  (CASE
    WHEN "first_filed_at" IS NULL AND "standing" = 'required' THEN 0
    WHEN "first_filed_at" IS NULL THEN 2
    WHEN "status" IN ('changes_requested', 'draft', 'with_certifier') THEN 1
    WHEN "status" = 'accepted' THEN 4
    ELSE 3
  END),
  "due_at", "required_met", "name", "code"
);
