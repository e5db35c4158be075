-- What is still due after a visit. It depends on the other visits to the enterprise, so it is a view and is never stored. A list
-- joins it by the id of the row that it has found by its day, and it reads the few visits of that enterprise by their index.
CREATE VIEW "FollowUpDue" AS
  SELECT v.id AS "visitId" FROM "Visit" v
  WHERE v."followUpOn" IS NOT NULL AND v.state <> 'VOIDED'
    AND NOT EXISTS (
      SELECT FROM "Visit" o WHERE o."enterpriseId" = v."enterpriseId" AND o.state IN ('ARRIVED', 'FINISHED')
        AND (coalesce(o."arrivedAt", '-infinity'), o.id) > (coalesce(v."arrivedAt", '-infinity'), v.id))
    AND NOT EXISTS (SELECT FROM "Visit" o WHERE o."continuesId" = v.id AND o.state NOT IN ('SKIPPED', 'VOIDED'));

CREATE VIEW "FixDue" AS
  SELECT c.id AS "checkId" FROM "VisitCheck" c JOIN "Visit" v ON v.id = c."visitId"
  WHERE c.answer = 'FIX_BY' AND v.state <> 'VOIDED'
    AND NOT EXISTS (
      SELECT FROM "Visit" o JOIN "VisitCheck" d ON d."visitId" = o.id AND d.item = c.item
      WHERE o."enterpriseId" = v."enterpriseId" AND o.state <> 'VOIDED'
        AND (coalesce(o."arrivedAt", '-infinity'), o.id) > (coalesce(v."arrivedAt", '-infinity'), v.id));
