-- Links for one person and one purpose, in place of passwords that somebody else would have to hand out.
-- CreateEnum
CREATE TYPE "LinkPurpose" AS ENUM ('SET_PASSWORD', 'DEVICE');

-- CreateEnum
CREATE TYPE "DeviceKind" AS ENUM ('PHONE', 'TABLET', 'COMPUTER');

-- AlterEnum
ALTER TYPE "SessionKind" ADD VALUE 'DEVICE';

-- CreateTable
CREATE TABLE "PersonalLink" (
    "id" UUID NOT NULL,
    "unionId" UUID NOT NULL,
    "batchId" UUID NOT NULL,
    "accountId" UUID NOT NULL,
    "purpose" "LinkPurpose" NOT NULL,
    "secretHash" TEXT NOT NULL,
    "createdById" UUID NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "openedAt" TIMESTAMPTZ(3),
    "usedAt" TIMESTAMPTZ(3),
    "revokedAt" TIMESTAMPTZ(3),

    CONSTRAINT "PersonalLink_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "LinkOpening" (
    "id" UUID NOT NULL,
    "linkId" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "device" "DeviceKind" NOT NULL,

    CONSTRAINT "LinkOpening_pkey" PRIMARY KEY ("id")
);

-- AlterTable
ALTER TABLE "Session" ADD COLUMN "linkId" UUID;

-- CreateIndex
CREATE UNIQUE INDEX "PersonalLink_secretHash_key" ON "PersonalLink"("secretHash");
CREATE INDEX "PersonalLink_unionId_createdAt_id_idx" ON "PersonalLink"("unionId", "createdAt", "id");
CREATE INDEX "PersonalLink_unionId_expiresAt_id_idx" ON "PersonalLink"("unionId", "expiresAt", "id");
CREATE INDEX "PersonalLink_accountId_idx" ON "PersonalLink"("accountId");
CREATE INDEX "PersonalLink_batchId_idx" ON "PersonalLink"("batchId");
CREATE INDEX "PersonalLink_createdById_idx" ON "PersonalLink"("createdById");
CREATE INDEX "LinkOpening_linkId_idx" ON "LinkOpening"("linkId");
CREATE INDEX "Session_linkId_idx" ON "Session"("linkId");

-- AddForeignKey
ALTER TABLE "PersonalLink" ADD CONSTRAINT "PersonalLink_unionId_fkey" FOREIGN KEY ("unionId") REFERENCES "TradeUnion"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "PersonalLink" ADD CONSTRAINT "PersonalLink_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "PersonalLink" ADD CONSTRAINT "PersonalLink_createdById_fkey" FOREIGN KEY ("createdById") REFERENCES "Account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "LinkOpening" ADD CONSTRAINT "LinkOpening_linkId_fkey" FOREIGN KEY ("linkId") REFERENCES "PersonalLink"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "Session" ADD CONSTRAINT "Session_linkId_fkey" FOREIGN KEY ("linkId") REFERENCES "PersonalLink"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
