-- Each closing of a campaign is a row, so that one that is opened again keeps the figures of its earlier closings.
-- CreateTable
CREATE TABLE "CampaignClosing" (
    "id" UUID NOT NULL,
    "unionId" UUID NOT NULL,
    "campaignId" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "seq" INTEGER NOT NULL,
    "tally" JSONB NOT NULL,
    "reopenedAt" TIMESTAMPTZ(3),
    "reopenReason" TEXT,

    CONSTRAINT "CampaignClosing_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "CampaignClosing_campaignId_seq_key" ON "CampaignClosing"("campaignId", "seq");

-- CreateIndex
CREATE UNIQUE INDEX "CampaignClosing_standing_key" ON "CampaignClosing"("campaignId") WHERE ("reopenedAt" IS NULL);

-- AddForeignKey
ALTER TABLE "CampaignClosing" ADD CONSTRAINT "CampaignClosing_campaignId_fkey" FOREIGN KEY ("campaignId") REFERENCES "Campaign"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- The log knows every closing, also those that were forgotten when the campaign was opened again. Their figures are those of
-- the event before, which follow from the last whole tally and what each event since then has changed of it.
CREATE FUNCTION tally_after_change(tally jsonb, change jsonb) RETURNS jsonb LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
  key text;
  value jsonb;
BEGIN
  FOR key, value IN SELECT * FROM jsonb_each(change) LOOP
    tally := CASE
      WHEN value = 'null' THEN tally - key
      WHEN jsonb_typeof(value) = 'object' AND jsonb_typeof(tally -> key) = 'object'
        THEN tally || jsonb_build_object(key, tally_after_change(tally -> key, value))
      ELSE tally || jsonb_build_object(key, value)
    END;
  END LOOP;
  RETURN tally;
END $$;

CREATE FUNCTION tally_at(p_union uuid, p_seq integer) RETURNS jsonb LANGUAGE plpgsql STABLE AS $$
DECLARE
  e record;
  tally jsonb := '{}';
BEGIN
  FOR e IN SELECT "unionTally", "unionChange" FROM "Event"
    WHERE "unionId" = p_union AND seq BETWEEN p_seq - p_seq % 64 AND p_seq ORDER BY seq
  LOOP
    tally := coalesce(e."unionTally", tally_after_change(tally, e."unionChange"));
  END LOOP;
  RETURN tally;
END $$;

-- Why it was opened again is known of the last time alone.
INSERT INTO "CampaignClosing" (id, "unionId", "campaignId", at, seq, tally, "reopenedAt", "reopenReason")
SELECT gen_random_uuid(), c."unionId", c.id, e."happenedAt", e.seq - 1, tally_at(e."unionId", e.seq - 1), n."happenedAt",
  CASE WHEN n."isLast" THEN c."reopenReason" END
FROM "Campaign" c
JOIN "Event" e ON e."unionId" = c."unionId" AND e."subjectId" = c.id AND e.name = 'campaign.closed'
LEFT JOIN LATERAL (
  SELECT x.name, x."happenedAt", NOT EXISTS (
    SELECT FROM "Event" y
    WHERE y."unionId" = x."unionId" AND y."subjectId" = c.id AND y.name = 'campaign.reopened' AND y.seq > x.seq) AS "isLast"
  FROM "Event" x
  WHERE x."unionId" = e."unionId" AND x."subjectId" = c.id AND x.name IN ('campaign.closed', 'campaign.reopened')
    AND x.seq > e.seq
  ORDER BY x.seq LIMIT 1) n ON true
WHERE n.name = 'campaign.reopened' OR n.name IS NULL AND c.state = 'CLOSED';

DROP FUNCTION tally_at(uuid, integer);
DROP FUNCTION tally_after_change(jsonb, jsonb);

ALTER TABLE "Campaign" DROP COLUMN "closedAt",
DROP COLUMN "closedSeq",
DROP COLUMN "closedTally",
DROP COLUMN "reopenReason";
