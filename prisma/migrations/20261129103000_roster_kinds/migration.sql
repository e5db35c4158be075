-- A roster is of one kind. Those of before are rosters of enterprises.
CREATE TYPE "RosterKind" AS ENUM ('ENTERPRISES', 'HUNDRED', 'SUPPLIERS', 'RESUMPTIONS', 'VISIT_PLAN', 'ACCOUNTS', 'AGENCIES', 'SQUADS');

ALTER TABLE "RosterImport" ADD COLUMN "kind" "RosterKind" NOT NULL DEFAULT 'ENTERPRISES';

-- The rows of all kinds say by `key` how their subject is found, and by `subjectId` which row it is.
UPDATE "RosterImport" SET rows = (
  SELECT coalesce(jsonb_agg(
    (r.value - 'creditCode' - 'enterpriseId')
      || jsonb_build_object('key', r.value -> 'creditCode', 'subjectId', r.value -> 'enterpriseId')
    ORDER BY r.ordinality), '[]')
  FROM jsonb_array_elements(rows) WITH ORDINALITY r
);
