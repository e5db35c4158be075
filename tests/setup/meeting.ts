import { Client } from 'pg'
import { expect } from 'vitest'
import { tallyDifferences } from '#server/board/verify-tallies.ts'
import { databaseUrl, db } from '#server/postgres/db.ts'
import type { Wire } from './wire.ts'

/** What became of two deeds. */
export type Met<A, B> = [PromiseSettledResult<A>, PromiseSettledResult<B>]

const patienceMs = 10_000

/**
 * Runs two deeds of one union so that they overlap. The union's stream is locked here, so that the first deed stops
 * after all its reads and row changes and before its commit. Then the second one begins. The stream is let go when the
 * second one waits as well, for a row of the first or for the stream, or has been answered. The first always commits
 * first. Throws where the first one does not get as far as the stream.
 */
export async function meet<A, B>(
  unionId: string,
  first: () => Promise<A>,
  second: () => Promise<B>,
): Promise<Met<A, B>> {
  const holder = new Client(databaseUrl)
  await holder.connect()
  try {
    await holder.query('BEGIN')
    await holder.query('SELECT 1 FROM "Stream" WHERE "unionId" = $1 FOR UPDATE', [unionId])
    const one = settled(first())
    if (!(await waits(holder, 1, one))) throw new Error('The first deed was answered before it reached the stream.')
    const two = settled(second())
    await waits(holder, 2, two)
    await holder.query('ROLLBACK')
    return [await one.result, await two.result]
  } finally {
    await holder.end()
  }
}

/**
 * Runs two deeds so that the first one stops between its two turns with the database: it has locked and read, and has
 * written nothing. Then the second one begins. The first is let go when the second waits for a lock, or has been answered.
 * Throws where the first is answered before its second turn.
 */
export async function meetBetweenTurns<A, B>(
  wire: Wire,
  watcher: Client,
  first: () => Promise<A>,
  second: () => Promise<B>,
): Promise<Met<A, B>> {
  const held = wire.holdNext()
  const one = settled(first())
  if (!(await Promise.race([held.reached, one.result.then(() => false)]))) {
    held.release()
    throw new Error('The first deed was answered before its second turn.')
  }
  const two = settled(second())
  await waits(watcher, 1, two)
  held.release()
  return [await one.result, await two.result]
}

/**
 * Runs two deeds so that the first one stops between its two turns and the second one waits for it. `whenHeld` is called when the second one has begun anew and
 * stops between the two turns of its second attempt.
 */
export async function meetAndBeginAnew<A, B>(
  wire: Wire,
  watcher: Client,
  [first, second]: [() => Promise<A>, () => Promise<B>],
  whenHeld: () => Promise<void>,
): Promise<Met<A, B>> {
  const held = wire.holdNext()
  const one = settled(first())
  await held.reached
  const two = settled(second())
  await waits(watcher, 1, two)
  // what it sends next within its transaction is the end of the first attempt
  const ended = wire.holdNext()
  held.release()
  await ended.reached
  const again = wire.holdNext()
  ended.release()
  if (!(await Promise.race([again.reached, two.result.then(() => false)]))) {
    throw new Error('The second deed did not begin anew.')
  }
  await whenHeld()
  again.release()
  return [await one.result, await two.result]
}

type Running<T> = { done: boolean; result: Promise<PromiseSettledResult<T>> }

function settled<T>(work: Promise<T>): Running<T> {
  const running: Running<T> = {
    done: false,
    result: Promise.allSettled([work]).then(([result]) => {
      running.done = true
      return result
    }),
  }
  return running
}

/** True as soon as that many connections wait for a lock; false where the deed has been answered instead. */
async function waits(holder: Client, count: number, running: Running<unknown>): Promise<boolean> {
  for (const end = Date.now() + patienceMs; Date.now() < end; ) {
    // a transaction would otherwise see the connections that there were when it first asked
    await holder.query('SELECT pg_stat_clear_snapshot()')
    const { rowCount } = await holder.query(
      `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
    )
    if (rowCount! >= count) return true
    if (running.done) return false
    await new Promise((resolve) => setTimeout(resolve, 2))
  }
  throw new Error(`No ${count} connections waited for a lock within ${patienceMs} ms.`)
}

/** The deed went through. */
export function expectDone<T>(result: PromiseSettledResult<T>): T {
  if (result.status === 'rejected') throw result.reason
  return result.value
}

/** The deed was refused as CONFLICT, and shows the row that stands in its way by its global id. */
export function expectConflict(result: PromiseSettledResult<unknown>, current: string): void {
  expect(result).toMatchObject({ status: 'rejected', reason: { code: 'CONFLICT', details: { current } } })
}

/** True where the deed went through; false where it was refused as CONFLICT and shows that row; anything else fails. */
export function expectDoneOrConflict(result: PromiseSettledResult<unknown>, current: string): boolean {
  if (result.status === 'fulfilled') return true
  expectConflict(result, current)
  return false
}

/** Stored figures are what the rows add up to, and what rows keep of other rows is true. */
export async function expectFiguresTrue(unionId: string): Promise<void> {
  expect(await tallyDifferences(unionId)).toEqual([])
  const enterprises = await db.enterprise.findMany({
    where: { unionId },
    select: { openIssues: true, _count: { select: { issues: { where: { status: 'OPEN' } } } } },
  })
  for (const { openIssues, _count } of enterprises) expect(openIssues).toBe(_count.issues)
  const squads = await db.squad.findMany({
    where: { unionId },
    select: {
      currentVisitId: true,
      visits: { where: { state: 'ARRIVED' }, select: { id: true }, orderBy: [{ arrivedAt: 'desc' }, { id: 'desc' }] },
    },
  })
  for (const { currentVisitId, visits } of squads) {
    expect(currentVisitId).toBe(visits[0]?.id ?? null)
  }
}
