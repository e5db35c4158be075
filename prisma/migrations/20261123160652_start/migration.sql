-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateEnum
CREATE TYPE "Resumption" AS ENUM ('NOT_RESUMED', 'FILED', 'APPROVED', 'RESUMED', 'SUSPENDED');

-- CreateEnum
CREATE TYPE "ContactKind" AS ENUM ('OWNER', 'UNION_CHAIR', 'HEALTH');

-- CreateEnum
CREATE TYPE "VisitProgress" AS ENUM ('NOT_PLANNED', 'PLANNED', 'UNDER_WAY', 'DONE');

-- CreateEnum
CREATE TYPE "IssueKind" AS ENUM ('SUGGESTION', 'DIFFICULTY', 'HARD_POINT', 'BLOCKAGE');

-- CreateEnum
CREATE TYPE "IssueCategory" AS ENUM ('SUPPLIES', 'WORKERS', 'FUNDS', 'TAX', 'LOGISTICS', 'RENT', 'EPIDEMIC', 'LICENCE', 'MARKET', 'OTHER');

-- CreateEnum
CREATE TYPE "Severity" AS ENUM ('LOW', 'MEDIUM', 'HIGH');

-- CreateEnum
CREATE TYPE "IssueSource" AS ENUM ('VISIT', 'CALL', 'FORM', 'ENTERPRISE');

-- CreateEnum
CREATE TYPE "IssueStatus" AS ENUM ('OPEN', 'CLOSED');

-- CreateEnum
CREATE TYPE "Role" AS ENUM ('COMMAND', 'SQUAD', 'AGENCY', 'ENTERPRISE', 'DISTRICT', 'WALL', 'INTEGRATOR');

-- CreateEnum
CREATE TYPE "Scope" AS ENUM ('BOARD', 'ENTERPRISES', 'VISITS', 'ISSUES', 'SUPPLIES');

-- CreateEnum
CREATE TYPE "SessionKind" AS ENUM ('BROWSER', 'WALL', 'TOKEN');

-- CreateEnum
CREATE TYPE "AgencyKind" AS ENUM ('POLICE', 'COMMERCE', 'TAX', 'FOOD_DRUG', 'SUBDISTRICT', 'UNION');

-- CreateEnum
CREATE TYPE "Duty" AS ENUM ('COMMUNICATOR', 'GUIDE', 'SERVICE', 'INFORMANT');

-- CreateEnum
CREATE TYPE "UnionLevel" AS ENUM ('DISTRICT', 'SUBDISTRICT');

-- CreateEnum
CREATE TYPE "VisitState" AS ENUM ('PLANNED', 'ARRIVED', 'FINISHED', 'SKIPPED', 'VOIDED');

-- CreateEnum
CREATE TYPE "VisitOutcome" AS ENUM ('DONE', 'CLOSED_SHOP', 'REFUSED', 'WRONG_ADDRESS', 'MOVED');

-- CreateEnum
CREATE TYPE "Step" AS ENUM ('LOOK', 'LISTEN', 'ASK', 'TREAT');

-- CreateEnum
CREATE TYPE "CheckItem" AS ENUM ('HEALTH_REGISTER', 'WORKER_FILES', 'HOME_QUARANTINE', 'DISINFECTION', 'PROTECTIVE_GEAR', 'EPIDEMIC_MECHANISM');

-- CreateEnum
CREATE TYPE "CheckAnswer" AS ENUM ('YES', 'NO', 'FIX_BY');

-- CreateTable
CREATE TABLE "Campaign" (
    "id" UUID NOT NULL,
    "unionId" UUID NOT NULL,
    "title" TEXT NOT NULL,
    "plan" TEXT NOT NULL,
    "target" INTEGER NOT NULL,
    "startsOn" DATE NOT NULL,
    "endsOn" DATE NOT NULL,
    "active" BOOLEAN NOT NULL DEFAULT true,

    CONSTRAINT "Campaign_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "CampaignEnterprise" (
    "id" UUID NOT NULL,
    "campaignId" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "enterpriseId" UUID NOT NULL,

    CONSTRAINT "CampaignEnterprise_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Enterprise" (
    "id" UUID NOT NULL,
    "unionId" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "creditCode" TEXT NOT NULL,
    "address" TEXT NOT NULL,
    "industry" TEXT NOT NULL,
    "headcount" INTEGER NOT NULL,
    "zoneId" UUID,
    "resumption" "Resumption" NOT NULL DEFAULT 'NOT_RESUMED',
    "resumptionOn" DATE,
    "progress" "VisitProgress" NOT NULL DEFAULT 'NOT_PLANNED',
    "progressStep" "Step",
    "openIssues" INTEGER NOT NULL DEFAULT 0,
    "grams" TEXT[],
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Enterprise_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Contact" (
    "id" UUID NOT NULL,
    "enterpriseId" UUID NOT NULL,
    "kind" "ContactKind" NOT NULL,
    "name" TEXT NOT NULL,
    "phone" TEXT NOT NULL,

    CONSTRAINT "Contact_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ResumptionChange" (
    "id" UUID NOT NULL,
    "enterpriseId" UUID NOT NULL,
    "from" "Resumption" NOT NULL,
    "to" "Resumption" NOT NULL,
    "on" DATE NOT NULL,
    "basis" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "actorId" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ResumptionChange_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "RosterImport" (
    "id" UUID NOT NULL,
    "unionId" UUID NOT NULL,
    "actorId" UUID NOT NULL,
    "fileName" TEXT NOT NULL,
    "headers" TEXT[],
    "rows" JSONB NOT NULL,
    "created" INTEGER NOT NULL DEFAULT 0,
    "changed" INTEGER NOT NULL DEFAULT 0,
    "unchanged" INTEGER NOT NULL DEFAULT 0,
    "refused" INTEGER NOT NULL DEFAULT 0,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "appliedAt" TIMESTAMPTZ(3),

    CONSTRAINT "RosterImport_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Stream" (
    "unionId" UUID NOT NULL,
    "epoch" UUID NOT NULL DEFAULT gen_random_uuid(),
    "head" INTEGER NOT NULL DEFAULT 0,
    "lastAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "tally" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "Stream_pkey" PRIMARY KEY ("unionId")
);

-- CreateTable
CREATE TABLE "SquadTally" (
    "squadId" UUID NOT NULL,
    "unionId" UUID NOT NULL,
    "tally" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "SquadTally_pkey" PRIMARY KEY ("squadId")
);

-- CreateTable
CREATE TABLE "Event" (
    "unionId" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "happenedAt" TIMESTAMPTZ(3) NOT NULL,
    "name" TEXT NOT NULL,
    "actorId" UUID,
    "subjectType" TEXT NOT NULL,
    "subjectId" UUID NOT NULL,
    "squadId" UUID,
    "enterpriseId" UUID,
    "facts" JSONB NOT NULL DEFAULT '{}',
    "unionTally" JSONB NOT NULL,
    "squadTally" JSONB,

    CONSTRAINT "Event_pkey" PRIMARY KEY ("unionId","seq")
);

-- CreateTable
CREATE TABLE "Receipt" (
    "actorId" UUID NOT NULL,
    "clientId" UUID NOT NULL,
    "mutation" TEXT NOT NULL,
    "inputHash" TEXT NOT NULL,
    "subjectId" UUID,
    "unionId" UUID,
    "seq" INTEGER,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Receipt_pkey" PRIMARY KEY ("actorId","clientId")
);

-- CreateTable
CREATE TABLE "Issue" (
    "id" UUID NOT NULL,
    "unionId" UUID NOT NULL,
    "enterpriseId" UUID NOT NULL,
    "visitId" UUID,
    "squadId" UUID,
    "agencyId" UUID,
    "kind" "IssueKind" NOT NULL,
    "category" "IssueCategory" NOT NULL,
    "severity" "Severity" NOT NULL,
    "source" "IssueSource" NOT NULL,
    "title" TEXT NOT NULL,
    "evidence" TEXT NOT NULL DEFAULT '',
    "saidBy" TEXT NOT NULL DEFAULT '',
    "status" "IssueStatus" NOT NULL DEFAULT 'OPEN',
    "openedAt" TIMESTAMPTZ(3) NOT NULL,
    "closedAt" TIMESTAMPTZ(3),
    "closingNote" TEXT,

    CONSTRAINT "Issue_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Agency" (
    "id" UUID NOT NULL,
    "unionId" UUID NOT NULL,
    "kind" "AgencyKind" NOT NULL,
    "name" TEXT NOT NULL,
    "aliases" TEXT[],

    CONSTRAINT "Agency_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Account" (
    "id" UUID NOT NULL,
    "unionId" UUID NOT NULL,
    "username" TEXT NOT NULL,
    "displayName" TEXT NOT NULL,
    "role" "Role" NOT NULL,
    "passwordHash" TEXT,
    "squadId" UUID,
    "agencyId" UUID,
    "enterpriseId" UUID,
    "disabledAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Account_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Session" (
    "id" UUID NOT NULL,
    "accountId" UUID NOT NULL,
    "kind" "SessionKind" NOT NULL,
    "secretHash" TEXT NOT NULL,
    "name" TEXT NOT NULL DEFAULT '',
    "scopes" "Scope"[],
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "usedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "endedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "WallPairing" (
    "id" UUID NOT NULL,
    "unionId" UUID NOT NULL,
    "accountId" UUID NOT NULL,
    "codeHash" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "usedAt" TIMESTAMPTZ(3),

    CONSTRAINT "WallPairing_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Secret" (
    "name" TEXT NOT NULL,
    "value" BYTEA NOT NULL,

    CONSTRAINT "Secret_pkey" PRIMARY KEY ("name")
);

-- CreateTable
CREATE TABLE "PolicyDocument" (
    "id" UUID NOT NULL,
    "unionId" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "title" TEXT NOT NULL,
    "issuer" TEXT NOT NULL,

    CONSTRAINT "PolicyDocument_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Squad" (
    "id" UUID NOT NULL,
    "unionId" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "cadreName" TEXT NOT NULL,
    "cadreTitle" TEXT NOT NULL,
    "phone" TEXT NOT NULL,
    "currentVisitId" UUID,

    CONSTRAINT "Squad_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SquadMember" (
    "id" UUID NOT NULL,
    "squadId" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "duties" "Duty"[],
    "phone" TEXT NOT NULL,
    "agencyId" UUID,

    CONSTRAINT "SquadMember_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SupplyItem" (
    "id" UUID NOT NULL,
    "unionId" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "nameEn" TEXT NOT NULL,
    "unit" TEXT NOT NULL,
    "unitEn" TEXT NOT NULL,
    "kgPerUnit" DECIMAL(9,3),
    "position" INTEGER NOT NULL,

    CONSTRAINT "SupplyItem_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Supplier" (
    "id" UUID NOT NULL,
    "unionId" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "contact" TEXT NOT NULL,
    "phone" TEXT NOT NULL,

    CONSTRAINT "Supplier_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SupplierItem" (
    "id" UUID NOT NULL,
    "supplierId" UUID NOT NULL,
    "itemId" UUID NOT NULL,
    "capacity" INTEGER NOT NULL,

    CONSTRAINT "SupplierItem_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SupplyOrder" (
    "id" UUID NOT NULL,
    "unionId" UUID NOT NULL,
    "enterpriseId" UUID NOT NULL,
    "itemId" UUID NOT NULL,
    "supplierId" UUID,
    "requested" INTEGER NOT NULL,
    "reserved" INTEGER NOT NULL DEFAULT 0,
    "dispatched" INTEGER NOT NULL DEFAULT 0,
    "received" INTEGER NOT NULL DEFAULT 0,
    "accepted" INTEGER NOT NULL DEFAULT 0,
    "cancelledAt" TIMESTAMPTZ(3),
    "cancelReason" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "SupplyOrder_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "TradeUnion" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "level" "UnionLevel" NOT NULL,
    "parentId" UUID,

    CONSTRAINT "TradeUnion_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Zone" (
    "id" UUID NOT NULL,
    "unionId" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "position" INTEGER NOT NULL,

    CONSTRAINT "Zone_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Visit" (
    "id" UUID NOT NULL,
    "unionId" UUID NOT NULL,
    "squadId" UUID NOT NULL,
    "enterpriseId" UUID NOT NULL,
    "plannedOn" DATE NOT NULL,
    "stop" INTEGER NOT NULL,
    "state" "VisitState" NOT NULL DEFAULT 'PLANNED',
    "arrivedAt" TIMESTAMPTZ(3),
    "finishedAt" TIMESTAMPTZ(3),
    "outcome" "VisitOutcome",
    "skipReason" TEXT,
    "followUp" TEXT,
    "followUpOn" DATE,
    "voidReason" TEXT,
    "steps" "Step"[],
    "counts" BOOLEAN NOT NULL DEFAULT false,
    "continuesId" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Visit_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "CompletedStep" (
    "id" UUID NOT NULL,
    "visitId" UUID NOT NULL,
    "step" "Step" NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "actorId" UUID NOT NULL,
    "gist" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "CompletedStep_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "VisitNote" (
    "id" UUID NOT NULL,
    "visitId" UUID NOT NULL,
    "step" "Step" NOT NULL,
    "position" INTEGER NOT NULL,
    "text" TEXT NOT NULL,
    "saidBy" TEXT,
    "secondSource" TEXT,
    "responsible" TEXT,
    "dueOn" DATE,

    CONSTRAINT "VisitNote_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "VisitCheck" (
    "id" UUID NOT NULL,
    "visitId" UUID NOT NULL,
    "item" "CheckItem" NOT NULL,
    "answer" "CheckAnswer" NOT NULL,
    "fixBy" DATE,
    "note" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "VisitCheck_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "_SquadToZone" (
    "A" UUID NOT NULL,
    "B" UUID NOT NULL,

    CONSTRAINT "_SquadToZone_AB_pkey" PRIMARY KEY ("A","B")
);

-- CreateIndex
CREATE INDEX "Campaign_unionId_idx" ON "Campaign"("unionId");

-- CreateIndex
CREATE INDEX "CampaignEnterprise_enterpriseId_idx" ON "CampaignEnterprise"("enterpriseId");

-- CreateIndex
CREATE UNIQUE INDEX "CampaignEnterprise_campaignId_position_key" ON "CampaignEnterprise"("campaignId", "position");

-- CreateIndex
CREATE UNIQUE INDEX "CampaignEnterprise_campaignId_enterpriseId_key" ON "CampaignEnterprise"("campaignId", "enterpriseId");

-- CreateIndex
CREATE INDEX "Enterprise_unionId_id_idx" ON "Enterprise"("unionId", "id");

-- CreateIndex
CREATE INDEX "Enterprise_unionId_resumption_id_idx" ON "Enterprise"("unionId", "resumption", "id");

-- CreateIndex
CREATE INDEX "Enterprise_zoneId_id_idx" ON "Enterprise"("zoneId", "id");

-- CreateIndex
CREATE INDEX "Enterprise_grams_idx" ON "Enterprise" USING GIN ("grams");

-- CreateIndex
CREATE UNIQUE INDEX "Enterprise_unionId_creditCode_key" ON "Enterprise"("unionId", "creditCode");

-- CreateIndex
CREATE UNIQUE INDEX "Contact_enterpriseId_kind_key" ON "Contact"("enterpriseId", "kind");

-- CreateIndex
CREATE INDEX "ResumptionChange_enterpriseId_at_idx" ON "ResumptionChange"("enterpriseId", "at");

-- CreateIndex
CREATE INDEX "RosterImport_unionId_idx" ON "RosterImport"("unionId");

-- CreateIndex
CREATE INDEX "SquadTally_unionId_idx" ON "SquadTally"("unionId");

-- CreateIndex
CREATE INDEX "Event_unionId_at_seq_idx" ON "Event"("unionId", "at", "seq");

-- CreateIndex
CREATE INDEX "Event_squadId_seq_idx" ON "Event"("squadId", "seq");

-- CreateIndex
CREATE INDEX "Event_subjectId_seq_idx" ON "Event"("subjectId", "seq");

-- CreateIndex
CREATE INDEX "Issue_unionId_id_idx" ON "Issue"("unionId", "id");

-- CreateIndex
CREATE INDEX "Issue_unionId_status_id_idx" ON "Issue"("unionId", "status", "id");

-- CreateIndex
CREATE INDEX "Issue_enterpriseId_id_idx" ON "Issue"("enterpriseId", "id");

-- CreateIndex
CREATE INDEX "Issue_squadId_id_idx" ON "Issue"("squadId", "id");

-- CreateIndex
CREATE INDEX "Issue_agencyId_id_idx" ON "Issue"("agencyId", "id");

-- CreateIndex
CREATE INDEX "Issue_visitId_idx" ON "Issue"("visitId");

-- CreateIndex
CREATE UNIQUE INDEX "Agency_unionId_kind_key" ON "Agency"("unionId", "kind");

-- CreateIndex
CREATE UNIQUE INDEX "Account_username_key" ON "Account"("username");

-- CreateIndex
CREATE INDEX "Account_unionId_idx" ON "Account"("unionId");

-- CreateIndex
CREATE INDEX "Account_squadId_idx" ON "Account"("squadId");

-- CreateIndex
CREATE INDEX "Account_agencyId_idx" ON "Account"("agencyId");

-- CreateIndex
CREATE INDEX "Account_enterpriseId_idx" ON "Account"("enterpriseId");

-- CreateIndex
CREATE UNIQUE INDEX "Session_secretHash_key" ON "Session"("secretHash");

-- CreateIndex
CREATE INDEX "Session_accountId_idx" ON "Session"("accountId");

-- CreateIndex
CREATE UNIQUE INDEX "WallPairing_codeHash_key" ON "WallPairing"("codeHash");

-- CreateIndex
CREATE INDEX "WallPairing_unionId_idx" ON "WallPairing"("unionId");

-- CreateIndex
CREATE UNIQUE INDEX "PolicyDocument_unionId_position_key" ON "PolicyDocument"("unionId", "position");

-- CreateIndex
CREATE UNIQUE INDEX "Squad_currentVisitId_key" ON "Squad"("currentVisitId");

-- CreateIndex
CREATE UNIQUE INDEX "Squad_unionId_number_key" ON "Squad"("unionId", "number");

-- CreateIndex
CREATE INDEX "SquadMember_squadId_idx" ON "SquadMember"("squadId");

-- CreateIndex
CREATE INDEX "SquadMember_agencyId_idx" ON "SquadMember"("agencyId");

-- CreateIndex
CREATE UNIQUE INDEX "SupplyItem_unionId_code_key" ON "SupplyItem"("unionId", "code");

-- CreateIndex
CREATE UNIQUE INDEX "Supplier_unionId_name_key" ON "Supplier"("unionId", "name");

-- CreateIndex
CREATE INDEX "SupplierItem_itemId_idx" ON "SupplierItem"("itemId");

-- CreateIndex
CREATE UNIQUE INDEX "SupplierItem_supplierId_itemId_key" ON "SupplierItem"("supplierId", "itemId");

-- CreateIndex
CREATE INDEX "SupplyOrder_unionId_id_idx" ON "SupplyOrder"("unionId", "id");

-- CreateIndex
CREATE INDEX "SupplyOrder_enterpriseId_itemId_idx" ON "SupplyOrder"("enterpriseId", "itemId");

-- CreateIndex
CREATE INDEX "SupplyOrder_itemId_id_idx" ON "SupplyOrder"("itemId", "id");

-- CreateIndex
CREATE INDEX "SupplyOrder_supplierId_idx" ON "SupplyOrder"("supplierId");

-- CreateIndex
CREATE INDEX "TradeUnion_parentId_idx" ON "TradeUnion"("parentId");

-- CreateIndex
CREATE UNIQUE INDEX "Zone_unionId_name_key" ON "Zone"("unionId", "name");

-- CreateIndex
CREATE INDEX "Visit_unionId_id_idx" ON "Visit"("unionId", "id");

-- CreateIndex
CREATE INDEX "Visit_squadId_plannedOn_stop_idx" ON "Visit"("squadId", "plannedOn", "stop");

-- CreateIndex
CREATE INDEX "Visit_enterpriseId_id_idx" ON "Visit"("enterpriseId", "id");

-- CreateIndex
CREATE INDEX "Visit_unionId_plannedOn_state_idx" ON "Visit"("unionId", "plannedOn", "state");

-- CreateIndex
CREATE INDEX "Visit_continuesId_idx" ON "Visit"("continuesId");

-- CreateIndex
CREATE UNIQUE INDEX "CompletedStep_visitId_step_key" ON "CompletedStep"("visitId", "step");

-- CreateIndex
CREATE INDEX "VisitNote_visitId_step_position_idx" ON "VisitNote"("visitId", "step", "position");

-- CreateIndex
CREATE UNIQUE INDEX "VisitCheck_visitId_item_key" ON "VisitCheck"("visitId", "item");

-- CreateIndex
CREATE INDEX "_SquadToZone_B_index" ON "_SquadToZone"("B");

-- AddForeignKey
ALTER TABLE "Campaign" ADD CONSTRAINT "Campaign_unionId_fkey" FOREIGN KEY ("unionId") REFERENCES "TradeUnion"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CampaignEnterprise" ADD CONSTRAINT "CampaignEnterprise_campaignId_fkey" FOREIGN KEY ("campaignId") REFERENCES "Campaign"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CampaignEnterprise" ADD CONSTRAINT "CampaignEnterprise_enterpriseId_fkey" FOREIGN KEY ("enterpriseId") REFERENCES "Enterprise"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Enterprise" ADD CONSTRAINT "Enterprise_unionId_fkey" FOREIGN KEY ("unionId") REFERENCES "TradeUnion"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Enterprise" ADD CONSTRAINT "Enterprise_zoneId_fkey" FOREIGN KEY ("zoneId") REFERENCES "Zone"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Contact" ADD CONSTRAINT "Contact_enterpriseId_fkey" FOREIGN KEY ("enterpriseId") REFERENCES "Enterprise"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ResumptionChange" ADD CONSTRAINT "ResumptionChange_enterpriseId_fkey" FOREIGN KEY ("enterpriseId") REFERENCES "Enterprise"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Issue" ADD CONSTRAINT "Issue_unionId_fkey" FOREIGN KEY ("unionId") REFERENCES "TradeUnion"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Issue" ADD CONSTRAINT "Issue_enterpriseId_fkey" FOREIGN KEY ("enterpriseId") REFERENCES "Enterprise"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Issue" ADD CONSTRAINT "Issue_visitId_fkey" FOREIGN KEY ("visitId") REFERENCES "Visit"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Issue" ADD CONSTRAINT "Issue_squadId_fkey" FOREIGN KEY ("squadId") REFERENCES "Squad"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Issue" ADD CONSTRAINT "Issue_agencyId_fkey" FOREIGN KEY ("agencyId") REFERENCES "Agency"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Agency" ADD CONSTRAINT "Agency_unionId_fkey" FOREIGN KEY ("unionId") REFERENCES "TradeUnion"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Account" ADD CONSTRAINT "Account_unionId_fkey" FOREIGN KEY ("unionId") REFERENCES "TradeUnion"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Account" ADD CONSTRAINT "Account_squadId_fkey" FOREIGN KEY ("squadId") REFERENCES "Squad"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Account" ADD CONSTRAINT "Account_agencyId_fkey" FOREIGN KEY ("agencyId") REFERENCES "Agency"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Account" ADD CONSTRAINT "Account_enterpriseId_fkey" FOREIGN KEY ("enterpriseId") REFERENCES "Enterprise"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Session" ADD CONSTRAINT "Session_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PolicyDocument" ADD CONSTRAINT "PolicyDocument_unionId_fkey" FOREIGN KEY ("unionId") REFERENCES "TradeUnion"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Squad" ADD CONSTRAINT "Squad_unionId_fkey" FOREIGN KEY ("unionId") REFERENCES "TradeUnion"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SquadMember" ADD CONSTRAINT "SquadMember_squadId_fkey" FOREIGN KEY ("squadId") REFERENCES "Squad"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SquadMember" ADD CONSTRAINT "SquadMember_agencyId_fkey" FOREIGN KEY ("agencyId") REFERENCES "Agency"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SupplyItem" ADD CONSTRAINT "SupplyItem_unionId_fkey" FOREIGN KEY ("unionId") REFERENCES "TradeUnion"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Supplier" ADD CONSTRAINT "Supplier_unionId_fkey" FOREIGN KEY ("unionId") REFERENCES "TradeUnion"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SupplierItem" ADD CONSTRAINT "SupplierItem_supplierId_fkey" FOREIGN KEY ("supplierId") REFERENCES "Supplier"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SupplierItem" ADD CONSTRAINT "SupplierItem_itemId_fkey" FOREIGN KEY ("itemId") REFERENCES "SupplyItem"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SupplyOrder" ADD CONSTRAINT "SupplyOrder_unionId_fkey" FOREIGN KEY ("unionId") REFERENCES "TradeUnion"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SupplyOrder" ADD CONSTRAINT "SupplyOrder_enterpriseId_fkey" FOREIGN KEY ("enterpriseId") REFERENCES "Enterprise"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SupplyOrder" ADD CONSTRAINT "SupplyOrder_itemId_fkey" FOREIGN KEY ("itemId") REFERENCES "SupplyItem"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SupplyOrder" ADD CONSTRAINT "SupplyOrder_supplierId_fkey" FOREIGN KEY ("supplierId") REFERENCES "Supplier"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "TradeUnion" ADD CONSTRAINT "TradeUnion_parentId_fkey" FOREIGN KEY ("parentId") REFERENCES "TradeUnion"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Zone" ADD CONSTRAINT "Zone_unionId_fkey" FOREIGN KEY ("unionId") REFERENCES "TradeUnion"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Visit" ADD CONSTRAINT "Visit_unionId_fkey" FOREIGN KEY ("unionId") REFERENCES "TradeUnion"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Visit" ADD CONSTRAINT "Visit_squadId_fkey" FOREIGN KEY ("squadId") REFERENCES "Squad"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Visit" ADD CONSTRAINT "Visit_enterpriseId_fkey" FOREIGN KEY ("enterpriseId") REFERENCES "Enterprise"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Visit" ADD CONSTRAINT "Visit_continuesId_fkey" FOREIGN KEY ("continuesId") REFERENCES "Visit"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CompletedStep" ADD CONSTRAINT "CompletedStep_visitId_fkey" FOREIGN KEY ("visitId") REFERENCES "Visit"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "VisitNote" ADD CONSTRAINT "VisitNote_visitId_fkey" FOREIGN KEY ("visitId") REFERENCES "Visit"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "VisitCheck" ADD CONSTRAINT "VisitCheck_visitId_fkey" FOREIGN KEY ("visitId") REFERENCES "Visit"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "_SquadToZone" ADD CONSTRAINT "_SquadToZone_A_fkey" FOREIGN KEY ("A") REFERENCES "Squad"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "_SquadToZone" ADD CONSTRAINT "_SquadToZone_B_fkey" FOREIGN KEY ("B") REFERENCES "Zone"("id") ON DELETE CASCADE ON UPDATE CASCADE;
