-- AlterEnum
ALTER TYPE "LinkPurpose" ADD VALUE 'ISSUE';

-- AlterTable
ALTER TABLE "Account" ADD COLUMN     "issueId" UUID;

-- CreateIndex
CREATE INDEX "Account_issueId_idx" ON "Account"("issueId");

-- AddForeignKey
ALTER TABLE "Account" ADD CONSTRAINT "Account_issueId_fkey" FOREIGN KEY ("issueId") REFERENCES "Issue"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
