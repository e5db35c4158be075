-- An event holds what it changed of the union's tally, and every 64th event the whole tally, which was most of a row.
-- Older events keep theirs.
ALTER TABLE "Event" ALTER COLUMN "unionTally" DROP NOT NULL;
ALTER TABLE "Event" ADD COLUMN "unionChange" JSONB;

-- PostgreSQL's timeline, which changes when a standby is promoted. It can be asked of a primary alone.
CREATE FUNCTION wal_timeline() RETURNS integer LANGUAGE sql VOLATILE AS $$
  SELECT ('x' || left(pg_walfile_name(pg_current_wal_insert_lsn()), 8))::bit(32)::integer
$$;

ALTER TABLE "Stream" ADD COLUMN "timeline" INTEGER NOT NULL DEFAULT wal_timeline();

-- A promoted standby may lack the last events of the lost server: what is written from now on is another life of the log,
-- since the same seq may mean another event. Streams whose epoch was begun on this timeline keep it.
CREATE FUNCTION begin_epochs() RETURNS void LANGUAGE sql AS $$
  UPDATE "Stream" SET epoch = gen_random_uuid(), timeline = wal_timeline() WHERE timeline <> wal_timeline()
$$;

-- What turns one tally into another: the new value of each key that differs, null where the key is gone, and of an object
-- only what differs in it.
CREATE FUNCTION tally_change(old_tally jsonb, new_tally jsonb) RETURNS jsonb LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
  RETURN (
    SELECT coalesce(jsonb_object_agg(key, CASE
        WHEN n.value IS NULL THEN 'null'
        WHEN jsonb_typeof(o.value) = 'object' AND jsonb_typeof(n.value) = 'object' THEN tally_change(o.value, n.value)
        ELSE n.value
      END), '{}')
    FROM jsonb_each(old_tally) o FULL JOIN jsonb_each(new_tally) n USING (key)
    WHERE o.value IS DISTINCT FROM n.value
  );
END $$;

-- Squads are locked by id, the stream after them and last of all, so that seq order is commit order. The events of one
-- transaction have one time, that of the database, and each transaction a later one than those before it: a moment names
-- one state of the log. p_at is the time that practice data and tests set instead.
CREATE OR REPLACE FUNCTION append_events(
  p_union uuid, p_actor uuid, p_at timestamptz, p_happened timestamptz, p_client uuid, p_subject uuid, p_events jsonb
) RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
  s record;
  e jsonb;
  v_at timestamptz;
  v_seq integer;
  v_tally jsonb;
  v_next_tally jsonb;
  v_is_whole boolean;
  v_squad uuid;
  v_squad_tally jsonb;
  v_oldest text;
  v_timeline integer := wal_timeline();
BEGIN
  PERFORM 1 FROM "SquadTally"
    WHERE "squadId" IN (SELECT (x ->> 'squadId')::uuid FROM jsonb_array_elements(p_events) x)
    ORDER BY "squadId" FOR UPDATE;
  SELECT * INTO STRICT s FROM "Stream" WHERE "unionId" = p_union FOR UPDATE;
  v_at := date_trunc('milliseconds', CASE WHEN p_at IS NULL
    THEN greatest(s."lastAt" + interval '1 millisecond', clock_timestamp()) ELSE greatest(s."lastAt", p_at) END);
  v_oldest := to_char((v_at AT TIME ZONE 'Asia/Shanghai') - interval '1 day', 'YYYY-MM-DD');
  v_seq := s.head;
  v_tally := s.tally;
  FOR e IN SELECT * FROM jsonb_array_elements(p_events) LOOP
    v_seq := v_seq + 1;
    v_next_tally := tally_prune(tally_add(v_tally, coalesce(e -> 'union', '{}')), v_oldest);
    v_is_whole := v_seq % 64 = 0;
    v_squad := (e ->> 'squadId')::uuid;
    v_squad_tally := NULL;
    IF v_squad IS NOT NULL THEN
      UPDATE "SquadTally" SET tally = tally_prune(tally_add(tally, coalesce(e -> 'squad', '{}')), v_oldest)
        WHERE "squadId" = v_squad RETURNING tally INTO STRICT v_squad_tally;
    END IF;
    INSERT INTO "Event" ("unionId", seq, at, "happenedAt", name, "actorId", "subjectType", "subjectId",
        "squadId", "enterpriseId", facts, "unionTally", "unionChange", "squadTally")
      VALUES (p_union, v_seq, v_at, least(v_at, coalesce((e ->> 'happenedAt')::timestamptz, p_happened)),
        e ->> 'name', p_actor, e ->> 'subjectType', (e ->> 'subjectId')::uuid, v_squad, (e ->> 'enterpriseId')::uuid,
        coalesce(e -> 'facts', '{}'), CASE WHEN v_is_whole THEN v_next_tally END,
        CASE WHEN NOT v_is_whole THEN tally_change(v_tally, v_next_tally) END, v_squad_tally);
    v_tally := v_next_tally;
  END LOOP;
  UPDATE "Stream" SET head = v_seq, "lastAt" = v_at, tally = v_tally, timeline = v_timeline,
      epoch = CASE WHEN timeline = v_timeline THEN epoch ELSE gen_random_uuid() END
    WHERE "unionId" = p_union;
  IF p_client IS NOT NULL THEN
    UPDATE "Receipt" SET "subjectId" = p_subject, "unionId" = p_union, seq = v_seq
      WHERE "actorId" = p_actor AND "clientId" = p_client;
  END IF;
  RETURN v_seq;
END $$;
