-- The entry of a download is written before its first row leaves, and is given the number of rows when the last one has.
CREATE OR REPLACE FUNCTION keep_audit() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' AND (OLD."unionId" IS NULL OR OLD.at < now() - interval '184 days') THEN
    RETURN OLD;
  END IF;
  IF TG_OP = 'UPDATE' AND OLD.kind = 'DOWNLOAD' AND OLD.rows IS NULL AND to_jsonb(OLD) - 'rows' = to_jsonb(NEW) - 'rows' THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'the audit is append-only';
END $$;
