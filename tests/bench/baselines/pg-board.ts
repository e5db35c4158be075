import { encodeGlobalID } from '@pothos/plugin-relay'
import type pg from 'pg'

type Days = Record<string, { planned?: number; finished?: number }>
type SquadFigures = { since?: string; steps?: string[]; days?: Days }

/** The board of a union as our snapshot reads it, by hand-written statements in one REPEATABLE READ transaction. */
export async function boardOf(pool: pg.Pool, unionId: string) {
  const client = await pool.connect()
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY')
    const read = async (name: string, text: string, values: unknown[] = [unionId]) =>
      (await client.query({ name, text, values })).rows
    const [stream] = await read('stream', 'SELECT epoch, head, tally FROM "Stream" WHERE "unionId" = $1')
    const [campaign] = await read(
      'campaign',
      `SELECT id, title FROM "Campaign" WHERE "unionId" = $1 AND state = 'ACTIVE'`,
    )
    const board = {
      epoch: stream.epoch,
      seq: stream.head,
      asOf: new Date().toISOString(),
      title: campaign.title,
      campaign: { ...noFigures, ...stream.tally, id: `CampaignTally:${unionId}` },
      squads: (await read('squads', squads)).map(squadOf),
      cells: (await read('cells', cells, [campaign.id])).map(cellOf),
      recentIssues: (await read('issues', issues)).map(issueOf),
      resumption: {
        id: `ResumptionTally:${unionId}`,
        enterprises: stream.tally.enterprises ?? 0,
        resumed: stream.tally.resumption?.RESUMED ?? 0,
      },
      trend: await read('trend', trend),
    }
    await client.query('COMMIT')
    return board
  } finally {
    client.release()
  }
}

const noFigures = { target: 0, listed: 0, visited: 0, underWay: 0, planned: 0, openIssues: 0 }

// biome-ignore lint/suspicious/noExplicitAny: a row of the statement beside it
type Row = any

function squadOf({ id, number, cadreName, tally }: Row) {
  const { since, steps = [], days = {} } = tally as SquadFigures
  const squad = encodeGlobalID('Squad', id)
  const listed = Object.entries(days).map(([date, day]) => ({ date, planned: 0, finished: 0, ...day }))
  return {
    squad: { id: squad, number, cadreName },
    now: { id: `SquadTally:${id}`, squadId: squad, since, steps, days: listed },
  }
}

const cellOf = ({ id, position, enterpriseId, name, progress, progressStep, openIssues }: Row) => ({
  id: encodeGlobalID('CampaignEnterprise', id),
  position,
  state: progress,
  step: progressStep,
  hasIssue: openIssues > 0,
  enterprise: { id: encodeGlobalID('Enterprise', enterpriseId), name },
})

const issueOf = ({ enterpriseId, name, id, openedAt, ...issue }: Row) => ({
  ...issue,
  id: encodeGlobalID('Issue', id),
  openedAt: openedAt.toISOString(),
  enterprise: { id: encodeGlobalID('Enterprise', enterpriseId), name },
})

const squads = `SELECT s.id, s.number, s."cadreName", coalesce(t.tally, '{}') AS tally
  FROM "Squad" s LEFT JOIN "SquadTally" t ON t."squadId" = s.id WHERE s."unionId" = $1 ORDER BY s.number`
const cells = `SELECT c.id, c.position, e.id AS "enterpriseId", e.name, e.progress, e."progressStep", e."openIssues"
  FROM "CampaignEnterprise" c JOIN "Enterprise" e ON e.id = c."enterpriseId" WHERE c."campaignId" = $1 ORDER BY c.position`
const issues = `SELECT i.id, i.kind, i.severity, i.title, i.status, i."openedAt", e.id AS "enterpriseId", e.name
  FROM "Issue" i JOIN "Enterprise" e ON e.id = i."enterpriseId" WHERE i."unionId" = $1 ORDER BY i.id DESC LIMIT 20`
const trend = `SELECT to_char(day, 'YYYY-MM-DD') AS date, coalesce((
    SELECT (e."unionTally" #>> '{resumption,RESUMED}')::int FROM "Event" e
    WHERE e."unionId" = $1 AND e.at < (day + interval '1 day') AT TIME ZONE 'Asia/Shanghai'
    ORDER BY e.at DESC, e.seq DESC LIMIT 1), 0) AS resumed
  FROM generate_series(date_trunc('day', now() AT TIME ZONE 'Asia/Shanghai') - interval '13 days',
    date_trunc('day', now() AT TIME ZONE 'Asia/Shanghai'), interval '1 day') AS day ORDER BY day`
