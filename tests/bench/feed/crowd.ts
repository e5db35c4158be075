import { setTimeout as sleep } from 'node:timers/promises'
import { quantile } from '#tests/bench/figures.ts'
import { clock } from './clock.ts'
import { Follower, type Target, type Watcher } from './follower.ts'

/** So many subscribers to one target. */
export type Group = Target & { count: number }

/** The newest seq of each stream, by its name. */
export type Heads = Record<string, number>

const handshakes = 500
const patienceMs = 250
const limitMs = 120_000

/** All subscribers of one process. Whoever waits is told at once when one of them sees what it must not. */
export class Crowd implements Watcher {
  private readonly followers: Follower[] = []
  private queue: Follower[] = []
  private opening = 0
  private awaited = 0
  private heads: Heads = {}
  private behind = 0
  private wake: () => void = () => {}
  private fault: string | null = null
  private sentAwayTimes = 0
  private lastReason = 'none'

  /** Adds subscribers and waits until all are there; `atOnce` is how many may be on their way. */
  async connect(groups: Group[], atOnce: number): Promise<void> {
    const added = groups.flatMap(({ count, ...target }) =>
      Array.from({ length: count }, () => new Follower(target, this)),
    )
    this.followers.push(...added)
    for (let i = 0; i < added.length; i += atOnce) {
      this.send(added.slice(i, i + atOnce))
      await this.until(
        () => this.awaited === 0,
        () => `${this.awaited} of ${this.followers.length} subscribers are not there`,
      )
    }
  }

  /** Waits until all have read everything up to these heads. */
  async level(heads: Heads): Promise<void> {
    this.heads = heads
    this.behind = this.followers.filter(({ last, target }) => last < heads[target.stream]!).length
    await this.until(
      () => this.behind === 0,
      () => `${this.behind} of ${this.followers.length} subscribers are not level with ${JSON.stringify(heads)}`,
    )
  }

  /**
   * Waits a moment for what must not come, then fails where anybody is not exactly there. Answers with how often a
   * busy server had sent somebody away, who came again and missed nothing.
   */
  async exactly(heads: Heads): Promise<number> {
    await sleep(200)
    if (this.fault) throw new Error(this.fault)
    const astray = this.followers.filter(({ last, target }) => last !== heads[target.stream])
    if (astray.length) throw new Error(`${astray.length} of ${this.followers.length} are not level at the end`)
    const times = this.sentAwayTimes
    this.sentAwayTimes = 0
    return times
  }

  /** Cuts all connections. */
  cut(): void {
    for (const each of this.followers) each.cut()
  }

  /** All come back at once, each at its last seq; answers with the milliseconds until the last was level. */
  async comeBack(heads: Heads): Promise<number> {
    const start = clock()
    this.send(this.followers)
    await this.level(heads)
    return clock() - start
  }

  /** From here on everybody notes when it read what. */
  note(): void {
    for (const each of this.followers) each.notesFrom = each.last + 1
  }

  /** How long after these times, by stream and from the first noted seq on, the events were read. */
  delays(times: Record<string, number[]>): { count: number; p50: number; p99: number } {
    const all = this.followers.flatMap(({ reads, target }) => times[target.stream]!.map((time, i) => reads[i]! - time))
    return { count: all.length, p50: quantile(all, 0.5), p99: quantile(all, 0.99) }
  }

  live(): void {
    this.awaited--
    this.wake()
  }

  sentAway(follower: Follower, why: string, wasLive: boolean): void {
    if (wasLive) this.awaited++
    this.sentAwayTimes++
    this.lastReason = why
    setTimeout(() => this.send([follower], false), patienceMs * (0.5 + Math.random()))
  }

  moved({ last, target }: Follower, from: number): void {
    const head = this.heads[target.stream]!
    if (from < head && last >= head && --this.behind === 0) this.wake()
  }

  wrong({ target }: Follower, what: string): void {
    this.fault ??= `a subscriber of ${target.stream}: ${what}`
    this.wake()
  }

  private send(followers: Follower[], isNew = true): void {
    this.queue = [...followers, ...this.queue]
    if (isNew) this.awaited += followers.length
    this.pump()
  }

  private pump(): void {
    while (this.opening < handshakes && this.queue.length) {
      this.opening++
      void this.queue
        .pop()!
        .open()
        .finally(() => {
          this.opening--
          this.pump()
        })
    }
  }

  private until(reached: () => boolean, otherwise: () => string): Promise<void> {
    return new Promise((resolve, reject) => {
      const end = (settle: () => void) => {
        clearTimeout(timer)
        this.wake = () => {}
        settle()
      }
      const late = () => {
        const reason = `${this.sentAwayTimes} times sent away, the last: ${this.lastReason}`
        end(() => reject(new Error(`${otherwise()} after ${limitMs / 1000} s (${reason})`)))
      }
      const timer = setTimeout(late, limitMs)
      this.wake = () => {
        if (this.fault) end(() => reject(new Error(this.fault!)))
        else if (reached()) end(resolve)
      }
      this.wake()
    })
  }
}
