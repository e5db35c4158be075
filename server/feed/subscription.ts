import type { Actor, Context } from '#server/platform/context.ts'
import { Channel, type Question } from './channel.ts'
import { joinTail } from './feed.ts'
import type { Message } from './message.ts'
import { type EndReason, type OnEnd, type Sink, Subscriber } from './subscriber.ts'

/** What is subscribed to, by whom. */
export type Wanted = {
  unionId: string
  after: number
  epoch: string | null
  context: Context
  /** What is asked, as this actor may see it; null where it may not listen to this union. */
  questionOf: (actor: Actor) => Question | null
}

const done = { done: true as const, value: undefined }

/**
 * One subscriber's side of the feed, as an async iterator that begins when it is first asked. Its messages are given
 * out one by one as they are asked for or, after `pushTo`, written by the feed itself: then it yields nothing and
 * only ends. `return()` ends it even while it waits.
 */
export class Subscription implements AsyncIterableIterator<unknown> {
  private readonly wanted: Wanted
  private subscriber: Subscriber | null = null
  private leave: (() => void) | null = null
  private push: Sink | null = null
  private onEnd: OnEnd | null = null
  private rest: Message[] = []
  private waiting: ((result: IteratorResult<unknown>) => void) | null = null
  private ended = false

  constructor(wanted: Wanted) {
    this.wanted = wanted
  }

  [Symbol.asyncIterator](): this {
    return this
  }

  /** Has the feed write every message; to be called before the first `next`. */
  pushTo(sink: Sink, onEnd: OnEnd): void {
    this.push = sink
    this.onEnd = onEnd
  }

  /** Wakes it after its sink was not ready. */
  wake(): void {
    this.subscriber?.channel?.wake()
  }

  async next(): Promise<IteratorResult<unknown>> {
    if (!this.subscriber && !this.ended) await this.begin()
    const message = this.rest.shift()
    if (message) return { done: false, value: message.result }
    if (this.ended) return done
    return new Promise((resolve) => {
      this.waiting = resolve
      if (!this.push) this.wake()
    })
  }

  private async begin(): Promise<void> {
    const { unionId, after, epoch, context, questionOf } = this.wanted
    const { tail, leave } = await joinTail(unionId)
    if (this.ended) return leave()
    this.leave = leave
    try {
      // the signal of another node's event may still be on its way here
      if (after > tail.head) await tail.advance()
    } catch (error) {
      this.end(null)
      throw error
    }
    if (this.ended) return this.leave?.()
    const channelOf = (actor: Actor) => {
      const question = questionOf(actor)
      return question && (tail.channels.get(question.key) ?? new Channel(tail, question))
    }
    const sink = this.push ?? this.pulled()
    const onEnd: OnEnd = (reason) => this.end(reason)
    this.subscriber = new Subscriber({ context, after, epoch, sink, onEnd, channelOf })
    this.subscriber.move()
  }

  /** Takes messages when one is waited for, and gives them out one by one. */
  private pulled(): Sink {
    return {
      ready: () => this.waiting !== null && this.rest.length === 0,
      send: (messages) => {
        this.rest.push(...messages)
        const message = this.rest.shift()
        if (message) this.settle({ done: false, value: message.result })
      },
    }
  }

  private settle(result: IteratorResult<unknown>): void {
    const { waiting } = this
    this.waiting = null
    waiting?.(result)
  }

  private end(reason: EndReason | null): void {
    if (this.ended) return
    this.ended = true
    this.subscriber?.end(reason)
    this.leave?.()
    this.leave = null
    this.onEnd?.(reason)
    if (this.rest.length === 0) this.settle(done)
  }

  async return(): Promise<IteratorResult<unknown>> {
    this.rest = []
    this.end(null)
    return done
  }

  async throw(error: unknown): Promise<IteratorResult<unknown>> {
    await this.return()
    throw error
  }
}
