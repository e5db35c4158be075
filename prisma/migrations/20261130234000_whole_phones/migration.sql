-- Enterprises are found by whole phone numbers alone: by parts of one its masked digits could be found out. So that no
-- column beside the contacts has to be kept, an index has their numbers as phone_key makes them of what was entered or typed.
DROP TRIGGER contact_inserted ON "Contact";
DROP TRIGGER contact_updated ON "Contact";
DROP TRIGGER contact_deleted ON "Contact";
DROP FUNCTION keep_phone_parts();
DROP FUNCTION phone_parts(uuid);
DROP FUNCTION parts_of(text);
ALTER TABLE "Enterprise" DROP COLUMN "phoneParts";

-- The digits of a phone number without the number of the country and the zero before an area.
CREATE FUNCTION phone_key(phone text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT regexp_replace(regexp_replace(normalize(phone, NFKC), '[^0-9]', '', 'g'), '^(?:(?:00)?86(?=[0-9]{10}))?0?', '')
$$;
CREATE INDEX "Contact_phone_key_idx" ON "Contact" (phone_key(phone)) WHERE phone <> '';
