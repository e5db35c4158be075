-- Zones, agencies and squads can be retired; a zone has a cadre; a union has several agencies of one kind, among them communities
-- that answer for zones.
-- AlterEnum
ALTER TYPE "AgencyKind" ADD VALUE 'COMMUNITY';

-- Names of agencies become unique in the union: of two with one name the later gets its kind added.
UPDATE "Agency" a SET name = a.name || ' ' || a.kind FROM "Agency" b
WHERE b."unionId" = a."unionId" AND b.name = a.name AND b.id < a.id;

-- DropIndex
DROP INDEX "Agency_unionId_kind_key";

-- AlterTable
ALTER TABLE "Agency" ADD COLUMN     "phone" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "retiredAt" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "Squad" ADD COLUMN     "retiredAt" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "Zone" ADD COLUMN     "cadreName" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "cadrePhone" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "cadreTitle" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "retiredAt" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "_AgencyToZone" (
    "A" UUID NOT NULL,
    "B" UUID NOT NULL,

    CONSTRAINT "_AgencyToZone_AB_pkey" PRIMARY KEY ("A","B")
);

-- CreateIndex
CREATE INDEX "_AgencyToZone_B_index" ON "_AgencyToZone"("B");

-- CreateIndex
CREATE UNIQUE INDEX "Agency_unionId_name_key" ON "Agency"("unionId", "name");

-- AddForeignKey
ALTER TABLE "_AgencyToZone" ADD CONSTRAINT "_AgencyToZone_A_fkey" FOREIGN KEY ("A") REFERENCES "Agency"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "_AgencyToZone" ADD CONSTRAINT "_AgencyToZone_B_fkey" FOREIGN KEY ("B") REFERENCES "Zone"("id") ON DELETE CASCADE ON UPDATE CASCADE;
