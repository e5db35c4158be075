import assert from 'node:assert/strict'
import { setTimeout as sleep } from 'node:timers/promises'
import { LogConnection } from '#server/feed/log-connection.ts'
import { Tail } from '#server/feed/tail.ts'
import type { LoggedEvent } from '#server/log/events.ts'
import { db } from '#server/postgres/db.ts'
import type { Writing, Written } from './baselines/writer.ts'
import { startWorld } from './bench-world.ts'
import { Child } from './children.ts'
import { median } from './figures.ts'
import type { Row } from './table.ts'

const writers = 32
const seconds = 4
const rounds = 3

/** The tail under many writers with rollbacks, kills and a long open transaction, and what the log costs them. */
export async function benchTail(): Promise<Row[]> {
  const world = await startWorld()
  const writer = new Child('baselines/writer.ts', { DATABASE_URL: world.url })
  try {
    const ask = (how: Partial<Writing>) =>
      writer.ask<Written>({ unionId: world.unionId, writers, seconds, logged: true, trouble: false, ...how })
    const trouble = await underTrouble(world.unionId, () => ask({ trouble: true }))
    const rates = { logged: [] as number[], bare: [] as number[] }
    for (let round = 0; round < rounds; round++) {
      rates.logged.push((await ask({ logged: true })).perSecond)
      rates.bare.push((await ask({ logged: false })).perSecond)
    }
    const [logged, bare] = [median(rates.logged), median(rates.bare)]
    return [
      {
        what: `tail under ${writers} writers, rollbacks, kills, one long transaction`,
        measured: `0 lost, 0 doubled, 0 out of order of ${trouble.commits} (${trouble.rolledBack} rolled back, ${trouble.killed} killed)`,
      },
      {
        what: `commits/s of one stream, ${writers} writers`,
        measured: `${logged.toFixed(0)}; without the log ${bare.toFixed(0)} (× ${(logged / bare).toFixed(2)})`,
      },
    ]
  } finally {
    await writer.end()
    await world.stop()
  }
}

/** Follows the stream by the feed's own tail while others write; throws where anything is not in it once, in order. */
async function underTrouble(unionId: string, write: () => Promise<Written>): Promise<Written> {
  const before = await headOf(unionId)
  const connection = new LogConnection(() => {})
  const tail = new Tail(unionId, connection, () => {})
  try {
    const seen: LoggedEvent[] = []
    let after = before
    let done = false
    const follow = async () => {
      while (!done || after < (await headOf(unionId))) {
        await tail.advance()
        const { events, through } = await tail.page(after)
        seen.push(...events)
        after = through
        await sleep(1)
      }
    }
    const following = follow()
    const written = await write().finally(() => {
      done = true
    })
    await following
    assert.ok(written.rolledBack && written.killed, 'nothing was rolled back or killed')
    const seqs = seen.map(({ seq }) => seq)
    assert.deepEqual(
      seqs,
      Array.from({ length: written.commits }, (_, i) => before + 1 + i),
      'lost, doubled or out of order',
    )
    const committed = await db.$queryRaw<{ missing: number }[]>`
      SELECT count(*)::int AS missing FROM unnest(${seen.map(({ subjectId }) => subjectId)}::text[]) AS id
      WHERE NOT EXISTS (SELECT 1 FROM "Secret" s WHERE s.name = id)`
    assert.equal(committed[0]!.missing, 0, 'an event of a change that was not committed')
    return written
  } finally {
    await connection.end()
  }
}

const headOf = async (unionId: string) => (await db.stream.findUniqueOrThrow({ where: { unionId } })).head
