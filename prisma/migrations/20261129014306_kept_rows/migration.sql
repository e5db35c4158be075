-- AlterTable
ALTER TABLE "Receipt" ADD COLUMN     "isDated" BOOLEAN NOT NULL DEFAULT false;

-- CreateIndex
CREATE INDEX "Receipt_isDated_at_idx" ON "Receipt"("isDated", "at");

-- CreateIndex
CREATE INDEX "RosterImport_createdAt_idx" ON "RosterImport"("createdAt");

-- CreateIndex
CREATE INDEX "Session_endedAt_idx" ON "Session"("endedAt");

-- CreateIndex
CREATE INDEX "Session_expiresAt_idx" ON "Session"("expiresAt");

-- CreateIndex
CREATE INDEX "SignInLimit_expire_idx" ON "SignInLimit"("expire");

-- CreateIndex
CREATE INDEX "WallPairing_expiresAt_idx" ON "WallPairing"("expiresAt");
