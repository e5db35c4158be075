-- CreateIndex
CREATE INDEX "Enterprise_unionId_progress_id_idx" ON "Enterprise"("unionId", "progress", "id");

-- CreateIndex
CREATE INDEX "Enterprise_unionId_industry_id_idx" ON "Enterprise"("unionId", "industry", "id");

-- CreateIndex
CREATE INDEX "Enterprise_unionId_openIssues_id_idx" ON "Enterprise"("unionId", "openIssues", "id");
