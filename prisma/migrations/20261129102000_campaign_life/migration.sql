-- A campaign is prepared, carried out and closed. At most one of a union is ACTIVE: its period and list say which visits count.
CREATE TYPE "CampaignState" AS ENUM ('DRAFT', 'ACTIVE', 'CLOSED');

ALTER TABLE "Campaign"
  ADD COLUMN "leadName" TEXT NOT NULL DEFAULT '',
  ADD COLUMN "leadTitle" TEXT NOT NULL DEFAULT '',
  ADD COLUMN "state" "CampaignState" NOT NULL DEFAULT 'ACTIVE',
  ADD COLUMN "closedAt" TIMESTAMPTZ(3),
  ADD COLUMN "closedSeq" INTEGER,
  ADD COLUMN "closedTally" JSONB,
  ADD COLUMN "reopenReason" TEXT;
UPDATE "Campaign" SET state = 'CLOSED' WHERE NOT active;
ALTER TABLE "Campaign" DROP COLUMN "active";
CREATE UNIQUE INDEX "Campaign_active_key" ON "Campaign"("unionId") WHERE (state = 'ACTIVE');

ALTER TABLE "CampaignEnterprise" ADD COLUMN "closedProgress" "VisitProgress";
