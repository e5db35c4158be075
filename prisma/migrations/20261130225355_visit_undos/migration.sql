-- CreateTable
CREATE TABLE "VisitUndo" (
    "id" UUID NOT NULL,
    "visitId" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "reason" TEXT,
    "arrivedAt" TIMESTAMPTZ(3) NOT NULL,
    "finishedAt" TIMESTAMPTZ(3),
    "outcome" "VisitOutcome",
    "followUp" TEXT,
    "followUpOn" DATE,

    CONSTRAINT "VisitUndo_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "VisitUndo_visitId_idx" ON "VisitUndo"("visitId");

-- AddForeignKey
ALTER TABLE "VisitUndo" ADD CONSTRAINT "VisitUndo_visitId_fkey" FOREIGN KEY ("visitId") REFERENCES "Visit"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
