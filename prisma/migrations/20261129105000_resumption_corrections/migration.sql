-- CreateEnum
CREATE TYPE "ResumptionPaperKind" AS ENUM ('FILING', 'COMMITMENT', 'PLAN', 'STAFF_LIST', 'HEALTH_STATUS', 'SUPPLIES');

-- DropIndex
DROP INDEX "ResumptionChange_enterpriseId_at_idx";

-- AlterTable
ALTER TABLE "ResumptionChange" ADD COLUMN     "neverHappened" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "recordedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP;

-- what is there already was recorded when it happened, as far as is known
UPDATE "ResumptionChange" SET "recordedAt" = "at";

-- AlterTable
ALTER TABLE "TradeUnion" ADD COLUMN     "asksPapers" BOOLEAN NOT NULL DEFAULT false;

-- CreateTable
CREATE TABLE "ResumptionCorrection" (
    "id" UUID NOT NULL,
    "unionId" UUID NOT NULL,
    "changeId" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "actorId" UUID NOT NULL,
    "reason" TEXT NOT NULL,
    "to" "Resumption" NOT NULL,
    "on" DATE NOT NULL,
    "basis" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "neverHappened" BOOLEAN NOT NULL,
    "resumed" INTEGER NOT NULL,

    CONSTRAINT "ResumptionCorrection_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ResumptionPaper" (
    "id" UUID NOT NULL,
    "enterpriseId" UUID NOT NULL,
    "kind" "ResumptionPaperKind" NOT NULL,
    "on" DATE NOT NULL,
    "actorId" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ResumptionPaper_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "ResumptionCorrection_changeId_at_idx" ON "ResumptionCorrection"("changeId", "at");

-- CreateIndex
CREATE INDEX "ResumptionCorrection_unionId_at_idx" ON "ResumptionCorrection"("unionId", "at");

-- CreateIndex
CREATE UNIQUE INDEX "ResumptionPaper_enterpriseId_kind_key" ON "ResumptionPaper"("enterpriseId", "kind");

-- CreateIndex
CREATE INDEX "ResumptionChange_enterpriseId_recordedAt_on_id_idx" ON "ResumptionChange"("enterpriseId", "recordedAt", "on", "id");

-- AddForeignKey
ALTER TABLE "ResumptionCorrection" ADD CONSTRAINT "ResumptionCorrection_changeId_fkey" FOREIGN KEY ("changeId") REFERENCES "ResumptionChange"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ResumptionPaper" ADD CONSTRAINT "ResumptionPaper_enterpriseId_fkey" FOREIGN KEY ("enterpriseId") REFERENCES "Enterprise"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
