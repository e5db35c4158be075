-- An event says that its time is a guess, where the clock that gave it was set meanwhile.
ALTER TABLE "Event" ADD COLUMN "timeInDoubt" BOOLEAN NOT NULL DEFAULT false;

-- As before; besides, each event says so where its time is in doubt.
CREATE OR REPLACE FUNCTION append_events(
  p_union uuid, p_actor uuid, p_at timestamptz, p_happened timestamptz, p_client uuid, p_subject uuid, p_events jsonb,
  p_rank "CommandRank" DEFAULT NULL
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
  v_own_squad uuid := (SELECT "squadId" FROM "Account" WHERE id = p_actor);
  v_duties "Duty"[];
BEGIN
  PERFORM 1 FROM "SquadTally"
    WHERE "squadId" IN (
      SELECT (x ->> 'squadId')::uuid FROM jsonb_array_elements(p_events) x UNION ALL SELECT v_own_squad)
    ORDER BY "squadId" FOR UPDATE;
  SELECT * INTO STRICT s FROM "Stream" WHERE "unionId" = p_union FOR UPDATE;
  v_duties := coalesce((
    SELECT m.duties FROM "Account" a JOIN "SquadMember" m ON m.id = a."memberId"
    WHERE v_own_squad IS NOT NULL AND a.id = p_actor), '{}');
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
      UPDATE "SquadTally" SET tally = tally_prune(tally_add(tally, coalesce(e -> 'squad', '{}')), v_oldest),
          "heardAt" = CASE WHEN v_squad = v_own_squad THEN v_at ELSE "heardAt" END
        WHERE "squadId" = v_squad RETURNING tally INTO STRICT v_squad_tally;
    END IF;
    INSERT INTO "Event" ("unionId", seq, at, "happenedAt", name, "actorId", "actorRank", "actorDuties", "subjectType", "subjectId",
        "squadId", "enterpriseId", "timeInDoubt", facts, "unionTally", "unionChange", "squadTally")
      VALUES (p_union, v_seq, v_at, least(v_at, coalesce((e ->> 'happenedAt')::timestamptz, p_happened)),
        e ->> 'name', p_actor, p_rank, v_duties, e ->> 'subjectType', (e ->> 'subjectId')::uuid, v_squad,
        (e ->> 'enterpriseId')::uuid, coalesce((e ->> 'timeInDoubt')::boolean, false), coalesce(e -> 'facts', '{}'), CASE WHEN v_is_whole THEN v_next_tally END,
        CASE WHEN NOT v_is_whole THEN tally_change(v_tally, v_next_tally) END, v_squad_tally);
    v_tally := v_next_tally;
  END LOOP;
  UPDATE "SquadTally" SET "heardAt" = v_at WHERE "squadId" = v_own_squad AND "heardAt" IS DISTINCT FROM v_at;
  UPDATE "Stream" SET head = v_seq, "lastAt" = v_at, tally = v_tally, timeline = v_timeline,
      epoch = CASE WHEN timeline = v_timeline THEN epoch ELSE gen_random_uuid() END
    WHERE "unionId" = p_union;
  IF p_client IS NOT NULL THEN
    UPDATE "Receipt" SET "subjectId" = p_subject, "unionId" = p_union, seq = v_seq
      WHERE "actorId" = p_actor AND "clientId" = p_client;
  END IF;
  RETURN v_seq;
END $$;
