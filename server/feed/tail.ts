import type { Event } from '#codegen/prisma/client.ts'
import { accountsWithChangedRights } from '#server/log/catalogue.ts'
import { db } from '#server/postgres/db.ts'
import type { Channel } from './channel.ts'
import { figures } from './counters.ts'
import type { Line, Statement } from './log-connection.ts'

const ringSize = 1000
const readSize = 500
const pageSize = 200
const tickMs = 10
/** Handing out to a stream's subscribers takes at most one part in so many of a node's time. */
const share = 3

/** A page of the log after a seq, and the accounts whose rights its events may have changed. */
export type Window = { events: Event[]; through: number; accounts: Set<string> }

/** A stream's position: the life of its log and the newest seq. */
export type Position = { epoch: string; head: number }

/** A stream as this node knows it: its newest events in memory, read from the log once for all subscribers. */
export class Tail {
  readonly unionId: string
  readonly channels = new Map<string, Channel>()
  epoch = ''
  head = 0
  /** The head that the channels have been told of: what is newer waits for the next tick. */
  announced = 0
  /** When the log was last looked at and found to end at `head`, in milliseconds; 0 before the first look. */
  lookedAt = 0
  /** How many subscribers joined it, and when the last one left. */
  readers = 0
  idleSince = 0
  private readonly line: Line
  private ring: Event[] = []
  private windows = new Map<number, Promise<Window>>()
  private reading: Promise<void> | null = null
  private again = false
  private tickedAt = 0
  private handingMs = 0
  private ticking: NodeJS.Timeout | null = null

  constructor(unionId: string, line: Line) {
    this.unionId = unionId
    this.line = line
  }

  /** Reads what is new in the log. Calls while it reads are joined into one more read. */
  advance(): Promise<void> {
    if (this.reading) {
      this.again = true
      return this.reading
    }
    this.reading = Promise.resolve().then(() => this.read())
    return this.reading
  }

  /** Takes note of where the log was seen to end; reads where that is not here. */
  async found({ epoch, head }: Position, lookedAt: number): Promise<void> {
    this.windows.clear()
    if (epoch === this.epoch && head === this.head) this.lookedAt = Math.max(this.lookedAt, lookedAt)
    else await this.advance()
  }

  /** From the last look at `again` to the end nothing else runs: no call is joined to a read that is over. */
  private async read(): Promise<void> {
    try {
      do {
        this.again = false
        while (!(await this.readPage()));
      } while (this.again)
    } finally {
      this.reading = null
    }
  }

  /** One page in one statement; true where it is level with the log. */
  private async readPage(): Promise<boolean> {
    const began = Date.now()
    const rows = await this.line.read<Row>(following, [this.unionId, this.head])
    const [first] = rows
    if (!first) return true
    const { epoch, head } = first
    if (epoch !== this.epoch || head < this.head) {
      this.epoch = epoch
      this.ring = []
      this.head = Math.max(0, head - ringSize)
      this.changed()
      return this.head === head
    }
    if (first.seq === null && this.head < head) throw new Error(`the log has a gap after ${this.head}`)
    if (first.seq !== null) this.take(rows.map(({ epoch: _, head: __, ...event }) => event as Event))
    if (this.head < head) return false
    this.lookedAt = began
    return true
  }

  private take(events: Event[]): void {
    const next = events[0]!.seq
    if (next !== this.head + 1) throw new Error(`the log has a gap before ${next}`)
    this.ring.push(...events)
    if (this.ring.length > ringSize) this.ring.splice(0, this.ring.length - ringSize)
    this.head = events.at(-1)!.seq
    figures.read += events.length
    figures.lagMs = Date.now() - events.at(-1)!.at.getTime()
    this.changed()
  }

  /** Notes the time that it took to hand a page out. */
  handed(ms: number): void {
    this.handingMs += ms
  }

  /** Tells the channels: the first change at once, further ones joined, at most once in 10 ms and as `share` allows. */
  private changed(): void {
    this.windows.clear()
    if (this.ticking) return
    const wait = this.tickedAt + Math.max(tickMs, share * this.handingMs) - performance.now()
    if (wait > 0) this.ticking = setTimeout(() => this.tick(), wait)
    else this.tick()
  }

  private tick(): void {
    this.ticking = null
    this.tickedAt = performance.now()
    this.handingMs = 0
    this.announced = this.head
    for (const channel of this.channels.values()) channel.wake()
  }

  /** What follows `seq`, at most a page: from memory where it reaches back that far, else from the log. */
  window(seq: number): Promise<Window> {
    const known = this.windows.get(seq)
    if (known) return known
    const window = this.after(seq).then((events) => ({
      events,
      through: events.at(-1)?.seq ?? seq,
      accounts: accountsWithChangedRights(events),
    }))
    this.windows.set(seq, window)
    window.catch(() => this.windows.delete(seq))
    return window
  }

  /** Pages end at round seqs, so that those who come back from different places soon ask for the same. */
  private async after(seq: number): Promise<Event[]> {
    const take = pageSize - (seq % pageSize)
    const first = this.ring[0]?.seq ?? this.head + 1
    if (seq >= first - 1) return this.ring.slice(seq - first + 1, seq - first + 1 + take)
    const rows = await db.event.findMany({
      where: { unionId: this.unionId, seq: { gt: seq, lte: this.head } },
      orderBy: { seq: 'asc' },
      take,
    })
    figures.reread += rows.length
    return rows
  }
}

/** The stream's position and an event after it; of the event all is null where there is none. */
type Row = Position & { [field in keyof Event]: Event[field] | null }

/** The stream's position and what it holds after a seq, as of one moment. No row: there is no such stream. */
const following: Statement = {
  name: 'feed_following',
  text: `SELECT s.epoch, s.head, e.*
    FROM "Stream" s LEFT JOIN LATERAL (
      SELECT * FROM "Event" e WHERE e."unionId" = s."unionId" AND e.seq > $2 ORDER BY e.seq LIMIT ${readSize}
    ) e ON true
    WHERE s."unionId" = $1 ORDER BY e.seq`,
}
