import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { closeDb } from '#server/postgres/db.ts'
import { startWorld, type World } from './bench-world.ts'
import { startOurs } from './children.ts'
import { cpuMs, postgresPids } from './cpu.ts'
import { ms } from './figures.ts'
import type { Row } from './table.ts'

const issues = 100_000
// a node that has just started has work of its own for a while
const settleMs = 15_000
const idleMs = 30_000

/** What a server that nobody asks has used: CPU of the node and of PostgreSQL, transactions, and rows that were read. */
type Idle = { nodeMs: number; postgresMs: number; transactions: number; rows: number }

/**
 * What clocks cost while nothing is due: two servers side by side that nobody asks, one with a few open issues, the other with
 * a hundred thousand more whose alarms are a year away; and how long each takes to start, when the alarms are not stored yet and when they are.
 */
export async function benchClocks(): Promise<Row[]> {
  const few = await startWorld()
  await closeDb()
  const many = await startWorld()
  try {
    await fill(many)
    const first = await started(few)
    await first.end()
    const storing = await started(many)
    await storing.end()
    const servers = [await started(few), await started(many)]
    const [idle, busy] = await idling([few, many], servers).finally(() => Promise.all(servers.map(({ end }) => end())))
    const tell = ({ nodeMs, postgresMs, transactions, rows }: Idle) =>
      `node ${ms(nodeMs)}, PostgreSQL ${ms(postgresMs)}, ${transactions} transactions, ${rows} rows read`
    const total = ({ nodeMs, postgresMs }: Idle) => nodeMs + postgresMs
    return [
      {
        what: `an idle server for ${idleMs / 1000} s, with ${issues} open issues whose alarms are a year away, against one with 30`,
        measured: `${tell(busy!)}; against ${tell(idle!)} (CPU × ${(total(busy!) / total(idle!)).toFixed(2)})`,
      },
      {
        what: `start to serving with ${issues} alarms that are to be stored, and that are stored`,
        measured: `${ms(storing.ms)} and ${ms(servers[1]!.ms)}; with 30 ${ms(first.ms)} and ${ms(servers[0]!.ms)}`,
      },
    ]
  } finally {
    await many.stop()
    await few.stop()
  }
}

/** Starts a server, and says how long it took. */
async function started({ url }: World) {
  const began = performance.now()
  const server = await startOurs(url)
  return { ...server, ms: performance.now() - began }
}

/** Lets servers do what they do by themselves, all at the same time. */
async function idling(worlds: readonly World[], servers: readonly { pid: number }[]): Promise<Idle[]> {
  await sleep(settleMs)
  const now = () => Promise.all(worlds.map((world, i) => used(world, servers[i]!.pid)))
  const before = await now()
  await sleep(idleMs)
  return (await now()).map((after, i) => ({
    nodeMs: after.nodeMs - before[i]!.nodeMs,
    postgresMs: after.postgresMs - before[i]!.postgresMs,
    transactions: after.transactions - before[i]!.transactions,
    rows: after.rows - before[i]!.rows,
  }))
}

async function used({ url, dataDir }: World, pid: number): Promise<Idle> {
  const [row] = await query(url, 'SELECT * FROM pg_stat_database WHERE datname = current_database()')
  return {
    nodeMs: cpuMs([pid]),
    postgresMs: cpuMs(postgresPids(dataDir)),
    transactions: Number(row!.xact_commit) + Number(row!.xact_rollback),
    rows: Number(row!.tup_returned),
  }
}

/** Opens so many issues of the enterprises, straight into the table: their alarms are not stored yet. */
async function fill({ url, unionId }: World): Promise<void> {
  await query(
    url,
    `INSERT INTO "Issue" (id, "unionId", "enterpriseId", kind, category, severity, source, title, "openedAt", "takeBy", "doneBy", "alarmAt", grams)
     SELECT gen_random_uuid(), $1::uuid, e.ids[1 + i % 200], 'DIFFICULTY', 'RENT', 'LOW', 'CALL', '房东拒租', now(), later, later, later, '{}'
     FROM generate_series(1, $2::int) i, (SELECT array_agg(id) AS ids FROM "Enterprise") e, (SELECT now() + interval '1 year' AS later) l`,
    [unionId, issues],
  )
  await query(url, 'VACUUM (ANALYZE)')
}

async function query(url: string, sql: string, values: unknown[] = []): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query(sql, values)).rows
  } finally {
    await client.end()
  }
}
