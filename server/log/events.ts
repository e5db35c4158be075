import type { Event, Prisma } from '#codegen/prisma/client.ts'
import { applyChange, type Tally, type TallyChange } from './tallies.ts'

/** A row of the log as it is stored: it has either the union's whole tally or what the event changed of it. */
export type StoredEvent = Event

/** An event of the log with the union's whole tally right after it, which no reader may change. */
export type LoggedEvent = Omit<Event, 'unionTally' | 'unionChange'> & { unionTally: Tally }

/** An event that was read by itself, without the tally right after it. */
export type LoneEvent = Omit<LoggedEvent, 'unionTally'>

/** Every event whose seq is a multiple of this holds a whole tally: the function append_events has the same number. */
export const wholeEvery = 64

/** The seq from which the log must be read so that the tally right after `seq` is known. */
export const firstNeeded = (seq: number): number => seq - (seq % wholeEvery)

/**
 * Gives each event the union's whole tally. The rows follow one another in the log; `before` is the tally right before
 * the first of them, which counts only where that one holds no whole tally.
 */
export function addTallies(rows: readonly StoredEvent[], before: Tally): LoggedEvent[] {
  let tally = before
  return rows.map(({ unionTally, unionChange, ...event }) => {
    tally = (unionTally as Tally | null) ?? applyChange(tally, unionChange as TallyChange)
    return { ...event, unionTally: tally }
  })
}

/** At most `take` events of a union's log after `after` and, where it is given, up to and including `through`. */
export async function readEvents(
  client: Pick<Prisma.TransactionClient, 'event'>,
  unionId: string,
  { after, through, take }: { after: number; through?: number; take: number },
): Promise<LoggedEvent[]> {
  const first = firstNeeded(after)
  const rows = await client.event.findMany({
    where: { unionId, seq: { gte: first, ...(through !== undefined && { lte: through }) } },
    orderBy: { seq: 'asc' },
    take: after - first + 1 + take,
  })
  return addTallies(rows, {})
    .filter(({ seq }) => seq > after)
    .slice(0, take)
}
