import { setTimeout as sleep } from 'node:timers/promises'
import type { Batch, Watch, Watching } from './ways-to-watch.ts'

type Options = { url: string; token: string; unionId: string; after: number; watch: (from: Watch) => Watching }

/** How endings look that only mean: come back. */
const comeBack = /^(1\d\d\d|4490|UNAVAILABLE|closed|error)$/

/** A subscriber that comes back with its last `through` whenever its connection ends, and watches for what may not be. */
export class Follower {
  readonly unionId: string
  /** Everything it was told, in the order it was told. */
  readonly seen: { seq: number; name: string }[] = []
  readonly from: number
  through: number
  /** Milliseconds from each loss of the connection to the next batch. */
  readonly resumes: number[] = []
  /** When it heard anything. */
  readonly heardAt: number[] = []
  /** How its connections ended, as often. */
  readonly endings = new Map<string, number>()
  readonly wrong: string[] = []
  private readonly options: Options
  private epoch: string | null = null
  private running = true
  private lostAt: number | null = null
  private watching: Watching | null = null
  private loop: Promise<void> | null = null

  constructor(options: Options) {
    this.options = options
    this.unionId = options.unionId
    this.from = this.through = options.after
  }

  /** Resolves when the first batch has come. */
  async start(): Promise<this> {
    this.loop = this.follow()
    while (this.heardAt.length === 0) await sleep(20)
    return this
  }

  async stop(): Promise<void> {
    this.running = false
    this.watching?.stop()
    await this.loop
  }

  /** Whether it is connected and has heard something since it was last lost. */
  get isLive(): boolean {
    return this.heardAt.length > 0 && this.lostAt === null
  }

  private async follow(): Promise<void> {
    for (let failures = 0; this.running; failures += 1) {
      const { url, token, watch } = this.options
      const heard = this.heardAt.length
      this.watching = watch({
        url,
        token,
        after: this.through,
        epoch: this.epoch,
        onBatch: (batch) => this.hear(batch),
      })
      const ending = await this.watching.ended
      this.watching.stop()
      if (!this.running) return
      this.lostAt ??= performance.now()
      this.endings.set(ending, (this.endings.get(ending) ?? 0) + 1)
      if (!comeBack.test(ending)) this.wrong.push(`a subscription ended with ${ending}`)
      if (this.heardAt.length > heard) failures = 0
      await sleep(100 + Math.random() * Math.min(2000, 300 * 2 ** failures))
    }
  }

  private hear({ epoch, reset, after, through, events }: Batch): void {
    const now = performance.now()
    if (this.lostAt !== null) this.resumes.push(now - this.lostAt)
    this.lostAt = null
    this.heardAt.push(now)
    if (reset) return void this.wrong.push(`told to start again after ${after}`)
    if (this.epoch !== null && epoch !== this.epoch) this.wrong.push('the epoch changed')
    if (after !== this.through) this.wrong.push(`a batch after ${after} where ${this.through} was known`)
    for (const { seq } of events) {
      if (seq <= after || seq > through) this.wrong.push(`${seq} in a batch from ${after} to ${through}`)
    }
    this.seen.push(...events)
    this.epoch = epoch
    this.through = through
  }
}

/** How long it heard nothing between two moments, at most. */
export function longestSilence({ heardAt }: Follower, from: number, to: number): number {
  const times = [from, ...heardAt.filter((time) => time > from && time < to), to]
  return Math.max(...times.slice(1).map((time, i) => time - times[i]!))
}
