import { accountsWithChangedRights } from '#server/log/catalogue.ts'
import { addTallies, firstNeeded, type LoggedEvent, readEvents, type StoredEvent } from '#server/log/events.ts'
import type { Tally } from '#server/log/tallies.ts'
import { db } from '#server/postgres/db.ts'
import { feedCounters } from './counters.ts'
import type { LogConnection, Statement } from './log-connection.ts'

/** How many of the newest events are kept in memory. */
const ringSize = 1000
const readSize = 500
const pageSize = 200

/** Where a stream's log was found to end: the life of the log, its newest seq, and the database's time of the look. */
export type LogEnd = { epoch: string; head: number; at: Date }

/** What follows a seq in the log: at most 200 events, and the accounts whose rights they may have changed. */
export type Page = { events: LoggedEvent[]; through: number; accounts: Set<string> }

/** A stream's log as this node knows it: its newest events in memory, read once for all subscribers. */
export class Tail {
  readonly unionId: string
  epoch = ''
  /** The newest seq of the log when it was last looked at. */
  head = 0
  /** The database's time of that look. */
  lookedAt = new Date(0)
  /** The newest seq that this tail has read. */
  readThrough = 0
  /** When this tail last knew the whole log, by this process's own clock in milliseconds; null before the first time. */
  readAt: number | null = null
  private readonly connection: LogConnection
  private readonly onChange: () => void
  private ring: LoggedEvent[] = []
  /** The union's tally right after the event `readThrough`. */
  private tally: Tally = {}
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
  async confirm(end: LogEnd, readAt: number): Promise<void> {
    this.pages.clear()
    if (end.epoch !== this.epoch || end.head !== this.readThrough) await this.advance()
    else if (this.readAt === null || readAt > this.readAt) this.noteLook(end, readAt)
  }

  private noteLook({ head, at }: LogEnd, readAt: number): void {
    this.head = head
    this.lookedAt = at
    this.readAt = readAt
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
    const began = performance.now()
    const rows = await this.connection.read<Row>(following, [this.unionId, this.readThrough])
    const [first] = rows
    if (!first) return true
    const { epoch, head, lookedAt } = first
    this.head = head
    this.lookedAt = lookedAt
    if (epoch !== this.epoch || head < this.readThrough) this.beginEpoch(epoch)
    else if (first.seq !== null) this.append(rows as StoredEvent[])
    else if (this.readThrough < head) throw new Error(`the log has a gap after ${this.readThrough}`)
    if (this.readThrough < head) return false
    this.readAt = began
    return true
  }

  /** Forgets the events of another life of the log. Of this one it reads what memory has room for. */
  private beginEpoch(epoch: string): void {
    this.epoch = epoch
    this.ring = []
    this.readThrough = Math.max(0, firstNeeded(Math.max(0, this.head - ringSize)) - 1)
    this.tally = {}
    this.change()
  }

  private append(rows: StoredEvent[]): void {
    const next = rows[0]!.seq
    if (next !== this.readThrough + 1) throw new Error(`the log has a gap before ${next}`)
    const events = addTallies(rows, this.tally)
    const newest = events.at(-1)!
    this.ring.push(...events)
    if (this.ring.length > ringSize) this.ring.splice(0, this.ring.length - ringSize)
    this.readThrough = newest.seq
    this.tally = newest.unionTally
    feedCounters.read += events.length
    feedCounters.lagMs = this.lookedAt.getTime() - newest.at.getTime()
    this.change()
  }

  private change(): void {
    this.pages.clear()
    this.onChange()
  }

  /** Pages end at multiples of 200, so that those who come back from different places soon ask for the same page. */
  private async eventsAfter(seq: number): Promise<LoggedEvent[]> {
    const take = pageSize - (seq % pageSize)
    const first = this.ring[0]?.seq ?? this.readThrough + 1
    if (seq >= first - 1) return this.ring.slice(seq - first + 1, seq - first + 1 + take)
    const events = await readEvents(db, this.unionId, { after: seq, through: this.readThrough, take })
    feedCounters.reread += events.length
    return events
  }
}

/** Where the log ends, and an event of it; every column of the event is null where there is none. */
type Row = { epoch: string; head: number; lookedAt: Date } & { [field in keyof StoredEvent]: StoredEvent[field] | null }

/**
 * Where the stream's log ends and what it holds after a seq, as of one moment: that of the statement lies before what it
 * sees. No row means that there is no such stream.
 */
const following: Statement = {
  name: 'feed_following',
  text: `SELECT s.epoch, s.head, statement_timestamp() AS "lookedAt", e.*
    FROM "Stream" s LEFT JOIN LATERAL (
      SELECT * FROM "Event" e WHERE e."unionId" = s."unionId" AND e.seq > $2 ORDER BY e.seq LIMIT ${readSize}
    ) e ON true
    WHERE s."unionId" = $1 ORDER BY e.seq`,
}
