import { createHash } from 'node:crypto'
import { encodeGlobalID } from '@pothos/plugin-relay'
import pg from 'pg'

/** Who asks, as far as the hand-written peers need to know. */
export type Holder = { accountId: string; unionId: string }

/** The input of openIssue with the enterprise's own id. */
export type NewIssue = {
  clientId: string
  enterpriseId: string
  kind: string
  category: string
  severity: string
  source: string
  title: string
}

/** Ten connections, as our server has. */
export const openPool = (connectionString: string): pg.Pool => new pg.Pool({ connectionString, max: 10 })

/** The holder of a living session. */
export async function holderOf(pool: pg.Pool, header: string | undefined): Promise<Holder> {
  const secretHash = createHash('sha256')
    .update(header?.replace(/^Bearer /, '') ?? '')
    .digest('base64url')
  const { rows } = await pool.query({
    name: 'holder',
    text: `SELECT a.id AS "accountId", a."unionId" FROM "Session" s JOIN "Account" a ON a.id = s."accountId"
      WHERE s."endedAt" IS NULL AND s."expiresAt" > now() AND a."disabledAt" IS NULL AND s."secretHash" = $1`,
    values: [secretHash],
  })
  if (!rows[0]) throw new Error('Sign in first.')
  return rows[0]
}

/** What our rule does, in one transaction: receipt, row locked and changed, tallies, seq and event; then read again. */
export async function openIssue(pool: pg.Pool, { accountId, unionId }: Holder, input: NewIssue) {
  const { clientId, enterpriseId, ...issue } = input
  const client = await pool.connect()
  try {
    await client.query('BEGIN')
    const inputHash = createHash('sha256').update(JSON.stringify(input)).digest('base64url')
    await client.query({ ...claim, values: [accountId, clientId, inputHash] })
    const { rows: found } = await client.query({ ...lock, values: [enterpriseId, unionId] })
    if (!found[0]) throw new Error('There is no such enterprise.')
    const at = new Date()
    const row = [unionId, enterpriseId, issue.kind, issue.category, issue.severity, issue.source, issue.title, at]
    const { rows: made } = await client.query({ ...insert, values: row })
    const { rows: counted } = await client.query({ ...count, values: [enterpriseId] })
    const event = draft(made[0].id, enterpriseId, issue, { at, openIssues: counted[0].openIssues })
    const { rows: appended } = await client.query({
      ...append,
      values: [unionId, accountId, at, clientId, made[0].id, JSON.stringify([event])],
    })
    await client.query('COMMIT')
    return { clientId, seq: appended[0].seq as number, issue: await readIssue(client, made[0].id, unionId) }
  } catch (error) {
    await client.query('ROLLBACK')
    throw error
  } finally {
    client.release()
  }
}

/** The event of an opened issue and what it adds to the union's figures. */
export const draft = (
  issueId: string,
  enterpriseId: string,
  issue: Omit<NewIssue, 'clientId' | 'enterpriseId'>,
  { at, openIssues }: { at: Date; openIssues: number },
) => ({
  name: 'issue.opened',
  subjectType: 'Issue',
  subjectId: issueId,
  enterpriseId,
  facts: {
    ...{ kind: issue.kind, category: issue.category, severity: issue.severity, isEmergency: false },
    ...{ state: 'UNASSIGNED', agencyId: null, agencyIds: [], openIssues, entryId: null },
  },
  happenedAt: at.toISOString(),
  union: {
    openIssues: 1,
    issues: 1,
    issueStates: { UNASSIGNED: 1 },
    ...red(issue),
    days: { [beijing.format(at)]: { issues: 1 } },
  },
})

const red = ({ severity }: Pick<NewIssue, 'severity'>) => (severity === 'HIGH' ? { redIssues: 1 } : {})

const beijing = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai' })

async function readIssue(client: pg.PoolClient, id: string, unionId: string) {
  const { rows } = await client.query({ ...reread, values: [id, unionId] })
  const { enterpriseId, name, ...issue } = rows[0]
  const enterprise = { id: encodeGlobalID('Enterprise', enterpriseId), name }
  return { ...issue, id: encodeGlobalID('Issue', issue.id), enterprise }
}

/** A page of the register, in the shape of a Relay connection. */
export async function enterprisePage(pool: pg.Pool, unionId: string, first: number) {
  const { rows } = await pool.query({ ...page, values: [unionId, first + 1] })
  const edges = rows.slice(0, first).map(({ zoneId, zone, ...row }) => ({
    node: {
      ...row,
      id: encodeGlobalID('Enterprise', row.id),
      zone: zoneId && { id: encodeGlobalID('Zone', zoneId), name: zone },
    },
  }))
  const last = rows[edges.length - 1]?.id
  const endCursor = last ? Buffer.from(`GPC:S:${last}`).toString('base64') : null
  return { pageInfo: { hasNextPage: rows.length > first, endCursor }, edges }
}

/** Claims the receipt of openIssue. */
export const claim = {
  name: 'claim',
  text: `INSERT INTO "Receipt" ("actorId", "clientId", mutation, "inputHash") VALUES ($1, $2, 'openIssue', $3)`,
}
const lock = { name: 'lock', text: 'SELECT id FROM "Enterprise" WHERE id = $1 AND "unionId" = $2 FOR UPDATE' }
const insert = {
  name: 'insert',
  text: `INSERT INTO "Issue" (id, "unionId", "enterpriseId", kind, category, severity, source, title, "openedAt")
    VALUES (gen_random_uuid(), $1, $2, $3::"IssueKind", $4::"IssueCategory", $5::"Severity", $6::"IssueSource", $7, $8)
    RETURNING id`,
}
const count = {
  name: 'count',
  text: 'UPDATE "Enterprise" SET "openIssues" = "openIssues" + 1, "updatedAt" = now() WHERE id = $1 RETURNING "openIssues"',
}
/** Appends events to the stream. */
export const append = { name: 'append', text: 'SELECT append_events($1, $2, now(), $3, $4, $5, $6::jsonb) AS seq' }
const reread = {
  name: 'reread',
  text: `SELECT i.id, i.kind, i.severity, i.title, i.status, i."openedAt", e.id AS "enterpriseId", e.name
    FROM "Issue" i JOIN "Enterprise" e ON e.id = i."enterpriseId" WHERE i.id = $1 AND i."unionId" = $2`,
}
const page = {
  name: 'page',
  text: `SELECT e.id, e.name, e."creditCode", e.address, e.industry, e.headcount, e.resumption, e.progress, e."openIssues",
      z.id AS "zoneId", z.name AS zone
    FROM "Enterprise" e LEFT JOIN "Zone" z ON z.id = e."zoneId" WHERE e."unionId" = $1 ORDER BY e.id LIMIT $2`,
}
