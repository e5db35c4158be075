import { deedsUnderWay } from '#server/log/write.ts'
import { Channel } from './channel.ts'
import { faultFor } from './faults.ts'
import type { LogConnection } from './log-connection.ts'
import type { Question } from './question.ts'
import type { Subscriber } from './subscriber.ts'
import { type LogEnd, Tail } from './tail.ts'

/** A log that was read less than this ago is not read again for somebody who joins. */
const freshForMs = 2000
const deliverEveryMs = 10
/**
 * After a delivery a stream rests as many times as long as the delivery took: twice, and seven times while many deeds are
 * under way on this node, which would otherwise wait for the deliveries.
 */
const rests = { usual: 2, busy: 7 }
const manyDeeds = 8

/** A union's stream on this node: the tail of its log, and its subscribers in channels of those who receive the same. */
export class Stream {
  readonly tail: Tail
  /** When somebody last joined or left, by this process's own clock in milliseconds. */
  usedAt = performance.now()
  /** Its log could not be read because of a fault of ours: whoever joins next begins with another stream object. */
  isBroken = false
  private readonly resumeLimit: number
  private readonly channels = new Map<string, Channel>()
  private readonly channelOf = new Map<Subscriber, Channel>()
  /** Everything up to this seq may be delivered: what is newer waits for the next delivery. */
  private announcedHead = 0
  private deliveredAt = 0
  private deliveringMs = 0
  private nextDelivery: NodeJS.Timeout | null = null

  constructor(unionId: string, connection: LogConnection, resumeLimit: number) {
    this.resumeLimit = resumeLimit
    this.tail = new Tail(unionId, connection, () => this.scheduleDelivery())
  }

  get subscriberCount(): number {
    return this.channelOf.size
  }

  get channelCount(): number {
    return this.channels.size
  }

  /** How many events the last of the subscribers lies behind the log. */
  get lag(): number {
    return Math.max(0, ...[...this.channels.values()].map(({ lag }) => lag))
  }

  /** Makes sure that the log is read, up to `seq` at least if it goes that far. Costs no query where it just was. */
  async prepare(seq: number): Promise<void> {
    this.usedAt = performance.now()
    // the notification of another node's event may still be on its way where the cursor is ahead of this tail
    const { readAt, readThrough } = this.tail
    if (readAt === null || performance.now() - readAt > freshForMs || seq > readThrough) await this.tail.advance()
  }

  add(subscriber: Subscriber): void {
    this.usedAt = performance.now()
    this.place(subscriber)
  }

  remove(subscriber: Subscriber): void {
    this.usedAt = performance.now()
    this.detach(subscriber)
  }

  /** Serves this subscriber, whose sink takes messages again. */
  wake(subscriber: Subscriber): void {
    this.channelOf.get(subscriber)?.wake()
  }

  /** Reads what another transaction has committed. */
  async advance(): Promise<void> {
    try {
      await this.tail.advance()
    } catch (error) {
      this.endUnlessRetryable(error)
    }
  }

  /** The log was found to end here: only now are heartbeats due, since only now are they known to be true. */
  async confirm(end: LogEnd, readAt: number): Promise<void> {
    try {
      await this.tail.confirm(end, readAt)
      this.replaceChanged([...this.channelOf.keys()])
      for (const channel of this.channels.values()) channel.heartbeat()
    } catch (error) {
      this.endUnlessRetryable(error)
    }
  }

  /** Puts subscribers whose holder has changed into the channel of whoever that is now. */
  private replaceChanged(subscribers: Subscriber[]): void {
    for (const subscriber of subscribers) if (subscriber.isHolderChanged()) this.place(subscriber)
  }

  /** Puts a subscriber into its channel, with its position. It ends where its holder may not follow this stream. */
  private place(subscriber: Subscriber): void {
    if (subscriber.isEnded) return
    const question = subscriber.currentQuestion()
    if (!question) {
      subscriber.end('forbidden')
      return
    }
    const channel = this.channels.get(question.key) ?? this.newChannel(question)
    if (this.channelOf.get(subscriber) === channel) return
    this.detach(subscriber)
    this.channels.set(question.key, channel)
    this.channelOf.set(subscriber, channel)
    channel.add(subscriber)
    channel.deliverThrough(this.announcedHead)
  }

  private newChannel(question: Question): Channel {
    const { tail, resumeLimit } = this
    return new Channel({
      tail,
      question,
      resumeLimit,
      onRenewed: (subscribers) => this.replaceChanged(subscribers),
      onDelivered: (ms) => {
        this.deliveringMs += ms
      },
    })
  }

  private detach(subscriber: Subscriber): void {
    const channel = this.channelOf.get(subscriber)
    if (!channel) return
    this.channelOf.delete(subscriber)
    channel.remove(subscriber)
    if (channel.isEmpty) this.channels.delete(channel.question.key)
  }

  /**
   * The first change is delivered at once. Further ones are joined: they wait until 10 ms after the last delivery
   * began, and until the stream has rested.
   */
  private scheduleDelivery(): void {
    if (this.nextDelivery) return
    const rest = deedsUnderWay() < manyDeeds ? rests.usual : rests.busy
    const wait = this.deliveredAt + Math.max(deliverEveryMs, (1 + rest) * this.deliveringMs) - performance.now()
    if (wait > 0) this.nextDelivery = setTimeout(() => this.deliver(), wait)
    else this.deliver()
  }

  private deliver(): void {
    this.nextDelivery = null
    this.deliveredAt = performance.now()
    this.deliveringMs = 0
    this.announcedHead = this.tail.readThrough
    for (const channel of this.channels.values()) channel.deliverThrough(this.announcedHead)
  }

  /** A log that cannot be read because of a fault of ours ends its subscribers; they come back with their cursor. */
  private endUnlessRetryable(error: unknown): void {
    const fault = faultFor(error)
    if (!fault) return
    this.isBroken = true
    for (const subscriber of this.channelOf.keys()) subscriber.end(fault)
  }
}
