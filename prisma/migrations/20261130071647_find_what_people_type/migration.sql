-- What enterprises and issues are found by. The old column had the name and the credit code together, so that whoever may not read
-- a code could search by parts of it; it is made anew from the name alone. A table of a million rows gets its columns at once, and
-- the job `fillSearch` fills them: pinyin is not known to PostgreSQL.
ALTER TABLE "Enterprise" DROP COLUMN "grams";
ALTER TABLE "Enterprise" ADD COLUMN "grams" TEXT[],
ADD COLUMN "codeParts" TEXT[],
ADD COLUMN "phoneParts" TEXT[],
ADD COLUMN "pinyin" INTEGER[],
ADD COLUMN "plainName" TEXT COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE "Issue" ADD COLUMN "plainTitle" TEXT COLLATE "C" NOT NULL DEFAULT '';

CREATE TABLE "SearchFill" (
    "table" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "after" UUID,

    CONSTRAINT "SearchFill_pkey" PRIMARY KEY ("table")
);

CREATE INDEX "Enterprise_grams_idx" ON "Enterprise" USING GIN ("grams");
CREATE INDEX "Enterprise_pinyin_idx" ON "Enterprise" USING GIN ("pinyin");
CREATE INDEX "Enterprise_codeParts_idx" ON "Enterprise" USING GIN ("codeParts");
CREATE INDEX "Enterprise_phoneParts_idx" ON "Enterprise" USING GIN ("phoneParts");

-- The characters and neighbouring pairs of a text that is plain already, as gramsOf in server/platform/search.ts makes them.
DROP FUNCTION grams_of(text);
CREATE FUNCTION grams_of(plain text) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT coalesce(array_agg(DISTINCT gram), '{}')
  FROM generate_series(1, char_length(plain)) AS i, LATERAL (VALUES (substr(plain, i, 1)), (substr(plain, i, 2))) AS g(gram)
$$;

-- Each four digits of a phone number that stand together, as partsOf in server/platform/search.ts makes them.
CREATE FUNCTION parts_of(phone text) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT coalesce(array_agg(DISTINCT substr(digits, i, 4)), '{}')
  FROM (SELECT regexp_replace(normalize(phone, NFKC), '[^0-9]', '', 'g') AS digits) AS d, LATERAL generate_series(1, char_length(digits) - 3) AS i
$$;

-- Contacts are written in many ways, alone and by thousands; whichever it is, their numbers find the enterprise.
CREATE FUNCTION phone_parts(enterprise uuid) RETURNS text[] LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT coalesce(array_agg(DISTINCT part), '{}') FROM "Contact" c, LATERAL unnest(parts_of(c.phone)) AS part
  WHERE c."enterpriseId" = enterprise
$$;
CREATE FUNCTION keep_phone_parts() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE "Enterprise" e SET "phoneParts" = phone_parts(e.id)
  WHERE e.id IN (SELECT "enterpriseId" FROM written) AND e."phoneParts" IS DISTINCT FROM phone_parts(e.id);
  RETURN NULL;
END $$;
CREATE TRIGGER contact_inserted AFTER INSERT ON "Contact" REFERENCING NEW TABLE AS written
  FOR EACH STATEMENT EXECUTE FUNCTION keep_phone_parts();
CREATE TRIGGER contact_updated AFTER UPDATE ON "Contact" REFERENCING NEW TABLE AS written
  FOR EACH STATEMENT EXECUTE FUNCTION keep_phone_parts();
CREATE TRIGGER contact_deleted AFTER DELETE ON "Contact" REFERENCING OLD TABLE AS written
  FOR EACH STATEMENT EXECUTE FUNCTION keep_phone_parts();
