import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { Prisma } from '#codegen/prisma/client.ts'
import { oneOrNull } from '#server/log/load.ts'
import { type Author, write } from '#server/log/write.ts'
import { databaseUrl, db } from '#server/postgres/db.ts'
import { isRetryable } from '#server/postgres/errors.ts'
import { terminateBackends } from './postgres.ts'

/** What readers of the tail saw and what writers were told. */
export type Order = { committed: number; gaps: number; read: number; lost: number; perSecond: number }

class Refused extends Error {}

/**
 * R10: writers on several streams, of which some roll back, some have their connections ended and one transaction stays
 * open all the time, while a reader of each stream asks for what is after its last seq. `openDb` comes first.
 */
export async function orderUnderConcurrency(options: { writers: number; streams: number; ms: number }): Promise<Order> {
  const streams = await Promise.all(Array.from({ length: options.streams }, aStream))
  const client = new pg.Client({ connectionString: databaseUrl })
  client.on('error', () => {})
  await client.connect()
  await client.query('BEGIN; SELECT txid_current()')
  const end = performance.now() + options.ms
  const acknowledged = new Map<string, Set<number>>(streams.map((id) => [id, new Set()]))
  const readers = streams.map((id) => readTail(id, end))
  const killer = endBackends(end)
  await Promise.all(
    Array.from({ length: options.writers }, async (_, n) => {
      for (let i = 0; performance.now() < end; i++) {
        const unionId = streams[(n + i) % streams.length]!
        const seq = await tryToWrite(unionId, (n + i) % 4 === 0)
        if (seq !== null) acknowledged.get(unionId)!.add(seq)
      }
    }),
  )
  await killer
  await client.end()
  const read = await Promise.all(readers)
  const committed = [...acknowledged.values()].reduce((sum, { size }) => sum + size, 0)
  const lost = streams.reduce(
    (sum, id, i) => sum + [...acknowledged.get(id)!].filter((seq) => seq > read[i]!.last).length,
    0,
  )
  return {
    committed,
    lost,
    gaps: read.reduce((sum, each) => sum + each.gaps, 0),
    read: read.reduce((sum, each) => sum + each.last, 0),
    perSecond: Math.round(committed / (options.ms / 1000)),
  }
}

async function aStream(): Promise<string> {
  const { id } = await db.tradeUnion.create({ data: { name: '次序', level: 'SUBDISTRICT' } })
  await db.stream.create({ data: { unionId: id } })
  return id
}

/** The seq of a change, or null where it was refused or its connection was ended: then nobody was told anything. */
async function tryToWrite(unionId: string, refuse: boolean): Promise<number | null> {
  const author: Author = { accountId: randomUUID(), unionId, rank: null }
  try {
    const events = [{ name: 'test.happened', subjectType: 'TradeUnion', subjectId: unionId }]
    const pause = Prisma.sql`SELECT pg_sleep(${Math.random() * 0.006})`
    const { seq } = await write(
      author,
      'test',
      { clientId: randomUUID() },
      {
        load: { lock: [], read: { pause: oneOrNull(pause) } },
        decide() {
          if (refuse) throw new Refused()
          return { subjectId: unionId, writes: [], events }
        },
      },
    )
    return seq
  } catch (error) {
    if (error instanceof Refused || isRetryable(error)) return null
    throw error
  }
}

/** Asks for what is after its last seq until the end, and then for the rest. */
async function readTail(unionId: string, end: number): Promise<{ last: number; gaps: number }> {
  let last = 0
  let gaps = 0
  for (let late = false; ; ) {
    const over = performance.now() > end + 3500
    const where = { unionId, seq: { gt: last } }
    const rows = await db.event
      .findMany({ where, orderBy: { seq: 'asc' }, take: 500, select: { seq: true } })
      .catch((error) => {
        if (!isRetryable(error)) throw error
        return []
      })
    for (const { seq } of rows) {
      if (seq !== last + 1) gaps += 1
      last = seq
    }
    if (late && rows.length === 0) return { last, gaps }
    late = over
    await sleep(5)
  }
}

/** Ends connections in the midst of transactions, a few at a time. */
async function endBackends(end: number): Promise<void> {
  while (performance.now() < end) {
    await sleep(400)
    const inWork = `state <> 'idle' AND xact_start > now() - interval '1 second' AND random() < 0.3`
    await terminateBackends(databaseUrl, inWork)
  }
}
