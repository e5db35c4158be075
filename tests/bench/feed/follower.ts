import { randomUUID } from 'node:crypto'
import { WebSocket } from 'ws'
import { document } from '#tests/bench/peers/payload.ts'
import { clock } from './clock.ts'
import { readBatch } from './read-batch.ts'

/**
 * Where a subscriber connects, and when it is there: with its socket (`raw`, which has no protocol), when its
 * subscription is sent (`unanswered`: what it hears next is an event), or with the batch that says its position.
 */
export type Target = {
  /** The stream it follows, by a name. */
  stream: string
  url: string
  token: string | null
  kind: 'raw' | 'unanswered' | 'positioned'
  after: number
  epoch: string | null
}

/** Who is told what becomes of a follower. */
export type Watcher = {
  live: (follower: Follower) => void
  /** It was sent away, by a server that is too busy or before it was there: as every client it comes again. */
  sentAway: (follower: Follower, why: string, wasLive: boolean) => void
  moved: (follower: Follower, from: number) => void
  /** What a subscriber must never see. */
  wrong: (follower: Follower, what: string) => void
}

const tryAgain = 1013

/** One subscriber: a bare socket that speaks graphql-transport-ws and checks that it misses and doubles nothing. */
export class Follower {
  readonly target: Target
  /** The last seq that it was told of. */
  last: number
  /** From this seq on it notes when it read each, in `reads`. */
  notesFrom = Number.POSITIVE_INFINITY
  reads: number[] = []
  private readonly watcher: Watcher
  private readonly id = randomUUID()
  private socket: WebSocket | null = null
  private isLive = false

  constructor(target: Target, watcher: Watcher) {
    this.target = target
    this.watcher = watcher
    this.last = target.after
  }

  /** Connects at its last seq; resolves when the socket is open, or closed instead. */
  open(): Promise<void> {
    this.isLive = false
    const options = { perMessageDeflate: false, skipUTF8Validation: true }
    const socket = new WebSocket(this.target.url, 'graphql-transport-ws', options)
    this.socket = socket
    return new Promise((resolve) => {
      socket.once('open', () => {
        if (this.target.kind === 'raw') this.begin()
        else this.say({ type: 'connection_init', payload: this.credentials() })
        resolve()
      })
      socket.on('message', (data: Buffer) => this.hear(data.toString('latin1')))
      socket.on('error', () => {})
      socket.once('close', (code) => {
        if (this.isLive && code !== tryAgain) this.watcher.wrong(this, `its socket was closed with ${code}`)
        else this.leave(`closed with ${code}`)
        resolve()
      })
    })
  }

  /** Goes without a word, as a phone does in a tunnel. */
  cut(): void {
    this.socket?.removeAllListeners().on('error', () => {})
    this.socket?.terminate()
  }

  private hear(text: string): void {
    try {
      const through = readBatch(text, this.last)
      if (through === null) this.answer(text)
      else this.move(through)
    } catch (error) {
      this.watcher.wrong(this, Buffer.from((error as Error).message, 'latin1').toString())
    }
  }

  private move(through: number): void {
    const from = this.last
    this.last = through
    if (through >= this.notesFrom) {
      const time = clock()
      for (let seq = Math.max(from + 1, this.notesFrom); seq <= through; seq++) this.reads[seq - this.notesFrom] = time
    }
    if (!this.isLive) this.begin()
    this.watcher.moved(this, from)
  }

  /** What is no batch is the protocol's. */
  private answer(text: string): void {
    const { type } = JSON.parse(text) as { type: string }
    if (type === 'connection_ack') {
      const variables = { after: this.last, epoch: this.target.epoch }
      this.say({ id: this.id, type: 'subscribe', payload: { query: document, variables } })
      if (this.target.kind === 'unanswered') this.begin()
    } else if (type === 'ping') {
      this.say({ type: 'pong' })
    } else if (this.isLive && !text.includes('"UNAVAILABLE"')) {
      this.watcher.wrong(this, `its subscription ended: ${text.slice(0, 300)}`)
    } else {
      this.cut()
      this.leave(text.slice(0, 300))
    }
  }

  private leave(why: string): void {
    const wasLive = this.isLive
    this.isLive = false
    this.watcher.sentAway(this, why, wasLive)
  }

  private begin(): void {
    this.isLive = true
    this.watcher.live(this)
  }

  private credentials(): object {
    return this.target.token ? { authorization: `Bearer ${this.target.token}` } : {}
  }

  private say(message: object): void {
    this.socket?.send(JSON.stringify(message))
  }
}
