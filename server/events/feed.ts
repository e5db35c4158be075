import { EventEmitter } from 'node:events'
import pg from 'pg'
import type { Event } from '#codegen/prisma/client.ts'
import { databaseUrl, db } from '#server/platform/db.ts'
import { logger } from '#server/platform/logger.ts'

const channel = 'sizhen_events'
const ringSize = 1000
const readSize = 500
const pageSize = 200
const pollMs = 1000
const notifyEveryMs = 10

/** A page of the log after a seq, read once for all who ask for the same: what they are told can be shared by it. */
export type Window = { events: Event[]; through: number; at: Date }

/** A stream as this node knows it: its newest events in memory, read from the log once for all subscribers. */
class Tail {
  readonly unionId: string
  readonly changed = new EventEmitter().setMaxListeners(0)
  epoch = ''
  head = 0
  readers = 0
  private ring: Event[] = []
  private windows = new Map<number, Promise<Window>>()
  private reading: Promise<void> | null = null
  private again = false

  constructor(unionId: string) {
    this.unionId = unionId
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

  /** From the last look at `again` to the end nothing else runs: no call is joined to a read that is over. */
  private async read(): Promise<void> {
    try {
      do {
        this.again = false
        await this.readToHead()
      } while (this.again)
    } finally {
      this.reading = null
    }
  }

  private async readToHead(): Promise<void> {
    const stream = await db.stream.findUnique({ where: { unionId: this.unionId } })
    if (!stream) return
    if (stream.epoch !== this.epoch || stream.head < this.head) {
      this.epoch = stream.epoch
      this.ring = []
      this.head = Math.max(0, stream.head - ringSize)
    }
    while (this.head < stream.head) {
      const events = await readLog(this.unionId, this.head, readSize)
      if (events.length === 0) break
      this.ring.push(...events)
      if (this.ring.length > ringSize) this.ring.splice(0, this.ring.length - ringSize)
      this.head = events.at(-1)!.seq
      figures.read += events.length
      figures.lagMs = Date.now() - events.at(-1)!.at.getTime()
    }
    this.windows.clear()
    this.changed.emit('changed')
  }

  /** What follows `seq`, at most a page: from memory where it reaches back that far, else from the log. */
  window(seq: number): Promise<Window> {
    const known = this.windows.get(seq)
    if (known) return known
    const window = this.after(seq).then((events) => ({ events, through: events.at(-1)?.seq ?? seq, at: new Date() }))
    this.windows.set(seq, window)
    window.catch(() => this.windows.delete(seq))
    return window
  }

  private async after(seq: number): Promise<Event[]> {
    const first = this.ring[0]?.seq ?? this.head + 1
    if (seq >= first - 1) return this.ring.slice(seq - first + 1, seq - first + 1 + pageSize)
    return readLog(this.unionId, seq, pageSize)
  }
}

const readLog = (unionId: string, after: number, take: number) =>
  db.event.findMany({ where: { unionId, seq: { gt: after } }, orderBy: { seq: 'asc' }, take })

const figures = { read: 0, delivered: 0, lagMs: 0 }

/** What this node has read and handed out since its start, and how old the newest event was when it was read. */
export const feedFigures = (): Readonly<typeof figures> => figures

/** Counts what a cursor hands to its subscriber. */
export function countDelivered(events: number): void {
  figures.delivered += events
}

const tails = new Map<string, Tail>()
let listener: pg.Client | null = null
let poll: NodeJS.Timeout | null = null
let running = false

/** Starts listening for other nodes' signals, with a poll behind it, so that a lost signal costs a second. */
export function startFeed(): void {
  running = true
  void listen()
  poll = setInterval(() => {
    for (const tail of tails.values()) void advance(tail)
  }, pollMs)
}

/** Stops timers and the connection. Subscribers are ended by their sockets. */
export async function stopFeed(): Promise<void> {
  running = false
  if (poll) clearInterval(poll)
  for (const timer of pending.values()) clearTimeout(timer)
  pending.clear()
  tails.clear()
  const client = listener
  listener = null
  await client?.end().catch(() => {})
}

/** Joins a stream; `leave` must be called once. The tail is level with the log when the promise resolves. */
export async function joinTail(unionId: string): Promise<{ tail: Tail; leave: () => void }> {
  const tail = tails.get(unionId) ?? new Tail(unionId)
  tails.set(unionId, tail)
  tail.readers++
  const leave = () => {
    tail.readers--
    if (tail.readers === 0 && tails.get(unionId) === tail) tails.delete(unionId)
  }
  try {
    await tail.advance()
    return { tail, leave }
  } catch (error) {
    leave()
    throw error
  }
}

/** How many streams and subscribers this node reads for: both return to zero when clients leave. */
export const feedSize = () => ({
  streams: tails.size,
  readers: [...tails.values()].reduce((sum, tail) => sum + tail.readers, 0),
})

/** Called after a commit: this node reads at once, the others are told, at most once in 10 ms per stream. */
export function wakeFeed(unionId: string): void {
  const tail = tails.get(unionId)
  if (tail) void advance(tail)
  if (running) notifyOthers(unionId)
}

const pending = new Map<string, NodeJS.Timeout>()
const owed = new Set<string>()

function notifyOthers(unionId: string): void {
  if (pending.has(unionId)) {
    owed.add(unionId)
    return
  }
  listener?.query('SELECT pg_notify($1, $2)', [channel, unionId]).catch(() => {})
  const timer = setTimeout(() => {
    pending.delete(unionId)
    if (owed.delete(unionId)) notifyOthers(unionId)
  }, notifyEveryMs)
  pending.set(unionId, timer.unref())
}

async function listen(): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl, keepAlive: true, connectionTimeoutMillis: 2000 })
  const retry = () => {
    if (listener === client) listener = null
    client.removeAllListeners('end')
    if (running) setTimeout(() => running && void listen(), pollMs).unref()
  }
  client.on('error', (error) => logger.warn({ error: error.message }, 'feed: signal connection lost'))
  client.on('notification', ({ payload }) => {
    const tail = payload ? tails.get(payload) : undefined
    if (tail) void advance(tail)
  })
  try {
    await client.connect()
    client.on('end', retry)
    await client.query(`LISTEN ${channel}`)
    listener = client
    for (const tail of tails.values()) void advance(tail)
  } catch {
    await client.end().catch(() => {})
    retry()
  }
}

/** A read that fails is tried again by the poll: subscribers keep their cursor and miss nothing. */
const advance = (tail: Tail) =>
  tail.advance().catch((error: Error) => logger.warn({ error: error.message }, 'feed: log not readable'))

export type { Tail }
