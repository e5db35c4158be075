-- Members of squads keep their rows: they stand in an order of their own, and who leaves a squad is marked, not deleted.
-- AlterTable
ALTER TABLE "SquadMember" ADD COLUMN     "unionId" UUID,
ADD COLUMN     "position" INTEGER,
ADD COLUMN     "retiredAt" TIMESTAMPTZ(3);

UPDATE "SquadMember" m SET "unionId" = s."unionId", position = s.position FROM (
  SELECT x.id, q."unionId", row_number() OVER (PARTITION BY x."squadId" ORDER BY x.id) AS position
  FROM "SquadMember" x JOIN "Squad" q ON q.id = x."squadId") s
WHERE s.id = m.id;

ALTER TABLE "SquadMember" ALTER COLUMN "unionId" SET NOT NULL,
ALTER COLUMN "position" SET NOT NULL;

-- CreateIndex
CREATE INDEX "SquadMember_unionId_idx" ON "SquadMember"("unionId");

-- AddForeignKey
ALTER TABLE "SquadMember" ADD CONSTRAINT "SquadMember_unionId_fkey" FOREIGN KEY ("unionId") REFERENCES "TradeUnion"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
