import { isDeepStrictEqual } from 'node:util'
import pg from 'pg'
import { tallyDifferences } from '#server/board/verify-tallies.ts'
import { closeDb, openDb } from '#server/postgres/db.ts'
import type { Follower } from './follower.ts'
import type { Sent } from './load.ts'
import type { ChaosUnion } from './world.ts'

/** What the database says of what was sent and of what was heard. */
export type Verdict = {
  lost: number
  twice: number
  missed: number
  doubled: number
  disorder: number
  wrong: string[]
}

type Rows = { clientId: string; seq: number; name: string; subjectId: string; kept: string }

/** What each receipt points at: the event it wrote, and the mark of the row that it is about. */
const receipts = `
  SELECT r."clientId", r.seq, e.name, e."subjectId",
    CASE r.mutation WHEN 'openIssue' THEN i.title WHEN 'closeIssue' THEN i.id::text ELSE o.requested::text END AS kept
  FROM "Receipt" r
  LEFT JOIN "Event" e ON e."unionId" = r."unionId" AND e.seq = r.seq AND e."subjectId" = r."subjectId"
  LEFT JOIN "Issue" i ON i.id = r."subjectId" LEFT JOIN "SupplyOrder" o ON o.id = r."subjectId"
  WHERE r.mutation IN ('openIssue', 'closeIssue', 'orderSupply')`

/** Effects that are there more than once, or without the receipt that is written with them. */
const twice = `
  SELECT 'issue ' || title AS what FROM "Issue" GROUP BY title HAVING count(*) > 1
  UNION ALL SELECT 'order ' || requested FROM "SupplyOrder" GROUP BY requested HAVING count(*) > 1
  UNION ALL SELECT name || ' ' || "subjectId" FROM "Event" WHERE name IN ('issue.opened', 'issue.closed', 'supply.ordered')
    GROUP BY name, "subjectId" HAVING count(*) > 1
  UNION ALL SELECT 'issue without receipt ' || id FROM "Issue" i
    WHERE NOT EXISTS (SELECT 1 FROM "Receipt" WHERE "subjectId" = i.id AND mutation = 'openIssue')`

const eventNames = { openIssue: 'issue.opened', closeIssue: 'issue.closed', orderSupply: 'supply.ordered' }

/** Holds what was acknowledged and heard against the database, row by row. */
export async function judge(
  database: string,
  unions: ChaosUnion[],
  sent: Sent[],
  followers: Follower[],
): Promise<Verdict> {
  const client = new pg.Client({ connectionString: database })
  await client.connect()
  try {
    const wrong: string[] = []
    const rows = new Map((await client.query<Rows>(receipts)).rows.map((row) => [row.clientId, row]))
    const lost = sent.filter((each) => each.seq !== null && !isKept(each, rows.get(each.clientId)))
    for (const { mutation, clientId } of lost.slice(0, 3)) wrong.push(`lost: ${mutation} ${clientId}`)
    const doubles = (await client.query<{ what: string }>(twice)).rows
    for (const { what } of doubles.slice(0, 3)) wrong.push(`twice: ${what}`)
    wrong.push(...(await streamFaults(client, database, unions)))
    const heard = await Promise.all(unions.map((union) => heardOf(client, union, followers)))
    const sum = (figure: 'missed' | 'doubled' | 'disorder') => heard.reduce((total, each) => total + each[figure], 0)
    const figures = { missed: sum('missed'), doubled: sum('doubled'), disorder: sum('disorder') }
    return { lost: lost.length, twice: doubles.length, ...figures, wrong }
  } finally {
    await client.end()
  }
}

const isKept = ({ seq, mutation, mark }: Sent, row: Rows | undefined) =>
  row !== undefined && row.seq === seq && row.kept === mark && row.name === eventNames[mutation]

/** Seqs without a hole up to the head, and tallies that the rows add up to. */
async function streamFaults(client: pg.Client, database: string, unions: ChaosUnion[]): Promise<string[]> {
  const { rows } = await client.query<{ unionId: string }>(
    `SELECT s."unionId" FROM "Stream" s LEFT JOIN "Event" e USING ("unionId") GROUP BY s."unionId", s.head
     HAVING count(e.seq) <> s.head OR max(e.seq) <> s.head OR min(e.seq) <> 1`,
  )
  const faults = rows.map(({ unionId }) => `the stream ${unionId} has a hole`)
  openDb(database, 2)
  try {
    for (const { id } of unions) {
      for (const difference of await tallyDifferences(id)) faults.push(`tally: ${JSON.stringify(difference)}`)
    }
  } finally {
    await closeDb()
  }
  return faults
}

/** What followers of a union were told, against the log. They may know of what the load writes, and only that counts. */
async function heardOf(client: pg.Client, { id }: ChaosUnion, followers: Follower[]) {
  const figures = { missed: 0, doubled: 0, disorder: 0 }
  const { rows } = await client.query<{ seq: number; name: string }>(
    `SELECT seq, name FROM "Event" WHERE "unionId" = $1 AND name IN ('issue.opened', 'issue.closed', 'supply.ordered')
     ORDER BY seq`,
    [id],
  )
  for (const { seen, from } of followers.filter(({ unionId }) => unionId === id)) {
    const counted = seen.filter(({ name }) => Object.values(eventNames).includes(name))
    const expected = rows.filter(({ seq }) => seq > from)
    if (
      isDeepStrictEqual(
        counted.map(({ seq }) => seq),
        expected.map(({ seq }) => seq),
      )
    )
      continue
    const times = new Map<number, number>()
    for (const { seq } of counted) times.set(seq, (times.get(seq) ?? 0) + 1)
    figures.missed += expected.filter(({ seq }) => !times.has(seq)).length
    figures.doubled += counted.length - times.size
    figures.disorder += counted.filter(({ seq }, i) => i > 0 && seq < counted[i - 1]!.seq).length
  }
  return figures
}
