-- AlterTable
ALTER TABLE "TradeUnion" ADD COLUMN     "districtName" TEXT,
ADD COLUMN     "shortName" TEXT;

-- CreateTable
CREATE TABLE "SetUpLink" (
    "id" UUID NOT NULL,
    "secretHash" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "clientId" UUID,
    "accountId" UUID,

    CONSTRAINT "SetUpLink_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "SetUpLink_secretHash_key" ON "SetUpLink"("secretHash");
