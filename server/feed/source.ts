import type { Event } from '#codegen/prisma/client.ts'
import type { Batch } from './batch.ts'

type Parts<V> = {
  unionId: string
  after: number
  epoch?: string | null
  wanted?: (event: Event) => boolean
  values: (batch: Batch) => V[]
}

/**
 * What a subscription field's `subscribe` answers with: which stream, from where, which events, and what a batch
 * comes to as root values. It is read by `useFeed` alone; GraphQL only looks whether it could be iterated.
 */
export class Source<V = unknown> implements AsyncIterable<V> {
  readonly unionId: string
  readonly after: number
  readonly epoch: string | null
  readonly wanted: (event: Event) => boolean
  readonly values: (batch: Batch) => V[]

  constructor({ unionId, after, epoch = null, wanted = () => true, values }: Parts<V>) {
    this.unionId = unionId
    this.after = after
    this.epoch = epoch
    this.wanted = wanted
    this.values = values
  }

  [Symbol.asyncIterator](): AsyncIterator<V> {
    throw new Error('a source is followed through the feed')
  }
}
