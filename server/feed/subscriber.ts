import type { Actor, Context } from '#server/platform/context.ts'
import type { AppError } from '#server/platform/errors.ts'
import type { Message } from './message.ts'
import type { Question } from './question.ts'

/** Why the feed ends a subscription by itself: README.md says of each what a client does then. */
export type EndReason = 'void cursor' | 'forbidden' | 'too slow' | AppError

/** Where a subscriber's messages go. */
export type Sink = {
  /** True where it takes messages now. One that does not wakes its subscription when it does again. */
  isReady: () => boolean
  send: (messages: readonly Message[]) => void
}

type SubscriberOptions = {
  context: Context
  after: number
  epoch: string | null
  sink: Sink
  /** What is asked, with the rights of this actor; null where the actor may not follow the stream. */
  questionOf: (actor: Actor) => Question | null
  onEnd: (reason: EndReason) => void
}

/** One subscriber's position in a stream. It holds no events: one that is slow lags behind but costs no memory. */
export class Subscriber {
  readonly sink: Sink
  /** The `through` of the last message. */
  deliveredThrough: number
  /** Every event up to here was delivered, or passed over because the subscriber may not see it. */
  position: number
  /** The life of the log in which the position counts; null until the first message where the client named none. */
  epoch: string | null
  /** A message is due even if nothing has happened: the first one, or a heartbeat. */
  isHeartbeatDue = true
  /** It has received everything up to the head since it was last held up by its sink. */
  isCaughtUp = false
  /** By this process's own clock in milliseconds, which nobody sets back. */
  lastMessageAt = 0
  isEnded = false
  private readonly context: Context
  private readonly questionOf: SubscriberOptions['questionOf']
  private readonly onEnd: SubscriberOptions['onEnd']
  private actor: Actor | null = null

  constructor({ context, after, epoch, sink, questionOf, onEnd }: SubscriberOptions) {
    this.context = context
    this.deliveredThrough = after
    this.position = after
    this.epoch = epoch
    this.sink = sink
    this.questionOf = questionOf
    this.onEnd = onEnd
  }

  get accountId(): string {
    return this.actor?.accountId ?? ''
  }

  /** Reads the holder of the session and its rights from the database again. */
  renewHolder(): Promise<void> {
    return this.context.renew()
  }

  /** True where the holder or its rights have changed since `currentQuestion` was last called. */
  isHolderChanged(): boolean {
    return this.context.holder.actor !== this.actor
  }

  /** The question with the holder's present rights; null where the holder may not follow the stream any more. */
  currentQuestion(): Question | null {
    this.actor = this.context.holder.actor
    return this.actor && this.questionOf(this.actor)
  }

  /** Sends the messages for everything up to `through`, and moves the position there. */
  deliver(through: number, epoch: string, messages: readonly Message[]): void {
    this.deliveredThrough = through
    this.position = through
    this.epoch = epoch
    this.isHeartbeatDue = false
    this.lastMessageAt = performance.now()
    this.sink.send(messages)
  }

  /** Ends the subscription, once. */
  end(reason: EndReason): void {
    if (this.isEnded) return
    this.isEnded = true
    this.onEnd(reason)
  }
}
