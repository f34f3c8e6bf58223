-- CreateIndex
CREATE INDEX "extensions_directive_id_granted_at_id_idx" ON "extensions"("directive_id", "granted_at", "id");

-- CreateIndex
CREATE UNIQUE INDEX "extensions_department_id_corrects_id_key" ON "extensions"("department_id", "corrects_id");

-- AddForeignKey
ALTER TABLE "extensions" ADD CONSTRAINT "extensions_department_id_corrects_id_fkey" FOREIGN KEY ("department_id", "corrects_id") REFERENCES "extensions"("department_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What the schema language cannot say.
-- An extension leads to a later instant; only a correction may lead to an earlier one.
ALTER TABLE "extensions" ADD CONSTRAINT "extension_moves_the_deadline"
  CHECK ("due_at" > "previous_due_at" OR ("corrects_id" IS NOT NULL AND "due_at" <> "previous_due_at"));

CREATE TRIGGER "extensions_are_written_once" BEFORE UPDATE OR DELETE OR TRUNCATE ON "extensions"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
