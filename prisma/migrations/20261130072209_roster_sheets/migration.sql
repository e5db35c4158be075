-- AlterTable
ALTER TABLE "RosterImport" ADD COLUMN     "read" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "sheets" JSONB NOT NULL DEFAULT '[]';

-- CreateTable
CREATE TABLE "RosterMapping" (
    "id" UUID NOT NULL,
    "unionId" UUID NOT NULL,
    "kind" "RosterKind" NOT NULL,
    "headers" TEXT NOT NULL,
    "columns" JSONB NOT NULL,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "RosterMapping_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "RosterMapping_unionId_kind_headers_key" ON "RosterMapping"("unionId", "kind", "headers");

-- What was read of earlier files: all their rows, of one sheet whose name was not kept.
UPDATE "RosterImport" SET "read" = created + changed + unchanged + refused, rows = (
  SELECT coalesce(jsonb_agg(r.value || jsonb_build_object('sheet', '', 'place', r.ordinality) ORDER BY r.ordinality), '[]')
  FROM jsonb_array_elements(rows) WITH ORDINALITY r
);
