-- AlterTable
ALTER TABLE "RosterImport" ADD COLUMN     "textsBefore" JSONB NOT NULL DEFAULT '[]';
