import type { LoggedEvent } from '#server/log/events.ts'
import type { Batch } from './batch.ts'

type SourceOptions<V> = {
  /** The union whose log is followed. */
  unionId: string
  /** The seq after which the subscriber begins. */
  after: number
  /** The epoch from which the subscriber knows that seq; absent or null where it names none. */
  epoch?: string | null
  /** Decides which events the subscription field delivers at all; every event where it is absent. */
  selects?: (event: LoggedEvent) => boolean
  /** The root values of one batch, in order: the field is executed once for each, and each becomes one message. */
  rootValuesOf: (batch: Batch) => V[]
}

/**
 * What the `subscribe` function of a subscription field returns: which log is followed, from where, and how its events
 * become messages. `useFeed` reads these fields and follows the feed. It is an AsyncIterable only because GraphQL
 * checks for one: nobody iterates it.
 */
export class Source<V = unknown> implements AsyncIterable<V> {
  readonly unionId: string
  readonly after: number
  readonly epoch: string | null
  readonly selects: (event: LoggedEvent) => boolean
  readonly rootValuesOf: (batch: Batch) => V[]

  constructor({ unionId, after, epoch = null, selects = () => true, rootValuesOf }: SourceOptions<V>) {
    this.unionId = unionId
    this.after = after
    this.epoch = epoch
    this.selects = selects
    this.rootValuesOf = rootValuesOf
  }

  [Symbol.asyncIterator](): AsyncIterator<V> {
    throw new Error('a source is followed through the feed')
  }
}
