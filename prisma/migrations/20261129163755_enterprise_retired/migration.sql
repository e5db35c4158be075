-- DropIndex
DROP INDEX "Enterprise_not_planned_idx";

-- DropIndex
DROP INDEX "Enterprise_unionId_id_idx";

-- DropIndex
DROP INDEX "Enterprise_unionId_industry_id_resumption_progress_zoneId_o_idx";

-- DropIndex
DROP INDEX "Enterprise_unionId_name_id_idx";

-- DropIndex
DROP INDEX "Enterprise_unionId_progress_id_resumption_zoneId_openIssues_idx";

-- DropIndex
DROP INDEX "Enterprise_unionId_resumption_id_progress_zoneId_openIssues_idx";

-- DropIndex
DROP INDEX "Enterprise_unionId_resumption_resumptionOn_idx";

-- DropIndex
DROP INDEX "Enterprise_with_open_issues_idx";

-- DropIndex
DROP INDEX "Enterprise_zoneId_id_resumption_progress_openIssues_industr_idx";

-- AlterTable
ALTER TABLE "Enterprise" ADD COLUMN     "retiredAt" TIMESTAMPTZ(3);

-- CreateIndex
CREATE INDEX "Enterprise_unionId_id_idx" ON "Enterprise"("unionId", "id") WHERE ("retiredAt" IS NULL);

-- CreateIndex
CREATE INDEX "Enterprise_unionId_resumption_id_progress_zoneId_openIssues_idx" ON "Enterprise"("unionId", "resumption", "id", "progress", "zoneId", "openIssues", "industry") WHERE ("retiredAt" IS NULL);

-- CreateIndex
CREATE INDEX "Enterprise_unionId_progress_id_resumption_zoneId_openIssues_idx" ON "Enterprise"("unionId", "progress", "id", "resumption", "zoneId", "openIssues", "industry") WHERE ("retiredAt" IS NULL);

-- CreateIndex
CREATE INDEX "Enterprise_unionId_industry_id_resumption_progress_zoneId_o_idx" ON "Enterprise"("unionId", "industry", "id", "resumption", "progress", "zoneId", "openIssues") WHERE ("retiredAt" IS NULL);

-- CreateIndex
CREATE INDEX "Enterprise_zoneId_id_resumption_progress_openIssues_industr_idx" ON "Enterprise"("zoneId", "id", "resumption", "progress", "openIssues", "industry", "unionId") WHERE ("retiredAt" IS NULL);

-- CreateIndex
CREATE INDEX "Enterprise_with_open_issues_idx" ON "Enterprise"("unionId", "id", "resumption", "progress", "zoneId", "industry") WHERE ("openIssues" > 0 AND "retiredAt" IS NULL);

-- CreateIndex
CREATE INDEX "Enterprise_not_planned_idx" ON "Enterprise"("zoneId", "address", "id") WHERE (progress = 'NOT_PLANNED' AND "retiredAt" IS NULL);

-- CreateIndex
CREATE INDEX "Enterprise_unionId_resumption_resumptionOn_idx" ON "Enterprise"("unionId", "resumption", "resumptionOn") WHERE ("retiredAt" IS NULL);

-- CreateIndex
CREATE INDEX "Enterprise_unionId_name_id_idx" ON "Enterprise"("unionId", "name", "id") WHERE ("retiredAt" IS NULL);
