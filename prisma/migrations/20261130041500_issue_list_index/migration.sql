-- What is red, overdue or must be consulted about is counted among the open issues without reading their rows.
CREATE INDEX "Issue_list_idx" ON "Issue"("unionId", "status", "id", "category", "severity", "kind", "agencyId", "squadId", "urgency", "returns", "clockStep", "state");

-- The status is a column of the index: an index of the open ones alone is not used where the status comes as a parameter.
CREATE INDEX "Issue_urgency_idx" ON "Issue"("unionId", "status", "urgency" DESC, "openedAt", "id");

-- DropIndex
DROP INDEX "Issue_unionId_status_id_category_severity_kind_agencyId_squ_idx";

-- DropIndex
DROP INDEX "Issue_clock_idx";

-- DropIndex
DROP INDEX "Issue_open_by_urgency_idx";
