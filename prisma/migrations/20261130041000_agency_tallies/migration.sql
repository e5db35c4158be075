-- the tally of a union holds how many open issues each agency leads
UPDATE "Stream" s SET tally = s.tally || jsonb_build_object('agencyIssues', own.figures)
FROM (
  SELECT "unionId", jsonb_object_agg("agencyId", issues) AS figures
  FROM (
    SELECT "unionId", "agencyId", count(*) AS issues FROM "Issue"
    WHERE status = 'OPEN' AND "agencyId" IS NOT NULL GROUP BY 1, 2
  ) each GROUP BY 1
) own WHERE own."unionId" = s."unionId";
