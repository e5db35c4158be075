import type { Event } from '#codegen/prisma/client.ts'
import { readEnv } from '#server/platform/env.ts'
import { countDelivered, joinTail, type Tail, type Window } from './feed.ts'

/** What a subscriber is told: everything in (after, through] that it may see, or that its cursor is void. */
export type Batch = {
  epoch: string
  reset: boolean
  after: number
  through: number
  head: number
  at: Date
  events: Event[]
  /** The page it was cut from, the same object for all who read the same; null in a reset. */
  window: Window | null
}

/** The widest gap that is filled from the log; beyond it a snapshot is cheaper for both sides. */
let limit: number | undefined
const resumeLimit = () => (limit ??= readEnv().RESUME_LIMIT)
/** A subscriber hears something at least this often. */
export const heartbeatMs = 5000
const tickMs = 10

export type CursorOptions = {
  unionId: string
  after: number
  epoch?: string | null
  /** Asked at each heartbeat and whenever rights may have changed: false ends the subscription. */
  stillAllowed: () => Promise<boolean>
  /** Decides which events this subscriber sees. */
  visible: (event: Event) => boolean
  /** True for events after which `stillAllowed` must be asked again. */
  affectsRights: (event: Event) => boolean
}

/**
 * A cursor into a stream, as an async iterator: the first batch at once, then what happens, joined per tick, and an
 * empty batch every 5 s. Nothing is queued: a slow reader only lags. `return()` ends it even while it waits.
 */
export class Cursor implements AsyncIterableIterator<Batch> {
  private readonly options: CursorOptions
  private after: number
  private joined: { tail: Tail; leave: () => void } | null = null
  private first = true
  private ended = false
  private wake: (() => void) | null = null
  private checkedAt = Date.now()

  constructor(options: CursorOptions) {
    this.options = options
    this.after = options.after
  }

  [Symbol.asyncIterator](): this {
    return this
  }

  async next(): Promise<IteratorResult<Batch>> {
    if (this.ended) return done
    if (this.first) return this.start()
    const tail = this.joined!.tail
    if (tail.head <= this.after && !this.isVoid(tail)) await this.wait(tail, heartbeatMs)
    if (this.ended) return done
    if (tail.head > this.after) await this.wait(null, tickMs)
    if (this.ended) return done
    if (Date.now() - this.checkedAt >= heartbeatMs) {
      this.checkedAt = Date.now()
      if (!(await this.options.stillAllowed())) return this.return()
    }
    return this.batch(tail)
  }

  private async start(): Promise<IteratorResult<Batch>> {
    this.first = false
    const joined = await joinTail(this.options.unionId)
    if (this.ended) {
      joined.leave()
      return done
    }
    this.joined = joined
    return this.batch(joined.tail)
  }

  /** A cursor of another life, from the future, or too far behind. */
  private isVoid(tail: Tail): boolean {
    const { epoch } = this.options
    return (epoch != null && epoch !== tail.epoch) || this.after > tail.head || tail.head - this.after > resumeLimit()
  }

  private async batch(tail: Tail): Promise<IteratorResult<Batch>> {
    const { epoch, head } = tail
    const after = this.after
    if (this.isVoid(tail)) {
      const value = { epoch, reset: true, after, through: after, head, at: new Date(), events: [], window: null }
      this.end()
      return { done: false, value }
    }
    this.options.epoch = epoch
    const window = await tail.window(after)
    if (window.events.some(this.options.affectsRights) && !(await this.options.stillAllowed())) return this.return()
    this.after = window.through
    const events = window.events.filter(this.options.visible)
    countDelivered(events.length)
    const at = window.events.length ? window.at : new Date()
    return { done: false, value: { epoch, reset: false, after, through: this.after, head, at, events, window } }
  }

  /** Waits for the tail to change, for the time to pass, or for the end; leaves no timer and no listener behind. */
  private wait(tail: Tail | null, ms: number): Promise<void> {
    return new Promise((resolve) => {
      const finish = () => {
        clearTimeout(timer)
        tail?.changed.off('changed', onChange)
        this.wake = null
        resolve()
      }
      const onChange = () => {
        if (tail!.head > this.after || this.isVoid(tail!)) finish()
      }
      const timer = setTimeout(finish, ms)
      tail?.changed.on('changed', onChange)
      this.wake = finish
    })
  }

  private end(): void {
    this.ended = true
    this.joined?.leave()
    this.joined = null
    this.wake?.()
  }

  async return(): Promise<IteratorResult<Batch>> {
    this.end()
    return done
  }
}

const done = { done: true as const, value: undefined }
