import type { ExecutionResult } from 'graphql'
import { type Actor, type Context, sessionOver } from '#server/platform/context.ts'
import type { AppError } from '#server/platform/errors.ts'
import { openStream } from './feed.ts'
import type { Message } from './message.ts'
import type { Question } from './question.ts'
import type { Stream } from './stream.ts'
import { type EndReason, type Sink, Subscriber } from './subscriber.ts'

/** What is subscribed to, from where, and by whom. */
type SubscriptionOptions = {
  /** The union whose log is followed. */
  unionId: string
  /** The seq after which it begins. */
  after: number
  /** The epoch from which the client knows that seq; null where it names none. */
  epoch: string | null
  context: Context
  /** What is asked, with the rights of this actor; null where the actor may not follow this union. */
  questionOf: (actor: Actor) => Question | null
  /** Called once when the subscription has ended. */
  release: () => void
}

type Result = IteratorResult<ExecutionResult, undefined>
type Waiting = { resolve: (result: Result) => void; reject: (error: Error) => void }

const done: Result = { done: true, value: undefined }

/**
 * One subscription as GraphQL servers take it: an async iterator, which begins when it is first asked for something.
 * It gives out its messages one by one or, after `pushTo`, has the feed send them: then it yields nothing and only
 * ends. It ends by itself as README.md says, throws where a fault ends it, and `return()` ends it while it waits.
 */
export class Subscription implements AsyncIterableIterator<ExecutionResult, undefined> {
  private readonly options: SubscriptionOptions
  private sink: Sink
  private onEnd: ((reason: EndReason) => void) | null = null
  private subscriber: Subscriber | null = null
  private stream: Stream | null = null
  private unread: Message[] = []
  private waiting: Waiting | null = null
  private fault: AppError | null = null
  private isPushed = false
  private isEnded = false

  constructor(options: SubscriptionOptions) {
    this.options = options
    this.sink = {
      isReady: () => this.waiting !== null && this.unread.length === 0,
      send: (messages) => {
        this.unread.push(...messages)
        this.settle()
      },
    }
  }

  [Symbol.asyncIterator](): this {
    return this
  }

  /** Makes the feed send every message to this sink instead of `next`. To be called before the first `next`. */
  pushTo(sink: Sink, onEnd: (reason: EndReason) => void): void {
    this.sink = sink
    this.onEnd = onEnd
    this.isPushed = true
  }

  /** Tells the feed that the sink takes messages again. */
  wake(): void {
    if (this.subscriber) this.stream?.wake(this.subscriber)
  }

  async next(): Promise<Result> {
    if (!this.subscriber && !this.isEnded) await this.begin()
    return new Promise((resolve, reject) => {
      this.waiting = { resolve, reject }
      this.settle()
      if (this.waiting && !this.isPushed) this.wake()
    })
  }

  async return(): Promise<Result> {
    this.unread = []
    this.end()
    return done
  }

  async throw(error: unknown): Promise<Result> {
    await this.return()
    throw error
  }

  /** Ends the subscription with an error: the one that waits for a message gets it. */
  fail(error: AppError): void {
    this.end(error)
  }

  private async begin(): Promise<void> {
    const { unionId, ...options } = this.options
    const stream = await openStream(unionId, options.after).catch((error) => {
      this.end()
      throw error
    })
    // it may have been ended while the log was read
    if (this.isEnded) return
    this.stream = stream
    const onEnd = (reason: EndReason) => this.end(reason)
    this.subscriber = new Subscriber({ ...options, sink: this.sink, onEnd })
    stream.add(this.subscriber)
  }

  private end(reason?: EndReason): void {
    if (this.isEnded) return
    this.isEnded = true
    this.options.release()
    if (reason instanceof Error) this.fault = reason
    // a socket is closed with its own code; a stream has no other way to tell this from an end
    else if (reason === 'forbidden' && !this.isPushed) this.fault = sessionOver()
    if (this.subscriber) this.stream?.remove(this.subscriber)
    if (reason) this.onEnd?.(reason)
    this.settle()
  }

  /** Resolves the `next` that waits, if one does, with the next message, the fault or the end, if there is one. */
  private settle(): void {
    const { waiting, fault } = this
    if (!waiting || (this.unread.length === 0 && !this.isEnded)) return
    this.waiting = null
    const message = this.unread.shift()
    if (message) {
      waiting.resolve({ done: false, value: message.toResult(this.options.context.locale) })
    } else if (fault) {
      this.fault = null
      waiting.reject(fault)
    } else {
      waiting.resolve(done)
    }
  }
}
