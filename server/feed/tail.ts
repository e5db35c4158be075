import type { Event } from '#codegen/prisma/client.ts'
import { accountsWithChangedRights } from '#server/log/catalogue.ts'
import { db } from '#server/postgres/db.ts'
import { feedCounters } from './counters.ts'
import type { LogConnection, Statement } from './log-connection.ts'

/** How many of the newest events are kept in memory. */
const ringSize = 1000
const readSize = 500
const pageSize = 200

/** A stream's position: the life of its log and the newest seq. */
export type Position = { epoch: string; head: number }

/** What follows a seq in the log: at most 200 events, and the accounts whose rights they may have changed. */
export type Page = { events: Event[]; through: number; accounts: Set<string> }

/** A stream's log as this node knows it: its newest events in memory, read once for all subscribers. */
export class Tail {
  readonly unionId: string
  epoch = ''
  head = 0
  /** When the log was last read and found to end at `head`, in milliseconds; 0 before the first time. */
  readAt = 0
  private readonly connection: LogConnection
  private readonly onChange: () => void
  private ring: Event[] = []
  private pages = new Map<number, Promise<Page>>()
  private reading: Promise<void> | null = null
  private isChangedWhileReading = false

  /** `onChange` is called after each read that brought new events or a new epoch. */
  constructor(unionId: string, connection: LogConnection, onChange: () => void) {
    this.unionId = unionId
    this.connection = connection
    this.onChange = onChange
  }

  /** Reads what is new in the log. Calls that come while it reads are joined into one more read. */
  advance(): Promise<void> {
    if (this.reading) {
      this.isChangedWhileReading = true
      return this.reading
    }
    this.reading = Promise.resolve().then(() => this.readToEnd())
    return this.reading
  }

  /** Takes note of where the log ended at `readAt`; reads it where that is not what this tail knows. */
  async confirm({ epoch, head }: Position, readAt: number): Promise<void> {
    this.pages.clear()
    if (epoch === this.epoch && head === this.head) this.readAt = Math.max(this.readAt, readAt)
    else await this.advance()
  }

  /** What follows `seq`, at most a page: from memory where it reaches back that far, else from the log. */
  page(seq: number): Promise<Page> {
    const known = this.pages.get(seq)
    if (known) return known
    const page = this.eventsAfter(seq).then((events) => ({
      events,
      through: events.at(-1)?.seq ?? seq,
      accounts: accountsWithChangedRights(events),
    }))
    this.pages.set(seq, page)
    page.catch(() => this.pages.delete(seq))
    return page
  }

  /** Nothing else runs between the last check of `isChangedWhileReading` and the end: no call is joined too late. */
  private async readToEnd(): Promise<void> {
    try {
      do {
        this.isChangedWhileReading = false
        while (!(await this.readPart()));
      } while (this.isChangedWhileReading)
    } finally {
      this.reading = null
    }
  }

  /** Reads at most 500 events in one statement; true where this tail then knows everything in the log. */
  private async readPart(): Promise<boolean> {
    const began = Date.now()
    const rows = await this.connection.read<Row>(following, [this.unionId, this.head])
    const [first] = rows
    if (!first) return true
    const { epoch, head } = first
    if (epoch !== this.epoch || head < this.head) {
      this.beginEpoch(first)
      return this.head === head
    }
    if (first.seq === null && this.head < head) throw new Error(`the log has a gap after ${this.head}`)
    if (first.seq !== null) this.append(rows.map(({ epoch: _, head: __, ...event }) => event as Event))
    if (this.head < head) return false
    this.readAt = began
    return true
  }

  /** Forgets the events of another life of the log. Of this one it reads what memory has room for. */
  private beginEpoch({ epoch, head }: Position): void {
    this.epoch = epoch
    this.ring = []
    this.head = Math.max(0, head - ringSize)
    this.change()
  }

  private append(events: Event[]): void {
    const next = events[0]!.seq
    if (next !== this.head + 1) throw new Error(`the log has a gap before ${next}`)
    this.ring.push(...events)
    if (this.ring.length > ringSize) this.ring.splice(0, this.ring.length - ringSize)
    this.head = events.at(-1)!.seq
    feedCounters.read += events.length
    feedCounters.lagMs = Date.now() - events.at(-1)!.at.getTime()
    this.change()
  }

  private change(): void {
    this.pages.clear()
    this.onChange()
  }

  /** Pages end at multiples of 200, so that those who come back from different places soon ask for the same page. */
  private async eventsAfter(seq: number): Promise<Event[]> {
    const take = pageSize - (seq % pageSize)
    const first = this.ring[0]?.seq ?? this.head + 1
    if (seq >= first - 1) return this.ring.slice(seq - first + 1, seq - first + 1 + take)
    const rows = await db.event.findMany({
      where: { unionId: this.unionId, seq: { gt: seq, lte: this.head } },
      orderBy: { seq: 'asc' },
      take,
    })
    feedCounters.reread += rows.length
    return rows
  }
}

/** The stream's position and an event after it; every column of the event is null where there is none. */
type Row = Position & { [field in keyof Event]: Event[field] | null }

/** The stream's position and what it holds after a seq, as of one moment. No row means that there is no such stream. */
const following: Statement = {
  name: 'feed_following',
  text: `SELECT s.epoch, s.head, e.*
    FROM "Stream" s LEFT JOIN LATERAL (
      SELECT * FROM "Event" e WHERE e."unionId" = s."unionId" AND e.seq > $2 ORDER BY e.seq LIMIT ${readSize}
    ) e ON true
    WHERE s."unionId" = $1 ORDER BY e.seq`,
}
