-- The command centre has three ranks, and an account of a squad may be that of one member.
-- CreateEnum
CREATE TYPE "CommandRank" AS ENUM ('CHAIR', 'DUTY_OFFICER', 'CLERK');

-- AlterTable
ALTER TABLE "Account" ADD COLUMN "rank" "CommandRank", ADD COLUMN "memberId" UUID;

-- The oldest account of each command centre that is in use leads it; all others are on duty.
UPDATE "Account" SET "rank" = 'DUTY_OFFICER' WHERE "role" = 'COMMAND';
UPDATE "Account" SET "rank" = 'CHAIR' WHERE "id" IN (
  SELECT DISTINCT ON ("unionId") "id" FROM "Account" WHERE "role" = 'COMMAND'
  ORDER BY "unionId", "disabledAt" IS NOT NULL, "createdAt", "id");

-- CreateIndex
CREATE UNIQUE INDEX "Account_memberId_key" ON "Account"("memberId");

-- AddForeignKey
ALTER TABLE "Account" ADD CONSTRAINT "Account_memberId_fkey" FOREIGN KEY ("memberId") REFERENCES "SquadMember"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
