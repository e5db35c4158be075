import { setTimeout as sleep } from 'node:timers/promises'
import { query } from './api.ts'
import { type Batch, type Watching, watchBySocket } from './ways-to-watch.ts'

/** What a witness was told at one seq of one life of the log. */
export type Told = { epoch: string; seq: number; meaning: string }

/**
 * A client that does as clients are told to: it comes back with its last `through` and epoch, and where it is told to start
 * again it takes the snapshot and follows it. It may leave and come back later.
 */
export class Witness {
  readonly told: Told[] = []
  /** How often it was told to start again. */
  resets = 0
  /** The snapshot from which it follows, and how far it has come. */
  epoch = ''
  from = 0
  through = 0
  readonly wrong: string[] = []
  private readonly url: string
  private readonly token: string
  private watching: Watching | null = null
  private loop: Promise<void> | null = null
  private isHere = false

  /** It follows by this node. */
  constructor(url: string, token: string) {
    this.url = url
    this.token = token
  }

  /** Begins to follow, or comes back with its last position. */
  come(): void {
    this.isHere = true
    this.loop = this.follow()
  }

  async leave(): Promise<void> {
    this.isHere = false
    this.watching?.stop()
    await this.loop
  }

  private async follow(): Promise<void> {
    while (this.isHere) {
      try {
        if (!this.epoch) await this.takeSnapshot()
        const { url, token, through: after, epoch } = this
        this.watching = watchBySocket({ url, token, after, epoch, onBatch: (batch) => this.hear(batch) })
        await this.watching.ended
        this.watching.stop()
      } catch {
        // the node cannot answer now, and the next attempt will tell
      }
      await sleep(50 + Math.random() * 200)
    }
  }

  private async takeSnapshot(): Promise<void> {
    const { board } = await query(this.url, this.token, '{ board { epoch seq } }')
    this.epoch = board.epoch
    this.from = this.through = board.seq
  }

  private hear({ epoch, reset, after, through, events }: Batch): void {
    if (reset) {
      this.resets += 1
      this.epoch = ''
      return
    }
    if (epoch !== this.epoch) this.wrong.push('the epoch changed without a reset')
    if (after !== this.through) this.wrong.push(`a batch after ${after} where ${this.through} was known`)
    for (const { seq, at, name } of events) this.told.push({ epoch, seq, meaning: `${name} at ${at}` })
    this.through = through
  }
}
