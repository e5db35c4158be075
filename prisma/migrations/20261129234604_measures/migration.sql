-- CreateEnum
CREATE TYPE "MeasureState" AS ENUM ('OPEN', 'DONE', 'DROPPED');

-- CreateEnum
CREATE TYPE "MeasureResult" AS ENUM ('WORKED', 'PARTLY', 'FAILED');

-- CreateTable
CREATE TABLE "Measure" (
    "id" UUID NOT NULL,
    "unionId" UUID NOT NULL,
    "enterpriseId" UUID NOT NULL,
    "visitId" UUID,
    "squadId" UUID,
    "agencyId" UUID,
    "agencyIds" UUID[] DEFAULT ARRAY[]::UUID[],
    "what" TEXT NOT NULL,
    "form" TEXT NOT NULL,
    "who" TEXT NOT NULL DEFAULT '',
    "dueOn" DATE NOT NULL,
    "expectedEffect" TEXT NOT NULL DEFAULT '',
    "state" "MeasureState" NOT NULL DEFAULT 'OPEN',
    "result" "MeasureResult",
    "resultNote" TEXT,
    "dropReason" TEXT,
    "recordedAt" TIMESTAMPTZ(3) NOT NULL,
    "recordedById" UUID,
    "endedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Measure_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "MeasureIssue" (
    "measureId" UUID NOT NULL,
    "issueId" UUID NOT NULL,

    CONSTRAINT "MeasureIssue_pkey" PRIMARY KEY ("measureId","issueId")
);

-- CreateIndex
CREATE INDEX "Measure_unionId_id_idx" ON "Measure"("unionId", "id");

-- CreateIndex
CREATE INDEX "Measure_unionId_state_dueOn_id_idx" ON "Measure"("unionId", "state", "dueOn", "id");

-- CreateIndex
CREATE INDEX "Measure_enterpriseId_id_idx" ON "Measure"("enterpriseId", "id");

-- CreateIndex
CREATE INDEX "Measure_visitId_id_idx" ON "Measure"("visitId", "id");

-- CreateIndex
CREATE INDEX "Measure_squadId_id_idx" ON "Measure"("squadId", "id");

-- CreateIndex
CREATE INDEX "Measure_agencyId_idx" ON "Measure"("agencyId");

-- CreateIndex
CREATE INDEX "Measure_agencyIds_idx" ON "Measure" USING GIN ("agencyIds");

-- CreateIndex
CREATE INDEX "MeasureIssue_issueId_idx" ON "MeasureIssue"("issueId");

-- AddForeignKey
ALTER TABLE "Measure" ADD CONSTRAINT "Measure_unionId_fkey" FOREIGN KEY ("unionId") REFERENCES "TradeUnion"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Measure" ADD CONSTRAINT "Measure_enterpriseId_fkey" FOREIGN KEY ("enterpriseId") REFERENCES "Enterprise"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Measure" ADD CONSTRAINT "Measure_visitId_fkey" FOREIGN KEY ("visitId") REFERENCES "Visit"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Measure" ADD CONSTRAINT "Measure_squadId_fkey" FOREIGN KEY ("squadId") REFERENCES "Squad"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Measure" ADD CONSTRAINT "Measure_agencyId_fkey" FOREIGN KEY ("agencyId") REFERENCES "Agency"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Measure" ADD CONSTRAINT "Measure_recordedById_fkey" FOREIGN KEY ("recordedById") REFERENCES "Account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "MeasureIssue" ADD CONSTRAINT "MeasureIssue_measureId_fkey" FOREIGN KEY ("measureId") REFERENCES "Measure"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "MeasureIssue" ADD CONSTRAINT "MeasureIssue_issueId_fkey" FOREIGN KEY ("issueId") REFERENCES "Issue"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- The notes of TREAT become measures, with their ids. What was decided on a visit that is voided is not carried out any more.
INSERT INTO "Measure" (id, "unionId", "enterpriseId", "visitId", "squadId", what, form, who, "dueOn", state, "dropReason",
  "recordedAt", "recordedById", "endedAt")
SELECT n.id, v."unionId", v."enterpriseId", v.id, v."squadId", n.what,
  (SELECT coalesce(string_agg(word[1], '' ORDER BY place), '')
   FROM regexp_matches(upper(normalize(n.what, NFKC) COLLATE "und-x-icu"), '[[:alpha:]〇]+', 'g') WITH ORDINALITY AS m(word, place)),
  coalesce(n.responsible, ''), coalesce(n."dueOn", n.day),
  (CASE v.state WHEN 'VOIDED' THEN 'DROPPED' ELSE 'OPEN' END)::"MeasureState",
  CASE v.state WHEN 'VOIDED' THEN coalesce(v."voidReason", '') END,
  n.at, n."actorId", CASE v.state WHEN 'VOIDED' THEN n.at END
FROM (
  SELECT n.id, n."visitId", n.responsible, n."dueOn", s."actorId",
    -- who said a measure, or confirmed it, was never asked for, but could be written
    concat_ws(E'\n', n.text, nullif(n."saidBy", ''), nullif(n."secondSource", '')) AS what,
    coalesce(s.at, v."finishedAt", v."arrivedAt", v."createdAt") AS at,
    (coalesce(s.at, v."finishedAt", v."arrivedAt", v."createdAt") AT TIME ZONE 'Asia/Shanghai')::date AS day
  FROM "VisitNote" n JOIN "Visit" v ON v.id = n."visitId"
  LEFT JOIN "CompletedStep" s ON s."visitId" = n."visitId" AND s.step = 'TREAT'
  WHERE n.step = 'TREAT'
) n JOIN "Visit" v ON v.id = n."visitId";
DELETE FROM "VisitNote" WHERE step = 'TREAT';

-- Who and until when was asked for measures alone, but could be written with any note: it stays, as a part of its words.
UPDATE "VisitNote" SET text = concat_ws(E'\n', text, nullif(responsible, ''), "dueOn"::text)
WHERE nullif(responsible, '') IS NOT NULL OR "dueOn" IS NOT NULL;
ALTER TABLE "VisitNote" DROP COLUMN "dueOn", DROP COLUMN "responsible";
