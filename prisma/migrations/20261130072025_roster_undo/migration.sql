-- DropIndex
DROP INDEX "RosterImport_unionId_idx";

-- AlterTable
ALTER TABLE "RosterImport" ADD COLUMN     "appliedById" UUID,
ADD COLUMN     "kept" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "undone" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "undoneAt" TIMESTAMPTZ(3),
ADD COLUMN     "undoneById" UUID;

-- CreateIndex
CREATE INDEX "Paper_enterpriseId_idx" ON "Paper"("enterpriseId");

-- CreateIndex
CREATE INDEX "RosterImport_unionId_createdAt_id_idx" ON "RosterImport"("unionId", "createdAt" DESC, "id" DESC);
