-- An invitation goes to an address that is nobody's yet.
ALTER TABLE "messages" ALTER COLUMN "person_id" DROP NOT NULL;

-- CreateIndex
CREATE INDEX "invitations_created_at_idx" ON "invitations"("created_at");

-- CreateIndex
CREATE INDEX "people_name_id_idx" ON "people"("name", "id");

-- CreateIndex
CREATE INDEX "role_assignments_role_idx" ON "role_assignments"("role");
