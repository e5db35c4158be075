import type { AppError } from './errors.ts'

type Limits = { atOnce: number; mostWaiting: number; tooMany: () => AppError }
type Waiting = { weight: number; begin: () => void }
type Line = { running: number; waiting: Waiting[] }
type Options = { weight?: number; signal?: AbortSignal | undefined }

/** Does so much work at once for each key, and lets so much more wait for its turn. */
export class Turns {
  private readonly lines = new Map<string, Line>()
  private readonly limits: Limits

  constructor(limits: Limits) {
    this.limits = limits
  }

  /**
   * Does the work when it is its turn. It counts as much as its weight says, and alone where that is more than there may be at
   * once. Throws `tooMany` where too many wait already; nobody waits for work whose `signal` is over.
   */
  async take<T>(key: string, work: () => T, { weight = 1, signal }: Options = {}): Promise<Awaited<T>> {
    const line = this.lines.get(key) ?? { running: 0, waiting: [] }
    this.lines.set(key, line)
    if (line.waiting.length === 0 && this.hasRoom(line, weight)) line.running += weight
    else await this.wait(line, weight, signal)
    try {
      return await work()
    } finally {
      line.running -= weight
      this.beginNext(line)
      if (line.running === 0) this.lines.delete(key)
    }
  }

  private hasRoom({ running }: Line, weight: number): boolean {
    return running === 0 || running + weight <= this.limits.atOnce
  }

  /** Begins the work of those who wait first, as long as there is room for it. */
  private beginNext(line: Line): void {
    for (let [next] = line.waiting; next && this.hasRoom(line, next.weight); [next] = line.waiting) {
      line.waiting.shift()
      line.running += next.weight
      next.begin()
    }
  }

  private wait(line: Line, weight: number, signal?: AbortSignal): Promise<void> {
    if (line.waiting.length >= this.limits.mostWaiting) throw this.limits.tooMany()
    return new Promise((resolve, reject) => {
      const leave = () => {
        line.waiting.splice(line.waiting.indexOf(place), 1)
        reject(signal!.reason)
        // those behind it may need less room
        this.beginNext(line)
      }
      const begin = () => {
        // from now on the place is given back by the end of the work alone
        signal?.removeEventListener('abort', leave)
        // work that waits for nothing would follow upon the other without anybody else being served between them
        setImmediate(resolve)
      }
      const place = { weight, begin }
      line.waiting.push(place)
      signal?.addEventListener('abort', leave)
    })
  }
}
