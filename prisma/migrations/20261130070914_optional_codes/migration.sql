-- AlterTable
ALTER TABLE "Enterprise" ALTER COLUMN "creditCode" DROP NOT NULL,
ALTER COLUMN "headcount" DROP NOT NULL;

-- AlterTable
ALTER TABLE "RosterImport" ADD COLUMN     "doubtful" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "toCheck" INTEGER NOT NULL DEFAULT 0;

-- CreateTable
CREATE TABLE "CellText" (
    "id" UUID NOT NULL,
    "unionId" UUID NOT NULL,
    "subjectType" TEXT NOT NULL,
    "subjectId" UUID NOT NULL,
    "column" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "isDoubtful" BOOLEAN NOT NULL,
    "rosterId" UUID NOT NULL,
    "title" TEXT NOT NULL,
    "titleEn" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "row" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "checkedAt" TIMESTAMPTZ(3),
    "checkedById" UUID,

    CONSTRAINT "CellText_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "CellText_doubtful_idx" ON "CellText"("unionId", "id") WHERE ("isDoubtful");

-- CreateIndex
CREATE INDEX "CellText_rosterId_idx" ON "CellText"("rosterId");

-- CreateIndex
CREATE UNIQUE INDEX "CellText_subjectId_column_key" ON "CellText"("subjectId", "column");


-- Until now a row that said nothing of its headcount was kept as 0: no enterprise has nobody, so 0 was "not known".
UPDATE "Enterprise" SET headcount = NULL WHERE headcount = 0;

-- The letters and digits of a name, half width and in capitals. Names that differ only in brackets, width, blanks or signs have
-- the same: by it the likely doubles are found among a million, which the server's function sameName then compares.
CREATE FUNCTION name_form(content text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT regexp_replace(upper(normalize(content, NFKC) COLLATE "und-x-icu"), '[^[:alnum:]〇]+', '', 'g')
$$;
CREATE INDEX "Enterprise_name_form_idx" ON "Enterprise" ("unionId", name_form(name)) WHERE "retiredAt" IS NULL;
