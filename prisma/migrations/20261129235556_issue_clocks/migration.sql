-- By when an issue must be taken charge of and done, whom it reaches when it is overdue, and what people are told of it.
-- CreateEnum
CREATE TYPE "RungRecipient" AS ENUM ('OFFICER', 'AGENCY_HEAD', 'CADRE', 'CHAIR');

-- CreateEnum
CREATE TYPE "WaitsFor" AS ENUM ('ENTERPRISE', 'AGENCY', 'SUPPLIER', 'SUPERIOR', 'OTHER');

-- CreateEnum
CREATE TYPE "ReminderKind" AS ENUM ('GIVEN', 'RETURNED', 'ANSWERED', 'CAME_BACK', 'EXTENDED', 'WARNED', 'OVERDUE', 'ESCALATED');

-- AlterEnum
ALTER TYPE "IssueEntryKind" ADD VALUE 'EXTENSION';

-- AlterTable
ALTER TABLE "Account" ADD COLUMN     "isHead" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "Issue" ADD COLUMN     "alarmAt" TIMESTAMPTZ(3),
ADD COLUMN     "climbedTo" "RungRecipient",
ADD COLUMN     "clockStep" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "doneBy" TIMESTAMPTZ(3),
ADD COLUMN     "extensions" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "stoppedAt" TIMESTAMPTZ(3),
ADD COLUMN     "takeBy" TIMESTAMPTZ(3),
ADD COLUMN     "waitsFor" "WaitsFor";

-- CreateTable
CREATE TABLE "EscalationRung" (
    "unionId" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "recipient" "RungRecipient" NOT NULL,
    "minutes" INTEGER NOT NULL,
    "emergencyMinutes" INTEGER NOT NULL,

    CONSTRAINT "EscalationRung_pkey" PRIMARY KEY ("unionId","position")
);

-- CreateTable
CREATE TABLE "Reminder" (
    "id" UUID NOT NULL,
    "unionId" UUID NOT NULL,
    "accountId" UUID NOT NULL,
    "issueId" UUID NOT NULL,
    "kind" "ReminderKind" NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "ringsAt" TIMESTAMPTZ(3) NOT NULL,
    "acknowledgedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Reminder_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ReminderSettings" (
    "accountId" UUID NOT NULL,
    "mutedKinds" "ReminderKind"[],
    "quietFrom" TEXT,
    "quietTo" TEXT,
    "soundsPerHour" INTEGER NOT NULL,

    CONSTRAINT "ReminderSettings_pkey" PRIMARY KEY ("accountId")
);

-- CreateTable
CREATE TABLE "Absence" (
    "id" UUID NOT NULL,
    "unionId" UUID NOT NULL,
    "accountId" UUID NOT NULL,
    "fromOn" DATE NOT NULL,
    "toOn" DATE NOT NULL,
    "deputyId" UUID,

    CONSTRAINT "Absence_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "Reminder_accountId_at_id_idx" ON "Reminder"("accountId", "at" DESC, "id");

-- CreateIndex
CREATE INDEX "Reminder_open_idx" ON "Reminder"("accountId", "at" DESC, "id") WHERE ("acknowledgedAt" IS NULL);

-- CreateIndex
CREATE INDEX "Reminder_issueId_idx" ON "Reminder"("issueId");

-- CreateIndex
CREATE INDEX "Reminder_unionId_idx" ON "Reminder"("unionId");

-- CreateIndex
CREATE INDEX "Reminder_acknowledgedAt_idx" ON "Reminder"("acknowledgedAt");

-- CreateIndex
CREATE INDEX "Absence_accountId_toOn_idx" ON "Absence"("accountId", "toOn");

-- CreateIndex
CREATE INDEX "Absence_deputyId_idx" ON "Absence"("deputyId");

-- CreateIndex
CREATE INDEX "Absence_unionId_idx" ON "Absence"("unionId");

-- CreateIndex
CREATE INDEX "Issue_clock_idx" ON "Issue"("unionId", "clockStep", "id") WHERE ("clockStep" > 0 AND status = 'OPEN');

-- AddForeignKey
ALTER TABLE "EscalationRung" ADD CONSTRAINT "EscalationRung_unionId_fkey" FOREIGN KEY ("unionId") REFERENCES "TradeUnion"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Reminder" ADD CONSTRAINT "Reminder_unionId_fkey" FOREIGN KEY ("unionId") REFERENCES "TradeUnion"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Reminder" ADD CONSTRAINT "Reminder_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Reminder" ADD CONSTRAINT "Reminder_issueId_fkey" FOREIGN KEY ("issueId") REFERENCES "Issue"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ReminderSettings" ADD CONSTRAINT "ReminderSettings_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Absence" ADD CONSTRAINT "Absence_unionId_fkey" FOREIGN KEY ("unionId") REFERENCES "TradeUnion"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Absence" ADD CONSTRAINT "Absence_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Absence" ADD CONSTRAINT "Absence_deputyId_fkey" FOREIGN KEY ("deputyId") REFERENCES "Account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- the clocks of issues that wait for somebody stand since they do
UPDATE "Issue" SET "stoppedAt" = "stateAt" WHERE state IN ('PARKED', 'ANSWERED');
