import pg from 'pg'
import { Prisma } from '#codegen/prisma/client.ts'
import { databaseUrl } from '#server/postgres/db.ts'
import type { Ids } from './fill.ts'

/**
 * Gives each issue of a filled world a life, the newest last: a fifth is open, in every state, some overdue or escalated; most are
 * closed, a few voided. Each has the parts of one agency or two, words, events, and some have reminders and measures.
 */
export async function fillLives({ unionId, agencies }: Ids, accountId: string): Promise<void> {
  // a statement over all rows takes longer than those of the application may
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    await fill(({ text, values }) => client.query(text, values), { unionId, agencies, accountId })
  } finally {
    await client.end()
  }
}

type Run = (statement: Prisma.Sql) => Promise<unknown>

async function fill(
  run: Run,
  { unionId, agencies, accountId }: Pick<Ids, 'unionId' | 'agencies'> & { accountId: string },
) {
  const [lead, support] = agencies as [string, string]
  await run(Prisma.sql`
    UPDATE "Issue" i SET
      state = l.state::"IssueState",
      status = CASE l.state WHEN 'CLOSED' THEN 'CLOSED' WHEN 'VOIDED' THEN 'VOIDED' ELSE 'OPEN' END::"IssueStatus",
      severity = l.severity::"Severity",
      urgency = CASE WHEN l."isEmergency" THEN 'EMERGENCY' WHEN i.kind = 'BLOCKAGE' THEN 'HIGH' ELSE l.severity END::"Urgency",
      "isEmergency" = l."isEmergency",
      "openedAt" = l."openedAt", "stateAt" = l."openedAt" + interval '1 day',
      "closedAt" = CASE WHEN l.state = 'CLOSED' THEN l."openedAt" + interval '3 days' END,
      "agencyId" = CASE WHEN l.state <> 'UNASSIGNED' THEN l.lead END,
      "agencyIds" = CASE WHEN l.state = 'UNASSIGNED' THEN '{}' WHEN n % 5 = 0 THEN ${[lead, support]}::uuid[] ELSE ARRAY[l.lead] END,
      "proposedAgencyId" = CASE WHEN l.state = 'UNASSIGNED' AND n % 3 = 0 THEN l.lead END,
      returns = n / 7 % 4,
      "reviewOn" = CASE WHEN l.state = 'PARKED' THEN current_date + (n % 60 - 30)::int END,
      "waitsFor" = CASE WHEN l.state = 'PARKED' THEN 'SUPERIOR'::"WaitsFor" END,
      "takeBy" = l."openedAt" + interval '1 day', "doneBy" = l."openedAt" + interval '5 days',
      "clockStep" = CASE WHEN l.state IN ('UNASSIGNED', 'ASSIGNED', 'TAKEN') THEN n / 3 % 5 ELSE 0 END,
      "alarmAt" = CASE WHEN l.state IN ('UNASSIGNED', 'ASSIGNED', 'TAKEN') THEN now() + interval '1 year' END
    FROM (
      SELECT id, n, n % 500 = 3 AS "isEmergency",
        now() - (count(*) OVER () - n) * interval '730 days' / count(*) OVER () AS "openedAt",
        CASE WHEN n % 7 = 0 THEN 'HIGH' WHEN n % 7 < 3 THEN 'MEDIUM' ELSE 'LOW' END AS severity,
        (${[lead, support]}::uuid[])[n / 11 % 2 + 1] AS lead,
        CASE WHEN n % 100 >= 22 THEN 'CLOSED' WHEN n % 100 >= 20 THEN 'VOIDED' ELSE
          (ARRAY['UNASSIGNED', 'UNASSIGNED', 'ASSIGNED', 'ASSIGNED', 'TAKEN', 'TAKEN', 'TAKEN', 'ANSWERED', 'PARKED', 'PARKED'])[n / 100 % 10 + 1]
        END AS state
      FROM (SELECT id, row_number() OVER (ORDER BY id) AS n FROM "Issue") r
    ) l WHERE l.id = i.id`)
  await run(Prisma.sql`
    INSERT INTO "IssuePart" (id, "unionId", "issueId", "agencyId", leads, state, "assignedAt", "takenAt", "answeredAt", "handlerIds")
    SELECT uuidv7(), "unionId", id, agency, agency = "agencyId",
      CASE state WHEN 'ASSIGNED' THEN 'ASSIGNED' WHEN 'TAKEN' THEN 'TAKEN' ELSE 'ANSWERED' END::"PartState",
      "openedAt", "openedAt", "openedAt", ARRAY[${accountId}::uuid]
    FROM "Issue", unnest("agencyIds") agency`)
  await run(Prisma.sql`
    INSERT INTO "IssueEntry" (id, "issueId", kind, text, "isInternal", "agencyId", "actorId", at)
    SELECT uuidv7(), i.id, said::"IssueEntryKind", '三个工作日内办好,已电话告知企业。', said = 'NOTE', i."agencyId", ${accountId}::uuid, i."openedAt"
    FROM "Issue" i, unnest(ARRAY['INSTRUCTION', 'NOTE', 'ANSWER', 'CLOSING']) said
    WHERE said <> 'CLOSING' OR i.state = 'CLOSED'`)
  await run(Prisma.sql`
    INSERT INTO "Reminder" (id, "unionId", "accountId", "issueId", kind, at, "ringsAt", "acknowledgedAt")
    SELECT uuidv7(), "unionId", ${accountId}::uuid, id, told::"ReminderKind", "openedAt", "openedAt",
      CASE WHEN status <> 'OPEN' THEN "openedAt" END
    FROM "Issue", unnest(ARRAY['ANSWERED', 'OVERDUE']) told WHERE told = 'ANSWERED' OR "clockStep" >= 2`)
  await run(Prisma.sql`
    WITH made AS (
      INSERT INTO "Measure" (id, "unionId", "enterpriseId", "agencyId", "agencyIds", what, form, "dueOn", state, result, "recordedAt", "endedAt")
      SELECT id, "unionId", "enterpriseId", "agencyId", "agencyIds", '协调房东缓缴', '协调房东缓缴', "openedAt"::date,
        CASE status WHEN 'OPEN' THEN 'OPEN' ELSE 'DONE' END::"MeasureState",
        CASE status WHEN 'OPEN' THEN NULL ELSE 'WORKED' END::"MeasureResult", "openedAt", "closedAt"
      FROM "Issue" WHERE number % 5 = 0 RETURNING id
    ) INSERT INTO "MeasureIssue" ("measureId", "issueId") SELECT id, id FROM made`)
  await fillEvents(run, unionId, accountId)
  await run(Prisma.sql`
    UPDATE "Enterprise" e SET "openIssues" = (SELECT count(*) FROM "Issue" i WHERE i."enterpriseId" = e.id AND status = 'OPEN')`)
  await run(Prisma.sql`VACUUM (ANALYZE)`)
}

/** What has happened to each issue, one event after the other. */
async function fillEvents(run: Run, unionId: string, accountId: string): Promise<void> {
  const states = Prisma.sql`ARRAY['opened', 'assigned', 'taken', 'answered', 'closed']`
  await run(Prisma.sql`
    INSERT INTO "Event" ("unionId", seq, at, "happenedAt", name, "actorId", "subjectType", "subjectId", "enterpriseId", "unionChange", facts)
    SELECT "unionId", s.head + row_number() OVER (ORDER BY "openedAt", i.id, step), now(), "openedAt", 'issue.' || happened,
      ${accountId}::uuid, 'Issue', i.id, "enterpriseId", '{}', jsonb_build_object('kind', i.kind, 'category', category,
        'severity', severity, 'isEmergency', "isEmergency", 'state', state, 'agencyId', "agencyId", 'agencyIds', "agencyIds",
        'openIssues', 1, 'entryId', NULL)
    FROM "Issue" i JOIN "Stream" s USING ("unionId"), unnest(${states}) WITH ORDINALITY life (happened, step)
    WHERE "unionId" = ${unionId}::uuid AND (happened <> 'closed' OR state = 'CLOSED')`)
  await run(Prisma.sql`
    UPDATE "Stream" SET head = (SELECT max(seq) FROM "Event" WHERE "unionId" = ${unionId}::uuid), "lastAt" = now()
    WHERE "unionId" = ${unionId}::uuid`)
}
