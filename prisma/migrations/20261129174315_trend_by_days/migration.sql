-- DropIndex
DROP INDEX "ResumptionCorrection_unionId_at_idx";

-- AlterTable
ALTER TABLE "ResumptionCorrection" DROP COLUMN "resumed";
