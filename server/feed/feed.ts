import { onCommit } from '#server/log/commits.ts'
import { readEnv } from '#server/platform/env.ts'
import { noteAway, notePoll } from './faults.ts'
import { LogConnection, type Statement } from './log-connection.ts'
import { Stream } from './stream.ts'
import type { Position } from './tail.ts'

const pollMs = 1000
const idleMs = 60_000

/** What an operator may set: how many events a cursor may lie behind the log, connected or coming back. */
type Settings = { RESUME_LIMIT: number }

const positions: Statement = {
  name: 'feed_positions',
  text: 'SELECT "unionId", epoch, head FROM "Stream" WHERE "unionId" = ANY($1::uuid[])',
}

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
      const began = Date.now()
      const rows = await this.connection.read<Position & { unionId: string }>(positions, [[...this.streams.keys()]])
      await Promise.all(rows.map(({ unionId, ...position }) => this.streams.get(unionId)?.confirm(position, began)))
      notePoll()
    } catch (error) {
      noteAway(error)
    } finally {
      this.isPolling = false
    }
  }

  private forgetUnused(): void {
    for (const [unionId, { isBroken, subscriberCount, usedAt }] of this.streams) {
      if (isBroken || (subscriberCount === 0 && Date.now() - usedAt > idleMs)) this.streams.delete(unionId)
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
  Math.max(0, ...streams().map(({ tail }) => (tail.readAt ? Date.now() - tail.readAt : 0))) / 1000
