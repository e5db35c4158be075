import type { Event } from '#codegen/prisma/client.ts'
import { type Batch, type Cursor, heartbeatMs } from './cursor.ts'

/** One event a message; `event` is null in a heartbeat. */
export type EventMessage = { epoch: string; reset: boolean; through: number; at: Date; event: Event | null }

/** A cursor that hands out only some events, one at a time. Between batches it holds at most one batch. */
export class Narrow implements AsyncIterableIterator<EventMessage> {
  private readonly cursor: Cursor
  private readonly wanted: (event: Event) => boolean
  private batch: Batch | null = null
  private rest: Event[] = []
  private saidAt = 0

  constructor(cursor: Cursor, wanted: (event: Event) => boolean) {
    this.cursor = cursor
    this.wanted = wanted
  }

  [Symbol.asyncIterator](): this {
    return this
  }

  async next(): Promise<IteratorResult<EventMessage>> {
    for (;;) {
      const event = this.rest.shift()
      if (event) return this.message(this.batch!, event)
      const { done, value } = await this.cursor.next()
      if (done) return { done, value: undefined }
      const due = this.batch === null || value.reset || Date.now() - this.saidAt >= heartbeatMs
      this.batch = value
      this.rest = value.events.filter(this.wanted)
      if (this.rest.length === 0 && due) return this.message(value, null)
    }
  }

  /** `through` is the event's own seq while more of its batch follows, so that a cut in between loses nothing. */
  private message(batch: Batch, event: Event | null): IteratorResult<EventMessage> {
    const { epoch, reset, at } = batch
    this.saidAt = Date.now()
    const through = event && this.rest.length ? event.seq : batch.through
    return { done: false, value: { epoch, reset, through, at, event } }
  }

  async return(): Promise<IteratorResult<EventMessage>> {
    await this.cursor.return()
    this.rest = []
    return { done: true, value: undefined }
  }
}
