-- CreateEnum
CREATE TYPE "BackupProblem" AS ENUM ('FOLDER', 'SPACE', 'DATABASE', 'OTHER');

-- CreateTable
CREATE TABLE "BackupRun" (
    "id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "bytes" BIGINT,
    "problem" "BackupProblem",

    CONSTRAINT "BackupRun_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "BackupRun_at_idx" ON "BackupRun"("at");
