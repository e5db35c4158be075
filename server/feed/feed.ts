import { onCommit } from '#server/log/commits.ts'
import { readEnv } from '#server/platform/env.ts'
import { logger } from '#server/platform/logger.ts'
import { Line, type Statement } from './log-connection.ts'
import { type Position, Tail } from './tail.ts'

/** Every subscriber hears something at least this often while the node sees the log. */
const heartbeatMs = 5000
const pollMs = 1000
const idleMs = 60_000

/** What an operator may set: how far a cursor may lie behind, connected or coming back. */
type Settings = { RESUME_LIMIT: number }

let settings: Settings | null = null
const tails = new Map<string, Tail>()
let line: Line | null = null
let poll: NodeJS.Timeout | null = null
let deafen: (() => void) | null = null
let looking = false

/** The widest gap that is filled from the log; beyond it a snapshot is cheaper for both sides. */
export function resumeLimit(): number {
  settings ??= readEnv()
  return settings.RESUME_LIMIT
}

/** Starts listening for other nodes' signals, with a poll behind it, so that a lost signal costs a second. */
export function startFeed(given: Settings = readEnv()): void {
  settings = given
  line = new Line((unionId) => {
    for (const tail of unionId === null ? tails.values() : [tails.get(unionId)]) if (tail) void advance(tail)
  })
  deafen = onCommit(wakeFeed)
  poll = setInterval(() => void look(), pollMs)
}

/** Stops timers and the connection. Subscribers are ended by their sockets. */
export async function stopFeed(): Promise<void> {
  if (poll) clearInterval(poll)
  deafen?.()
  tails.clear()
  const ending = line
  line = null
  await ending?.end()
}

/**
 * Joins a stream; `leave` must be called once. When the promise resolves the tail is level with the log, or was a
 * second ago: then it costs no query.
 */
export async function joinTail(unionId: string): Promise<{ tail: Tail; leave: () => void }> {
  if (!line) throw new Error('the feed is not started')
  const tail = tails.get(unionId) ?? new Tail(unionId, line)
  tails.set(unionId, tail)
  tail.readers++
  const leave = () => {
    tail.readers--
    tail.idleSince = Date.now()
  }
  try {
    if (Date.now() - tail.lookedAt > 2 * pollMs) await tail.advance()
    return { tail, leave }
  } catch (error) {
    leave()
    throw error
  }
}

/** How many streams this node reads and for how many subscribers; the latter is zero again when clients leave. */
export const feedSize = () => ({
  streams: tails.size,
  readers: [...tails.values()].reduce((sum, { readers }) => sum + readers, 0),
  channels: [...tails.values()].reduce((sum, { channels }) => sum + channels.size, 0),
})

/** How many events the last of all subscribers lies behind its stream, as far as this node knows it. */
export const feedLag = (): number =>
  Math.max(0, ...[...tails.values()].flatMap(({ channels }) => [...channels.values()].map(({ lag }) => lag)))

/** Seconds since the log was last seen, of the stream that waits the longest; 0 where none is followed. */
export const feedSilence = (): number =>
  Math.max(0, ...[...tails.values()].map(({ lookedAt }) => (lookedAt ? Date.now() - lookedAt : 0))) / 1000

/** Called after a commit: this node reads at once, the others are told. */
function wakeFeed(unionId: string): void {
  const tail = tails.get(unionId)
  if (tail) void advance(tail)
  line?.tell(unionId)
}

/** One statement for all streams: what signals may have missed, and the proof behind every heartbeat. */
async function look(): Promise<void> {
  for (const [unionId, { readers, idleSince }] of tails) {
    if (readers === 0 && Date.now() - idleSince > idleMs) tails.delete(unionId)
  }
  if (looking || !line || tails.size === 0) return
  looking = true
  try {
    const began = Date.now()
    const rows = await line.read<Position & { unionId: string }>(positions, [[...tails.keys()]])
    await Promise.all(rows.map((row) => beat(row, began)))
    if (away) logger.info('feed: log readable again')
    away = false
  } catch (error) {
    noteAway(error as Error)
  } finally {
    looking = false
  }
}

let away = false

/** Said once, however many wait for it; whoever could not be told is told after the next look. */
export function noteAway({ message }: Error): void {
  if (!away) logger.warn({ error: message }, 'feed: log not readable')
  away = true
}

const positions: Statement = {
  name: 'feed_positions',
  text: 'SELECT "unionId", epoch, head FROM "Stream" WHERE "unionId" = ANY($1::uuid[])',
}

/** No heartbeat unless the log was just seen: whoever hears nothing knows that its figures may be old. */
async function beat({ unionId, ...position }: Position & { unionId: string }, began: number): Promise<void> {
  const tail = tails.get(unionId)
  await tail?.found(position, began)
  for (const channel of tail?.channels.values() ?? []) channel.beat(heartbeatMs - pollMs)
}

/** A read that fails is tried again by the poll: subscribers keep their cursor and miss nothing. */
const advance = (tail: Tail) => tail.advance().catch(noteAway)
