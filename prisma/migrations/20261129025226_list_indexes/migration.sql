-- Every filter of the desk's lists has an index in the order of its list. What a list is narrowed by besides stands behind
-- the order, so that PostgreSQL compares it without reading the row. What few or no rows may fulfil has an index of its own.
DROP INDEX "Enterprise_unionId_industry_id_idx";
DROP INDEX "Enterprise_unionId_openIssues_id_idx";
DROP INDEX "Enterprise_unionId_progress_id_idx";
DROP INDEX "Enterprise_unionId_resumption_id_idx";
DROP INDEX "Enterprise_zoneId_id_idx";
DROP INDEX "Issue_agencyId_id_idx";
DROP INDEX "Issue_squadId_id_idx";
DROP INDEX "Issue_unionId_status_id_idx";
DROP INDEX "SupplyOrder_itemId_id_idx";
DROP INDEX "Visit_squadId_plannedOn_stop_idx";
DROP INDEX "Visit_unionId_plannedOn_state_idx";

CREATE INDEX "Enterprise_unionId_resumption_id_progress_zoneId_openIssues_idx" ON "Enterprise"("unionId", "resumption", "id", "progress", "zoneId", "openIssues", "industry");
CREATE INDEX "Enterprise_unionId_progress_id_resumption_zoneId_openIssues_idx" ON "Enterprise"("unionId", "progress", "id", "resumption", "zoneId", "openIssues", "industry");
CREATE INDEX "Enterprise_unionId_industry_id_resumption_progress_zoneId_o_idx" ON "Enterprise"("unionId", "industry", "id", "resumption", "progress", "zoneId", "openIssues");
CREATE INDEX "Enterprise_zoneId_id_resumption_progress_openIssues_industr_idx" ON "Enterprise"("zoneId", "id", "resumption", "progress", "openIssues", "industry", "unionId");
CREATE INDEX "Enterprise_with_open_issues_idx" ON "Enterprise"("unionId", "id", "resumption", "progress", "zoneId", "industry") WHERE ("openIssues" > 0);
CREATE INDEX "Issue_unionId_status_id_category_severity_kind_agencyId_squ_idx" ON "Issue"("unionId", "status", "id", "category", "severity", "kind", "agencyId", "squadId");
CREATE INDEX "Issue_unionId_category_id_severity_kind_status_agencyId_squ_idx" ON "Issue"("unionId", "category", "id", "severity", "kind", "status", "agencyId", "squadId");
CREATE INDEX "Issue_unionId_severity_id_category_kind_status_agencyId_squ_idx" ON "Issue"("unionId", "severity", "id", "category", "kind", "status", "agencyId", "squadId");
CREATE INDEX "Issue_unionId_kind_id_category_severity_status_agencyId_squ_idx" ON "Issue"("unionId", "kind", "id", "category", "severity", "status", "agencyId", "squadId");
CREATE INDEX "Issue_squadId_id_status_category_severity_kind_agencyId_uni_idx" ON "Issue"("squadId", "id", "status", "category", "severity", "kind", "agencyId", "unionId");
CREATE INDEX "Issue_agencyId_id_status_category_severity_kind_squadId_uni_idx" ON "Issue"("agencyId", "id", "status", "category", "severity", "kind", "squadId", "unionId");
CREATE INDEX "SupplyOrder_itemId_id_cancelledAt_idx" ON "SupplyOrder"("itemId", "id", "cancelledAt");
CREATE INDEX "SupplyOrder_open_idx" ON "SupplyOrder"("unionId", "id", "itemId", "cancelledAt") WHERE (received < requested);
CREATE INDEX "SupplyOrder_whole_idx" ON "SupplyOrder"("unionId", "id", "itemId", "cancelledAt") WHERE (received >= requested);
CREATE INDEX "SupplyOrder_cancelled_idx" ON "SupplyOrder"("unionId", "id", "itemId") WHERE ("cancelledAt" IS NOT NULL);
CREATE INDEX "SupplyOrder_reserved_idx" ON "SupplyOrder"("unionId", "id", "itemId", "cancelledAt") WHERE (reserved > 0);
CREATE INDEX "SupplyOrder_dispatched_idx" ON "SupplyOrder"("unionId", "id", "itemId", "cancelledAt") WHERE (dispatched > 0);
CREATE INDEX "SupplyOrder_received_idx" ON "SupplyOrder"("unionId", "id", "itemId", "cancelledAt") WHERE (received > 0);
CREATE INDEX "SupplyOrder_accepted_idx" ON "SupplyOrder"("unionId", "id", "itemId", "cancelledAt") WHERE (accepted > 0);
CREATE INDEX "Visit_squadId_plannedOn_stop_id_state_outcome_counts_unionI_idx" ON "Visit"("squadId", "plannedOn" DESC, "stop", "id", "state", "outcome", "counts", "unionId");
CREATE INDEX "Visit_unionId_plannedOn_squadId_stop_id_state_outcome_count_idx" ON "Visit"("unionId", "plannedOn" DESC, "squadId", "stop", "id", "state", "outcome", "counts");
CREATE INDEX "Visit_unionId_outcome_plannedOn_squadId_stop_id_state_count_idx" ON "Visit"("unionId", "outcome", "plannedOn" DESC, "squadId", "stop", "id", "state", "counts");
CREATE INDEX "Visit_unionId_counts_plannedOn_squadId_stop_id_state_outcom_idx" ON "Visit"("unionId", "counts", "plannedOn" DESC, "squadId", "stop", "id", "state", "outcome");
CREATE INDEX "Visit_unionId_state_plannedOn_squadId_stop_id_outcome_count_idx" ON "Visit"("unionId", "state", "plannedOn" DESC, "squadId", "stop", "id", "outcome", "counts");
CREATE INDEX "Visit_unionId_finishedAt_idx" ON "Visit"("unionId", "finishedAt");
