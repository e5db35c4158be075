import { db } from '#server/postgres/db.ts'

/** What a refusal must leave as it is. */
export const peopleTraces = async () => ({
  events: await db.event.count(),
  accounts: await db.account.findMany({ orderBy: { id: 'asc' } }),
  sessions: await db.session.findMany({ select: { id: true, endedAt: true }, orderBy: { id: 'asc' } }),
  pairings: await db.wallPairing.count(),
  receipts: await db.receipt.count(),
})

/** The seq of a union's newest event. */
export const headOf = async (unionId: string): Promise<number> =>
  (await db.stream.findUniqueOrThrow({ where: { unionId } })).head

/** The names of a union's events after `seq`, in order. */
export const eventNames = async (unionId: string, seq: number): Promise<string[]> =>
  (await db.event.findMany({ where: { unionId, seq: { gt: seq } }, orderBy: { seq: 'asc' } })).map(({ name }) => name)
