-- AlterTable
ALTER TABLE "Enterprise" ADD COLUMN     "mergedIntoId" UUID;

-- CreateTable
CREATE TABLE "EnterpriseMerger" (
    "id" UUID NOT NULL,
    "unionId" UUID NOT NULL,
    "doubleId" UUID NOT NULL,
    "intoId" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "actorId" UUID NOT NULL,
    "reason" TEXT NOT NULL,
    "moved" JSONB NOT NULL,
    "undoneAt" TIMESTAMPTZ(3),

    CONSTRAINT "EnterpriseMerger_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "EnterpriseMerger_doubleId_idx" ON "EnterpriseMerger"("doubleId");

-- CreateIndex
CREATE INDEX "EnterpriseMerger_intoId_idx" ON "EnterpriseMerger"("intoId");

-- CreateIndex
CREATE INDEX "Enterprise_mergedIntoId_idx" ON "Enterprise"("mergedIntoId") WHERE ("mergedIntoId" IS NOT NULL);

-- AddForeignKey
ALTER TABLE "Enterprise" ADD CONSTRAINT "Enterprise_mergedIntoId_fkey" FOREIGN KEY ("mergedIntoId") REFERENCES "Enterprise"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "EnterpriseMerger" ADD CONSTRAINT "EnterpriseMerger_doubleId_fkey" FOREIGN KEY ("doubleId") REFERENCES "Enterprise"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "EnterpriseMerger" ADD CONSTRAINT "EnterpriseMerger_intoId_fkey" FOREIGN KEY ("intoId") REFERENCES "Enterprise"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
