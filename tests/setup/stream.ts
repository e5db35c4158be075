import { randomUUID } from 'node:crypto'
import type { Batch } from '#server/feed/batch.ts'
import { Message } from '#server/feed/message.ts'
import { Subscription } from '#server/feed/subscription.ts'
import type { LoggedEvent } from '#server/log/events.ts'
import { write } from '#server/log/write.ts'
import type { Actor, Context, Holder } from '#server/platform/context.ts'
import { db } from '#server/postgres/db.ts'

/** A stream with nobody else on it, and somebody who writes to it and reads it. */
export type Stream = { unionId: string; actor: Actor }

/** The id of a new account, of which no event tells. */
export async function anAccountRow(unionId: string): Promise<string> {
  const account = { unionId, username: randomUUID().slice(0, 13), displayName: '', role: 'COMMAND' } as const
  return (await db.account.create({ data: account })).id
}

/** A new union's empty stream. */
export async function aStream(): Promise<Stream> {
  const { id: unionId } = await db.tradeUnion.create({ data: { name: '事件流', level: 'SUBDISTRICT' } })
  await db.stream.create({ data: { unionId } })
  return { unionId, actor: { accountId: await anAccountRow(unionId), unionId } as Actor }
}

/** Writes that many events in one change. */
export const happen = ({ unionId, actor }: Stream, name = 'visit.arrived', times = 1, subjectId = unionId) =>
  write(
    actor,
    'test',
    { clientId: randomUUID() },
    {
      load: { lock: [], read: {} },
      decide: () => ({
        subjectId,
        writes: [],
        events: Array.from({ length: times }, () => ({ name, subjectType: 'TradeUnion', subjectId })),
      }),
    },
  )

type Options = {
  after: number
  epoch?: string | null
  /** Decides which events the subscriber may see; all of them where it is left out. */
  isVisible?: (event: LoggedEvent) => boolean
  /** Called with each batch before it is answered; the answer waits for it. */
  onAnswer?: (batch: Batch) => unknown
  /** Who holds the session when it is asked for again. */
  renewed?: () => Actor | null
}

/** A subscriber that receives the bare batches. Subscribers with the same functions in their options share a channel. */
export function subscriber({ unionId, actor }: Stream, options: Options): Subscription {
  const { after, epoch = null, isVisible = () => true, onAnswer = () => {}, renewed = () => actor } = options
  const holder: Holder = { actor }
  const renew = async () => {
    holder.actor = renewed()
  }
  const answer = async (batch: Batch) => {
    await onAnswer(batch)
    return [new Message({ data: batch }, randomUUID())]
  }
  const key = `${isVisible} ${onAnswer}`
  return new Subscription({
    unionId,
    after,
    epoch,
    context: { holder, renew, locale: 'en' } as Context,
    release: () => {},
    questionOf: () => ({ key, isVisible, answer }),
  })
}

/** What the subscriber receives next. */
export async function next(from: Subscription): Promise<IteratorResult<Batch, undefined>> {
  const { done, value } = await from.next()
  return done ? { done, value: undefined } : { done: false, value: value.data as unknown as Batch }
}

/** Reads until the subscriber has received everything up to `seq`. */
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
