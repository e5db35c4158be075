-- The event log: tallies, seq and event are written by one statement at the end of a rule's transaction.

-- Numbers are added, objects merged, null removes, anything else replaces; zero and empty are absence.
CREATE FUNCTION tally_add(base jsonb, delta jsonb) RETURNS jsonb LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
  key text;
  value jsonb;
  next jsonb;
BEGIN
  FOR key, value IN SELECT * FROM jsonb_each(delta) LOOP
    next := CASE jsonb_typeof(value)
      WHEN 'number' THEN to_jsonb(coalesce((base ->> key)::numeric, 0) + (value #>> '{}')::numeric)
      WHEN 'object' THEN tally_add(coalesce(base -> key, '{}'), value)
      ELSE value
    END;
    IF next IN ('0', 'null', '{}', '[]') THEN
      base := base - key;
    ELSE
      base := base || jsonb_build_object(key, next);
    END IF;
  END LOOP;
  RETURN base;
END $$;

-- What is counted by day is kept for yesterday, today and the days to come; older days stand in older events.
CREATE FUNCTION tally_prune(tally jsonb, oldest text) RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE WHEN tally ? 'days' THEN
    (tally - 'days') || coalesce(
      (SELECT jsonb_build_object('days', jsonb_object_agg(d.key, d.value))
       FROM jsonb_each(tally -> 'days') d WHERE d.key >= oldest HAVING count(*) > 0), '{}')
  ELSE tally END
$$;

-- Squads are locked by id, the stream after them and last of all, so that seq order is commit order.
CREATE FUNCTION append_events(
  p_union uuid, p_actor uuid, p_at timestamptz, p_happened timestamptz, p_client uuid, p_subject uuid, p_events jsonb
) RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
  s record;
  e jsonb;
  v_at timestamptz;
  v_seq integer;
  v_tally jsonb;
  v_squad uuid;
  v_squad_tally jsonb;
  v_oldest text;
BEGIN
  PERFORM 1 FROM "SquadTally"
    WHERE "squadId" IN (SELECT (x ->> 'squadId')::uuid FROM jsonb_array_elements(p_events) x)
    ORDER BY "squadId" FOR UPDATE;
  SELECT * INTO STRICT s FROM "Stream" WHERE "unionId" = p_union FOR UPDATE;
  v_at := date_trunc('milliseconds', greatest(s."lastAt", coalesce(p_at, clock_timestamp())));
  v_oldest := to_char((v_at AT TIME ZONE 'Asia/Shanghai') - interval '1 day', 'YYYY-MM-DD');
  v_seq := s.head;
  v_tally := tally_prune(s.tally, v_oldest);
  FOR e IN SELECT * FROM jsonb_array_elements(p_events) LOOP
    v_seq := v_seq + 1;
    v_tally := tally_prune(tally_add(v_tally, coalesce(e -> 'union', '{}')), v_oldest);
    v_squad := (e ->> 'squadId')::uuid;
    v_squad_tally := NULL;
    IF v_squad IS NOT NULL THEN
      UPDATE "SquadTally" SET tally = tally_prune(tally_add(tally, coalesce(e -> 'squad', '{}')), v_oldest)
        WHERE "squadId" = v_squad RETURNING tally INTO STRICT v_squad_tally;
    END IF;
    INSERT INTO "Event" ("unionId", seq, at, "happenedAt", name, "actorId", "subjectType", "subjectId",
        "squadId", "enterpriseId", facts, "unionTally", "squadTally")
      VALUES (p_union, v_seq, v_at, coalesce((e ->> 'happenedAt')::timestamptz, p_happened, v_at), e ->> 'name', p_actor,
        e ->> 'subjectType', (e ->> 'subjectId')::uuid, v_squad, (e ->> 'enterpriseId')::uuid,
        coalesce(e -> 'facts', '{}'), v_tally, v_squad_tally);
  END LOOP;
  UPDATE "Stream" SET head = v_seq, "lastAt" = v_at, tally = v_tally WHERE "unionId" = p_union;
  IF p_client IS NOT NULL THEN
    UPDATE "Receipt" SET "subjectId" = p_subject, "unionId" = p_union, seq = v_seq
      WHERE "actorId" = p_actor AND "clientId" = p_client;
  END IF;
  RETURN v_seq;
END $$;

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the event log is append-only';
END $$;

CREATE TRIGGER event_append_only BEFORE UPDATE OR DELETE ON "Event" FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER event_no_truncate BEFORE TRUNCATE ON "Event" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
