import { onCommit } from '#server/log/commits.ts'
import { readEnv } from '#server/platform/env.ts'
import { logger } from '#server/platform/logger.ts'
import { noteAway, notePoll } from './faults.ts'
import { LogConnection, type Statement } from './log-connection.ts'
import { Stream } from './stream.ts'
import type { LogEnd } from './tail.ts'

const pollMs = 1000
const idleMs = 60_000

/** What an operator may set: how many events a cursor may lie behind the log, connected or coming back. */
type Settings = { RESUME_LIMIT: number }

/** Where the logs end. The time is that before the statement has looked, and PostgreSQL has one on a standby as well. */
const ends: Statement = {
  name: 'feed_ends',
  text: `SELECT "unionId", epoch, head, statement_timestamp() AS at,
      CASE WHEN pg_is_in_recovery() THEN false ELSE timeline <> wal_timeline() END AS "isOvertaken"
    FROM "Stream" WHERE "unionId" = ANY($1::uuid[])`,
}

const newEpochs: Statement = { name: 'feed_epochs', text: 'SELECT begin_epochs()' }

type EndOfLog = LogEnd & { unionId: string; isOvertaken: boolean }

/** Follows the log for this node: by its own commits, by the other nodes' notifications, and by a poll behind both. */
class Feed {
  readonly streams = new Map<string, Stream>()
  private readonly resumeLimit: number
  private readonly connection = new LogConnection((unionId) => this.advance(unionId))
  private readonly timer = setInterval(() => void this.poll(), pollMs)
  private readonly stopListening = onCommit((unionId) => {
    this.advance(unionId)
    this.connection.notify(unionId)
  })
  private isPolling = false

  constructor({ RESUME_LIMIT }: Settings) {
    this.resumeLimit = RESUME_LIMIT
  }

  async stop(): Promise<void> {
    clearInterval(this.timer)
    this.stopListening()
    await this.connection.end()
  }

  streamOf(unionId: string): Stream {
    const known = this.streams.get(unionId)
    if (known && !known.isBroken) return known
    const stream = new Stream(unionId, this.connection, this.resumeLimit)
    this.streams.set(unionId, stream)
    return stream
  }

  /** Reads what is new in one stream; null: in every stream. */
  private advance(unionId: string | null): void {
    const streams = unionId === null ? [...this.streams.values()] : [this.streams.get(unionId)]
    for (const stream of streams) void stream?.advance()
  }

  /** One statement for all streams: what notifications may have missed, and the proof behind every heartbeat. */
  private async poll(): Promise<void> {
    this.forgetUnused()
    if (this.isPolling || this.streams.size === 0) return
    this.isPolling = true
    try {
      const { rows, readAt } = await this.readEnds()
      await Promise.all(rows.map(({ unionId, ...end }) => this.streams.get(unionId)?.confirm(end, readAt)))
      notePoll()
    } catch (error) {
      noteAway(error)
    } finally {
      this.isPolling = false
    }
  }

  /** A standby has taken over where its timeline is another one than that of an epoch: new epochs are begun at once. */
  private async readEnds(): Promise<{ rows: EndOfLog[]; readAt: number }> {
    const readAt = performance.now()
    const rows = await this.connection.read<EndOfLog>(ends, [[...this.streams.keys()]])
    if (!rows.some(({ isOvertaken }) => isOvertaken)) return { rows, readAt }
    await this.connection.read(newEpochs, [])
    logger.warn('another PostgreSQL server has taken over: every cursor of the log is void')
    return this.readEnds()
  }

  private forgetUnused(): void {
    for (const [unionId, { isBroken, subscriberCount, usedAt }] of this.streams) {
      if (isBroken || (subscriberCount === 0 && performance.now() - usedAt > idleMs)) this.streams.delete(unionId)
    }
  }
}

let feed: Feed | null = null

/** Begins to follow the log. A lost notification costs as much as the time until the next poll: a second. */
export function startFeed(settings: Settings = readEnv()): void {
  feed = new Feed(settings)
}

/** Stops timers and the connection. Subscribers are ended by their sockets. */
export async function stopFeed(): Promise<void> {
  const stopped = feed
  feed = null
  await stopped?.stop()
}

/** A union's stream, read to its end less than two seconds ago, and as far as `after` if it goes that far. */
export async function openStream(unionId: string, after: number): Promise<Stream> {
  if (!feed) throw new Error('the feed is not started')
  const stream = feed.streamOf(unionId)
  await stream.prepare(after)
  return stream
}

const streams = (): Stream[] => [...(feed?.streams.values() ?? [])]

/** How many streams this node reads, for how many subscribers, and in how many channels of those who share. */
export const feedSize = () => ({
  streams: streams().length,
  subscribers: streams().reduce((sum, { subscriberCount }) => sum + subscriberCount, 0),
  channels: streams().reduce((sum, { channelCount }) => sum + channelCount, 0),
})

/** How many events the last of all subscribers lies behind its stream, as far as this node knows it. */
export const feedLag = (): number => Math.max(0, ...streams().map(({ lag }) => lag))

/** Seconds since the log was last read, of the stream that waits the longest; 0 where none is followed. */
export const feedSilence = (): number =>
  Math.max(0, ...streams().map(({ tail }) => (tail.readAt === null ? 0 : performance.now() - tail.readAt))) / 1000
