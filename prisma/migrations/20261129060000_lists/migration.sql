-- What the lists are narrowed by besides: ranges of days, and what is there or not.
CREATE INDEX "Enterprise_unionId_resumption_resumptionOn_idx" ON "Enterprise"("unionId", "resumption", "resumptionOn");
CREATE INDEX "Issue_unionId_openedAt_idx" ON "Issue"("unionId", "openedAt");
CREATE INDEX "Issue_unionId_closedAt_idx" ON "Issue"("unionId", "closedAt");
CREATE INDEX "SupplyOrder_gap_idx" ON "SupplyOrder"("unionId", "id", "itemId") WHERE (reserved < requested AND "cancelledAt" IS NULL);
CREATE INDEX "SupplyOrder_no_gap_idx" ON "SupplyOrder"("unionId", "id", "itemId", "cancelledAt") WHERE (reserved >= requested OR "cancelledAt" IS NOT NULL);
CREATE INDEX "SupplyOrder_unionId_createdAt_idx" ON "SupplyOrder"("unionId", "createdAt");
CREATE INDEX "Visit_unionId_followUpOn_idx" ON "Visit"("unionId", "followUpOn");
CREATE INDEX "Visit_follow_up_idx" ON "Visit"("unionId") WHERE ("followUp" > '' OR "followUpOn" IS NOT NULL);
CREATE INDEX "VisitCheck_fixBy_idx" ON "VisitCheck"("fixBy");
