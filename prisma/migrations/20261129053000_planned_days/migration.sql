-- A stop may have a time of day that was agreed with the enterprise, local to the union, as HH:MM.
ALTER TABLE "Visit" ADD COLUMN "agreedTime" TEXT;

-- The enterprises that a squad may be proposed, zone by zone in the order of their addresses.
CREATE INDEX "Enterprise_not_planned_idx" ON "Enterprise"("zoneId", "address", "id") WHERE (progress = 'NOT_PLANNED');
