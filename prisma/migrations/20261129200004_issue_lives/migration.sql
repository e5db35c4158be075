-- CreateEnum
CREATE TYPE "Urgency" AS ENUM ('LOW', 'MEDIUM', 'HIGH', 'EMERGENCY');

-- CreateEnum
CREATE TYPE "IssueState" AS ENUM ('UNASSIGNED', 'ASSIGNED', 'TAKEN', 'ANSWERED', 'PARKED', 'CLOSED', 'VOIDED', 'MERGED');

-- CreateEnum
CREATE TYPE "CallBackResult" AS ENUM ('SOLVED', 'PARTLY', 'NOT_SOLVED');

-- CreateEnum
CREATE TYPE "PartState" AS ENUM ('ASSIGNED', 'TAKEN', 'ANSWERED', 'RETURNED', 'ENDED');

-- CreateEnum
CREATE TYPE "IssueEntryKind" AS ENUM ('INSTRUCTION', 'RETURN', 'ANSWER', 'CALL_BACK', 'CLOSING', 'REOPENING', 'PARKING', 'EDIT', 'VOIDING', 'MERGING', 'NOTE');

-- AlterEnum
ALTER TYPE "IssueStatus" ADD VALUE 'VOIDED';

-- AlterTable
ALTER TABLE "Enterprise" ADD COLUMN     "agencyIds" UUID[] DEFAULT ARRAY[]::UUID[];

-- AlterTable
ALTER TABLE "Issue" ADD COLUMN     "agencyIds" UUID[] DEFAULT ARRAY[]::UUID[],
ADD COLUMN     "callBackResult" "CallBackResult",
ADD COLUMN     "calledBackAt" TIMESTAMPTZ(3),
ADD COLUMN     "comebacks" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "isEmergency" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "mergedIntoId" UUID,
ADD COLUMN     "number" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "proposedAgencyId" UUID,
ADD COLUMN     "returns" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "reviewOn" DATE,
ADD COLUMN     "splitFromId" UUID,
ADD COLUMN     "state" "IssueState" NOT NULL DEFAULT 'UNASSIGNED',
ADD COLUMN     "stateAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
ADD COLUMN     "urgency" "Urgency" NOT NULL DEFAULT 'LOW',
ADD COLUMN     "year" INTEGER NOT NULL DEFAULT 0;

-- CreateTable
CREATE TABLE "IssuePart" (
    "id" UUID NOT NULL,
    "unionId" UUID NOT NULL,
    "issueId" UUID NOT NULL,
    "agencyId" UUID NOT NULL,
    "leads" BOOLEAN NOT NULL,
    "state" "PartState" NOT NULL DEFAULT 'ASSIGNED',
    "assignedAt" TIMESTAMPTZ(3) NOT NULL,
    "takenAt" TIMESTAMPTZ(3),
    "answeredAt" TIMESTAMPTZ(3),
    "endedAt" TIMESTAMPTZ(3),
    "handlerIds" UUID[] DEFAULT ARRAY[]::UUID[],

    CONSTRAINT "IssuePart_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "IssueEntry" (
    "id" UUID NOT NULL,
    "issueId" UUID NOT NULL,
    "kind" "IssueEntryKind" NOT NULL,
    "text" TEXT NOT NULL,
    "isInternal" BOOLEAN NOT NULL DEFAULT false,
    "agencyId" UUID,
    "actorId" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "IssueEntry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "IssueRoute" (
    "id" UUID NOT NULL,
    "unionId" UUID NOT NULL,
    "category" "IssueCategory" NOT NULL,
    "zoneId" UUID,
    "agencyId" UUID NOT NULL,

    CONSTRAINT "IssueRoute_pkey" PRIMARY KEY ("id")
);

-- Gives an issue the next number of its year in its union, by Beijing time. The lock lasts until the end of the transaction, so
-- that no two get the same one and none is left out. A row that brings its number keeps it: a backup is loaded so.
CREATE FUNCTION issue_number() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.year := extract(year FROM NEW."openedAt" AT TIME ZONE 'Asia/Shanghai');
  PERFORM pg_advisory_xact_lock(7431895, hashtext(NEW."unionId"::text || NEW.year));
  SELECT coalesce(max(number), 0) + 1 INTO NEW.number
  FROM "Issue" WHERE "unionId" = NEW."unionId" AND year = NEW.year;
  RETURN NEW;
END $$;

CREATE TRIGGER issue_number BEFORE INSERT ON "Issue" FOR EACH ROW WHEN (NEW.number = 0) EXECUTE FUNCTION issue_number();

-- The issues that are there already: their numbers in the order in which they were entered, and where they stand.
UPDATE "Issue" i SET
  year = n.year,
  number = n.number,
  "agencyIds" = CASE WHEN i."agencyId" IS NULL THEN '{}' ELSE ARRAY[i."agencyId"] END,
  state = CASE
    WHEN i.status = 'CLOSED' THEN 'CLOSED' WHEN i."agencyId" IS NULL THEN 'UNASSIGNED' ELSE 'ASSIGNED' END::"IssueState",
  "stateAt" = coalesce(i."closedAt", i."openedAt"),
  urgency = CASE WHEN i.kind = 'BLOCKAGE' THEN 'HIGH' ELSE i.severity::text END::"Urgency"
FROM (
  SELECT id, y AS year, row_number() OVER (PARTITION BY "unionId", y ORDER BY id) AS number
  FROM (SELECT id, "unionId", extract(year FROM "openedAt" AT TIME ZONE 'Asia/Shanghai')::int AS y FROM "Issue") own
) n WHERE n.id = i.id;

INSERT INTO "IssuePart" (id, "unionId", "issueId", "agencyId", leads, state, "assignedAt", "endedAt")
SELECT gen_random_uuid(), "unionId", id, "agencyId", true,
  CASE status WHEN 'OPEN' THEN 'ASSIGNED' ELSE 'ENDED' END::"PartState", "openedAt", "closedAt"
FROM "Issue" WHERE "agencyId" IS NOT NULL;

UPDATE "Enterprise" e SET "agencyIds" = own.ids
FROM (
  SELECT "enterpriseId", array_agg(DISTINCT "agencyId") AS ids FROM "Issue"
  WHERE status = 'OPEN' AND "agencyId" IS NOT NULL GROUP BY 1
) own WHERE own."enterpriseId" = e.id;

UPDATE "Stream" s SET tally = tally_add(s.tally, own.figures)
FROM (
  SELECT "unionId", jsonb_build_object(
    'redIssues', count(*) FILTER (WHERE urgency >= 'HIGH'),
    'issueStates', jsonb_build_object(
      'UNASSIGNED', count(*) FILTER (WHERE state = 'UNASSIGNED'),
      'ASSIGNED', count(*) FILTER (WHERE state = 'ASSIGNED'))) AS figures
  FROM "Issue" WHERE status = 'OPEN' GROUP BY 1
) own WHERE own."unionId" = s."unionId";

-- CreateIndex
CREATE INDEX "IssuePart_issueId_id_idx" ON "IssuePart"("issueId", "id");

-- CreateIndex
CREATE INDEX "IssuePart_agencyId_state_id_idx" ON "IssuePart"("agencyId", "state", "id");

-- CreateIndex
CREATE INDEX "IssuePart_unionId_idx" ON "IssuePart"("unionId");

-- CreateIndex
CREATE INDEX "IssueEntry_issueId_id_idx" ON "IssueEntry"("issueId", "id");

-- CreateIndex
CREATE INDEX "IssueEntry_agencyId_idx" ON "IssueEntry"("agencyId");

-- CreateIndex
CREATE INDEX "IssueEntry_actorId_idx" ON "IssueEntry"("actorId");

-- CreateIndex
CREATE INDEX "IssueRoute_zoneId_idx" ON "IssueRoute"("zoneId");

-- CreateIndex
CREATE INDEX "IssueRoute_agencyId_idx" ON "IssueRoute"("agencyId");

-- CreateIndex
CREATE UNIQUE INDEX "IssueRoute_unionId_category_zoneId_key" ON "IssueRoute"("unionId", "category", "zoneId");

-- CreateIndex
CREATE INDEX "Enterprise_agencyIds_idx" ON "Enterprise" USING GIN ("agencyIds");

-- CreateIndex
CREATE INDEX "Issue_agencyIds_idx" ON "Issue" USING GIN ("agencyIds");

-- CreateIndex
CREATE INDEX "Issue_proposedAgencyId_idx" ON "Issue"("proposedAgencyId");

-- CreateIndex
CREATE INDEX "Issue_mergedIntoId_idx" ON "Issue"("mergedIntoId");

-- CreateIndex
CREATE INDEX "Issue_splitFromId_idx" ON "Issue"("splitFromId");

-- CreateIndex
CREATE INDEX "Issue_unionId_state_id_idx" ON "Issue"("unionId", "state", "id");

-- CreateIndex
CREATE INDEX "Issue_unionId_status_reviewOn_idx" ON "Issue"("unionId", "status", "reviewOn");

-- CreateIndex
CREATE INDEX "Issue_open_by_urgency_idx" ON "Issue"("unionId", "urgency" DESC, "openedAt", "id") WHERE (status = 'OPEN');

-- CreateIndex
CREATE UNIQUE INDEX "Issue_unionId_year_number_key" ON "Issue"("unionId", "year", "number");

-- AddForeignKey
ALTER TABLE "Issue" ADD CONSTRAINT "Issue_proposedAgencyId_fkey" FOREIGN KEY ("proposedAgencyId") REFERENCES "Agency"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Issue" ADD CONSTRAINT "Issue_mergedIntoId_fkey" FOREIGN KEY ("mergedIntoId") REFERENCES "Issue"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Issue" ADD CONSTRAINT "Issue_splitFromId_fkey" FOREIGN KEY ("splitFromId") REFERENCES "Issue"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "IssuePart" ADD CONSTRAINT "IssuePart_unionId_fkey" FOREIGN KEY ("unionId") REFERENCES "TradeUnion"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "IssuePart" ADD CONSTRAINT "IssuePart_issueId_fkey" FOREIGN KEY ("issueId") REFERENCES "Issue"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "IssuePart" ADD CONSTRAINT "IssuePart_agencyId_fkey" FOREIGN KEY ("agencyId") REFERENCES "Agency"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "IssueEntry" ADD CONSTRAINT "IssueEntry_issueId_fkey" FOREIGN KEY ("issueId") REFERENCES "Issue"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "IssueEntry" ADD CONSTRAINT "IssueEntry_agencyId_fkey" FOREIGN KEY ("agencyId") REFERENCES "Agency"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "IssueEntry" ADD CONSTRAINT "IssueEntry_actorId_fkey" FOREIGN KEY ("actorId") REFERENCES "Account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "IssueRoute" ADD CONSTRAINT "IssueRoute_unionId_fkey" FOREIGN KEY ("unionId") REFERENCES "TradeUnion"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "IssueRoute" ADD CONSTRAINT "IssueRoute_zoneId_fkey" FOREIGN KEY ("zoneId") REFERENCES "Zone"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "IssueRoute" ADD CONSTRAINT "IssueRoute_agencyId_fkey" FOREIGN KEY ("agencyId") REFERENCES "Agency"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

