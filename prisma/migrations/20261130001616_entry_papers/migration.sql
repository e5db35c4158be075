-- AlterTable
ALTER TABLE "Paper" ADD COLUMN     "entryId" UUID;

-- CreateIndex
CREATE INDEX "Paper_of_entry_idx" ON "Paper"("entryId", "id") WHERE ("entryId" IS NOT NULL);

-- AddForeignKey
ALTER TABLE "Paper" ADD CONSTRAINT "Paper_entryId_fkey" FOREIGN KEY ("entryId") REFERENCES "IssueEntry"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
