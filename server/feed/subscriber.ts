import type { Actor, Context } from '#server/platform/context.ts'
import type { Channel } from './channel.ts'
import type { Message } from './message.ts'

/** Why a subscriber is ended by the feed. */
export type EndReason = 'void cursor' | 'forbidden' | 'too slow'

/** Where a subscriber's messages go. */
export type Sink = {
  /** True where it takes messages now; one that does not wakes its subscriber when it does again. */
  ready: () => boolean
  send: (messages: readonly Message[]) => void
}

/** Called once when it ends; null: it was asked to. */
export type OnEnd = (reason: EndReason | null) => void

type Parts = {
  context: Context
  after: number
  epoch: string | null
  sink: Sink
  onEnd: OnEnd
  /** The channel of whoever this is now; null where it may not listen any more. */
  channelOf: (actor: Actor) => Channel | null
}

/** A cursor into a stream: where one subscriber stands. It holds no events, so that a slow one only lags. */
export class Subscriber {
  readonly sink: Sink
  /** The last seq it was told, and the last one that was looked at for it: what it may not see is not told. */
  after: number
  seen: number
  epoch: string | null
  /** It is to be told something even if nothing has happened: its position, or a heartbeat. */
  due = true
  /** It is being served. */
  busy = false
  /** It has been level with the log. */
  level = false
  saidAt = 0
  channel: Channel | null = null
  isEnded = false
  private readonly context: Context
  private readonly channelOf: Parts['channelOf']
  private readonly onEnd: OnEnd
  private actor: Actor | null = null

  constructor({ context, after, epoch, sink, onEnd, channelOf }: Parts) {
    this.context = context
    this.after = after
    this.seen = after
    this.epoch = epoch
    this.sink = sink
    this.channelOf = channelOf
    this.onEnd = onEnd
  }

  get accountId(): string {
    return this.actor?.accountId ?? ''
  }

  /** True where somebody has found that the session's holder is not who it was. */
  isChanged(): boolean {
    return this.context.holder.actor !== this.actor
  }

  /** Goes to the channel of whoever this is now, keeping its place; ends where there is none. */
  move(): void {
    if (this.isEnded) return
    this.actor = this.context.holder.actor
    const channel = this.actor && this.channelOf(this.actor)
    if (channel === this.channel) return
    this.channel?.remove(this)
    this.channel = channel
    if (channel) channel.add(this)
    else this.end('forbidden')
  }

  /** Asks the database who this is, and moves where that has changed what it may see. */
  async renew(): Promise<void> {
    await this.context.renew()
    this.move()
  }

  told(through: number, epoch: string, messages: readonly Message[]): void {
    this.after = through
    this.epoch = epoch
    this.due = false
    this.saidAt = Date.now()
    this.sink.send(messages)
  }

  end(reason: EndReason | null): void {
    if (this.isEnded) return
    this.isEnded = true
    this.channel?.remove(this)
    this.channel = null
    this.onEnd(reason)
  }
}
