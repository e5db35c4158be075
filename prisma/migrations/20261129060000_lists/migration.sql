-- What the lists are narrowed by besides: ranges of days, and what is there or not.
CREATE INDEX "Enterprise_unionId_resumption_resumptionOn_idx" ON "Enterprise"("unionId", "resumption", "resumptionOn");
CREATE INDEX "Issue_unionId_openedAt_id_idx" ON "Issue"("unionId", "openedAt", "id");
CREATE INDEX "Issue_unionId_closedAt_idx" ON "Issue"("unionId", "closedAt");
CREATE INDEX "SupplyOrder_gap_idx" ON "SupplyOrder"("unionId", "id", "itemId") WHERE (reserved < requested AND "cancelledAt" IS NULL);
CREATE INDEX "SupplyOrder_no_gap_idx" ON "SupplyOrder"("unionId", "id", "itemId", "cancelledAt") WHERE (reserved >= requested OR "cancelledAt" IS NOT NULL);
CREATE INDEX "SupplyOrder_unionId_createdAt_id_idx" ON "SupplyOrder"("unionId", "createdAt", "id");
CREATE INDEX "Visit_unionId_followUpOn_idx" ON "Visit"("unionId", "followUpOn");
CREATE INDEX "Visit_follow_up_idx" ON "Visit"("unionId") WHERE ("followUp" > '' OR "followUpOn" IS NOT NULL);
CREATE INDEX "VisitCheck_fixBy_idx" ON "VisitCheck"("fixBy");

-- Issues are searched by their title and their enterprise's name, as enterprises are by theirs. The function makes the same
-- of a text as gramsOf in server/platform/search.ts; its collation knows the letters of all languages, whatever the database's.
CREATE FUNCTION grams_of(content text) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT coalesce(array_agg(DISTINCT gram), '{}')
  FROM regexp_matches(upper(normalize(content, NFKC) COLLATE "und-x-icu"), '[[:alnum:]〇]+', 'g') AS m(word),
    LATERAL generate_series(1, char_length(word[1])) AS i,
    LATERAL (VALUES (substr(word[1], i, 1)), (substr(word[1], i, 2))) AS g(gram)
$$;
ALTER TABLE "Issue" ADD COLUMN "grams" TEXT[];
UPDATE "Issue" i SET "grams" = grams_of(i."title" || ' ' || e."name") FROM "Enterprise" e WHERE e.id = i."enterpriseId";
CREATE INDEX "Issue_grams_idx" ON "Issue" USING GIN ("grams");

-- The orders that a list of any length has. Names are in the order of Chinese dictionaries, which is that of ICU for zh.
ALTER TABLE "Enterprise" ALTER COLUMN "name" TYPE TEXT COLLATE "zh-x-icu";
CREATE INDEX "Enterprise_unionId_name_id_idx" ON "Enterprise"("unionId", "name", "id");
CREATE INDEX "Issue_unionId_status_openedAt_id_idx" ON "Issue"("unionId", "status", "openedAt", "id");
DROP INDEX "Visit_unionId_finishedAt_idx";
CREATE INDEX "Visit_unionId_finishedAt_id_idx" ON "Visit"("unionId", "finishedAt", "id");
