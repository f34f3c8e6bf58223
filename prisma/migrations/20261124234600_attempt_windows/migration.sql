-- CreateIndex
CREATE INDEX "sign_in_attempts_window_start_at_idx" ON "sign_in_attempts"("window_start_at");
