import { randomUUID } from 'node:crypto'
import type { Event } from '#codegen/prisma/client.ts'
import type { Batch } from '#server/feed/batch.ts'
import { Subscription } from '#server/feed/subscription.ts'
import { write } from '#server/log/write.ts'
import type { Actor, Context, Holder } from '#server/platform/context.ts'
import { db } from '#server/postgres/db.ts'

/** A stream with nobody else on it, and somebody who writes to it and reads it. */
export type Stream = { unionId: string; actor: Actor }

/** A new union's empty stream. */
export async function aStream(): Promise<Stream> {
  const { id: unionId } = await db.tradeUnion.create({ data: { name: '事件流', level: 'SUBDISTRICT' } })
  await db.stream.create({ data: { unionId } })
  return { unionId, actor: { accountId: randomUUID(), unionId } as Actor }
}

/** Writes that many events in one change. */
export const happen = ({ unionId, actor }: Stream, name = 'visit.arrived', times = 1, subjectId = unionId) =>
  write(actor, 'test', { clientId: randomUUID() }, async () => ({
    subjectId,
    events: Array.from({ length: times }, () => ({ name, subjectType: 'TradeUnion', subjectId })),
  }))

type Options = {
  after: number
  epoch?: string | null
  sees?: (event: Event) => boolean
  /** Called with each batch before it is handed out. */
  answering?: (batch: Batch) => void
  /** Who holds the session when it is asked for again. */
  renewed?: () => Actor | null
}

/** A subscriber that is handed the bare batches. */
export function subscriber({ unionId, actor }: Stream, options: Options): Subscription {
  const { after, epoch = null, sees = () => true, answering = () => {}, renewed = () => actor } = options
  const holder: Holder = { actor }
  const renew = async () => {
    holder.actor = renewed()
  }
  const answer = async (batch: Batch) => {
    answering(batch)
    return [{ result: batch as never, bytes: null }]
  }
  const key = `${sees} ${answering}`
  return new Subscription({
    unionId,
    after,
    epoch,
    context: { holder, renew } as Context,
    questionOf: () => ({ key, sees, answer }),
  })
}

/** What the subscriber is handed next. */
export const next = async (from: Subscription) => (await from.next()) as IteratorResult<Batch>

/** Reads until the subscriber has gone through `seq`. */
export async function readThrough(from: Subscription, seq: number): Promise<Batch[]> {
  const batches: Batch[] = []
  for (let through = -1; through < seq; ) {
    const { value, done } = await next(from)
    if (done) break
    batches.push(value)
    through = value.through
  }
  return batches
}

/** The seqs of all events of the batches. */
export const seqsOf = (batches: Batch[]) => batches.flatMap(({ events }) => events.map(({ seq }) => seq))
/** `count` numbers from `from` on. */
export const range = (from: number, count: number) => Array.from({ length: count }, (_, i) => from + i)
