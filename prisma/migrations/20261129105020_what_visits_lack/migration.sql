-- Visits that have ended already lack nothing: what counts has counted by the rule of its time.
CREATE TYPE "VisitLack" AS ENUM ('LISTEN', 'ASK', 'CHECKLIST');
ALTER TABLE "Visit" ADD COLUMN "listenSpokenTo" TEXT,
ADD COLUMN "askSpokenTo" TEXT,
ADD COLUMN "missing" "VisitLack"[] DEFAULT ARRAY[]::"VisitLack"[];

-- An item that nobody has looked at says nothing of what is to be put right: the answer before it stands.
CREATE OR REPLACE VIEW "FixDue" AS
  SELECT c.id AS "checkId" FROM "VisitCheck" c JOIN "Visit" v ON v.id = c."visitId"
  WHERE c.answer = 'FIX_BY' AND v.state <> 'VOIDED'
    AND NOT EXISTS (
      SELECT FROM "Visit" o JOIN "VisitCheck" d ON d."visitId" = o.id AND d.item = c.item AND d.answer <> 'NOT_SEEN'
      WHERE o."enterpriseId" = v."enterpriseId" AND o.state <> 'VOIDED'
        AND (coalesce(o."arrivedAt", '-infinity'), o.id) > (coalesce(v."arrivedAt", '-infinity'), v.id));
