import type { AppError } from './errors.ts'

type Limits = { atOnce: number; mostWaiting: number; tooMany: () => AppError }
type Line = { running: number; waiting: (() => void)[] }

/** Does so much work at once for each key, and lets so much more wait for its turn. */
export class Turns {
  private readonly lines = new Map<string, Line>()
  private readonly limits: Limits

  constructor(limits: Limits) {
    this.limits = limits
  }

  /** Does the work when it is its turn. Throws `tooMany` where too many wait already; nobody waits for work whose `signal` is over. */
  async take<T>(key: string, work: () => T, signal?: AbortSignal): Promise<Awaited<T>> {
    const line = this.lines.get(key) ?? { running: 0, waiting: [] }
    this.lines.set(key, line)
    if (line.running < this.limits.atOnce) line.running += 1
    else await this.wait(line, signal)
    try {
      return await work()
    } finally {
      // whoever is done gives its place to the next
      const next = line.waiting.shift()
      if (next) next()
      else line.running -= 1
      if (line.running === 0) this.lines.delete(key)
    }
  }

  private wait({ waiting }: Line, signal?: AbortSignal): Promise<void> {
    if (waiting.length >= this.limits.mostWaiting) throw this.limits.tooMany()
    return new Promise((resolve, reject) => {
      const leave = () => {
        waiting.splice(waiting.indexOf(begin), 1)
        reject(signal!.reason)
      }
      const begin = () => {
        signal?.removeEventListener('abort', leave)
        resolve()
      }
      waiting.push(begin)
      signal?.addEventListener('abort', leave)
    })
  }
}
