import { expect } from 'vitest'
import { type LoggedEvent, readEvents } from '#server/log/events.ts'
import type { Receipt } from '#server/log/receipts.ts'
import type { TallyDelta } from '#server/log/tallies.ts'
import type { ErrorCode, ErrorDetails } from '#server/platform/errors.ts'
import { db } from '#server/postgres/db.ts'

/** Runs a change that must be refused, and sees that no row, event, tally or receipt is left of it. */
export async function expectRefused(work: () => Promise<unknown>, code: ErrorCode, details: ErrorDetails = {}) {
  const before = await everything()
  await expect(work()).rejects.toMatchObject({ code, details })
  expect(await everything()).toEqual(before)
}

const everything = async () => ({
  events: await db.event.count(),
  receipts: await db.receipt.count(),
  streams: await db.stream.findMany({ orderBy: { unionId: 'asc' } }),
  squads: await db.squad.findMany({ orderBy: { id: 'asc' } }),
  squadTallies: await db.squadTally.findMany({ orderBy: { squadId: 'asc' } }),
  enterprises: await db.enterprise.findMany({ orderBy: { id: 'asc' } }),
  visits: await db.visit.findMany({ orderBy: { id: 'asc' } }),
  steps: await db.completedStep.count(),
  notes: await db.visitNote.count(),
  checks: await db.visitCheck.count(),
  measures: await db.measure.findMany({ orderBy: { id: 'asc' }, include: { issues: true } }),
  there: await db.visitMember.findMany({ orderBy: [{ visitId: 'asc' }, { memberId: 'asc' }] }),
  issues: await db.issue.findMany({ orderBy: { id: 'asc' } }),
  items: await db.supplyItem.count(),
  suppliers: await db.supplier.count(),
  orders: await db.supplyOrder.findMany({ orderBy: { id: 'asc' } }),
})

/** The event that a change wrote last. */
export async function eventOf(unionId: string, { seq }: Pick<Receipt, 'seq'>): Promise<LoggedEvent> {
  const [event] = await readEvents(db, unionId, { after: seq! - 1, take: 1 })
  return event!
}

/** The union's figures right now. */
export async function unionTally(unionId: string): Promise<TallyDelta> {
  const { tally } = await db.stream.findUniqueOrThrow({ where: { unionId } })
  return tally as TallyDelta
}

/** A squad's figures right now. */
export async function squadTally(squadId: string | null): Promise<TallyDelta> {
  const { tally } = await db.squadTally.findUniqueOrThrow({ where: { squadId: squadId! } })
  return tally as TallyDelta
}

/** Of callers who race for the same change exactly one wins; the others are told CONFLICT and what stands now. */
export async function expectOneWinner(current: string, ...callers: (() => Promise<Receipt>)[]): Promise<void> {
  const results = await Promise.allSettled(callers.map((call) => call()))
  const lost = results.filter((result) => result.status === 'rejected')
  expect(lost).toHaveLength(callers.length - 1)
  for (const { reason } of lost) expect(reason).toMatchObject({ code: 'CONFLICT', details: { current } })
}
