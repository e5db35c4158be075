-- Names for lists of the desk, a person's own and shared ones.
-- CreateEnum
CREATE TYPE "ViewList" AS ENUM ('ENTERPRISES', 'VISITS', 'ISSUES', 'SUPPLY_ORDERS', 'SUPPLIERS', 'ACCOUNTS', 'TOKENS');

-- CreateTable
CREATE TABLE "View" (
    "id" UUID NOT NULL,
    "unionId" UUID NOT NULL,
    "ownerId" UUID NOT NULL,
    "list" "ViewList" NOT NULL,
    "name" TEXT NOT NULL,
    "address" TEXT NOT NULL,
    "isShared" BOOLEAN NOT NULL DEFAULT false,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "View_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "View_shared_idx" ON "View"("unionId", "list", "name") WHERE ("isShared");

-- CreateIndex
CREATE UNIQUE INDEX "View_ownerId_list_name_key" ON "View"("ownerId", "list", "name");

-- AddForeignKey
ALTER TABLE "View" ADD CONSTRAINT "View_unionId_fkey" FOREIGN KEY ("unionId") REFERENCES "TradeUnion"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "View" ADD CONSTRAINT "View_ownerId_fkey" FOREIGN KEY ("ownerId") REFERENCES "Account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What has happened at an enterprise, newest first. Histories of other rows have the index of subjects.
CREATE INDEX "Event_of_enterprise_idx" ON "Event"("enterpriseId", "seq") WHERE ("enterpriseId" IS NOT NULL);

-- When each squad was last heard of: the newest event that an account of it has caused. It stands beside the figures, which
-- are found and locked anyway, so that no index of all events by their authors is needed.
ALTER TABLE "SquadTally" ADD COLUMN "heardAt" TIMESTAMPTZ(3);
UPDATE "SquadTally" t SET "heardAt" = h.at FROM (
  SELECT a."squadId", max(e.at) AS at FROM "Event" e JOIN "Account" a ON a.id = e."actorId"
  WHERE a."squadId" IS NOT NULL GROUP BY a."squadId") h
WHERE h."squadId" = t."squadId";

-- As before; besides, it notes that the squad of whoever caused the events was heard of.
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
  v_own_squad uuid := (SELECT "squadId" FROM "Account" WHERE id = p_actor);
BEGIN
  PERFORM 1 FROM "SquadTally"
    WHERE "squadId" IN (
      SELECT (x ->> 'squadId')::uuid FROM jsonb_array_elements(p_events) x UNION ALL SELECT v_own_squad)
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
      UPDATE "SquadTally" SET tally = tally_prune(tally_add(tally, coalesce(e -> 'squad', '{}')), v_oldest),
          "heardAt" = CASE WHEN v_squad = v_own_squad THEN v_at ELSE "heardAt" END
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
