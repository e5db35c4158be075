-- Names for lists of the desk, a person's own and shared ones.
-- CreateEnum
CREATE TYPE "ViewList" AS ENUM ('ENTERPRISES', 'VISITS', 'ISSUES', 'SUPPLY_ORDERS', 'SUPPLIERS', 'ACCOUNTS', 'TOKENS');

-- CreateTable
CREATE TABLE "View" (
    "id" UUID NOT NULL,
    "unionId" UUID NOT NULL,
    "ownerId" UUID NOT NULL,
    "list" "ViewList" NOT NULL,
    "name" TEXT NOT NULL,
    "address" TEXT NOT NULL,
    "isShared" BOOLEAN NOT NULL DEFAULT false,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "View_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "View_shared_idx" ON "View"("unionId", "list", "name") WHERE ("isShared");

-- CreateIndex
CREATE UNIQUE INDEX "View_ownerId_list_name_key" ON "View"("ownerId", "list", "name");

-- AddForeignKey
ALTER TABLE "View" ADD CONSTRAINT "View_unionId_fkey" FOREIGN KEY ("unionId") REFERENCES "TradeUnion"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "View" ADD CONSTRAINT "View_ownerId_fkey" FOREIGN KEY ("ownerId") REFERENCES "Account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What has happened at an enterprise, newest first. Histories of other rows have the index of subjects.
CREATE INDEX "Event_of_enterprise_idx" ON "Event"("enterpriseId", "seq") WHERE ("enterpriseId" IS NOT NULL);
