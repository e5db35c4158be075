-- The cadre who leads a zone can sign in, and reads what this zone adds up to.
-- AlterEnum
ALTER TYPE "Role" ADD VALUE 'CADRE' BEFORE 'DISTRICT';

-- AlterTable
ALTER TABLE "Account" ADD COLUMN     "zoneId" UUID;

-- CreateIndex
CREATE INDEX "Account_zoneId_idx" ON "Account"("zoneId");

-- AddForeignKey
ALTER TABLE "Account" ADD CONSTRAINT "Account_zoneId_fkey" FOREIGN KEY ("zoneId") REFERENCES "Zone"("id") ON DELETE SET NULL ON UPDATE CASCADE;
