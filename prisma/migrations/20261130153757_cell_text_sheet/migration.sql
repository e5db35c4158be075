-- AlterTable
ALTER TABLE "CellText" ADD COLUMN     "sheet" TEXT NOT NULL DEFAULT '';
