-- Of visits that took place before this was asked nobody says who of the squad was there.
-- CreateTable
CREATE TABLE "VisitMember" (
    "visitId" UUID NOT NULL,
    "memberId" UUID NOT NULL,

    CONSTRAINT "VisitMember_pkey" PRIMARY KEY ("visitId","memberId")
);

-- CreateIndex
CREATE INDEX "VisitMember_memberId_idx" ON "VisitMember"("memberId");

-- CreateIndex
CREATE INDEX "Visit_door_idx" ON "Visit"("squadId", "finishedAt") WHERE ("arrivedAt" IS NOT NULL);

-- AddForeignKey
ALTER TABLE "VisitMember" ADD CONSTRAINT "VisitMember_visitId_fkey" FOREIGN KEY ("visitId") REFERENCES "Visit"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "VisitMember" ADD CONSTRAINT "VisitMember_memberId_fkey" FOREIGN KEY ("memberId") REFERENCES "SquadMember"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
