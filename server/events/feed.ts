import { db } from '#server/platform/db.ts'
import { readEnv } from '#server/platform/env.ts'
import { logger } from '#server/platform/logger.ts'
import { Signal } from './signal.ts'
import { type Position, Tail } from './tail.ts'

/** Every subscriber hears something at least this often while the node sees the log. */
export const heartbeatMs = 5000
const pollMs = 1000
const idleMs = 60_000

/** What an operator may set: how far a cursor may lie behind, connected or coming back. */
type Settings = { RESUME_LIMIT: number }

let settings: Settings | null = null
const tails = new Map<string, Tail>()
let signal: Signal | null = null
let poll: NodeJS.Timeout | null = null
let looking = false

/** The widest gap that is filled from the log; beyond it a snapshot is cheaper for both sides. */
export function resumeLimit(): number {
  settings ??= readEnv()
  return settings.RESUME_LIMIT
}

/** Starts listening for other nodes' signals, with a poll behind it, so that a lost signal costs a second. */
export function startFeed(given: Settings = readEnv()): void {
  settings = given
  signal = new Signal((unionId) => {
    for (const tail of unionId === null ? tails.values() : [tails.get(unionId)]) if (tail) void advance(tail)
  })
  poll = setInterval(() => void look(), pollMs)
}

/** Stops timers and the connection. Subscribers are ended by their sockets. */
export async function stopFeed(): Promise<void> {
  if (poll) clearInterval(poll)
  tails.clear()
  const ending = signal
  signal = null
  await ending?.end()
}

/**
 * Joins a stream; `leave` must be called once. When the promise resolves the tail is level with the log, or was a
 * second ago: then it costs no query.
 */
export async function joinTail(unionId: string): Promise<{ tail: Tail; leave: () => void }> {
  const tail = tails.get(unionId) ?? new Tail(unionId)
  tails.set(unionId, tail)
  tail.readers++
  const leave = () => {
    tail.readers--
    tail.idleSince = Date.now()
    if (!signal && tail.readers === 0) tails.delete(unionId)
  }
  try {
    if (!signal || Date.now() - tail.lookedAt > 2 * pollMs) await tail.advance()
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

/** Called after a commit: this node reads at once, the others are told. */
export function wakeFeed(unionId: string): void {
  const tail = tails.get(unionId)
  if (tail) void advance(tail)
  signal?.send(unionId)
}

/** One statement for all streams: what signals may have missed, and the proof behind every heartbeat. */
async function look(): Promise<void> {
  for (const [unionId, { readers, idleSince }] of tails) {
    if (readers === 0 && Date.now() - idleSince > idleMs) tails.delete(unionId)
  }
  if (looking || tails.size === 0) return
  looking = true
  try {
    const began = Date.now()
    const rows = await db.stream.findMany({
      where: { unionId: { in: [...tails.keys()] } },
      select: { unionId: true, epoch: true, head: true },
    })
    await Promise.all(rows.map((row) => beat(row, began)))
  } catch (error) {
    logger.warn({ error: (error as Error).message }, 'feed: log not readable')
  } finally {
    looking = false
  }
}

/** No heartbeat unless the log was just seen: whoever hears nothing knows that its figures may be old. */
async function beat({ unionId, ...position }: Position & { unionId: string }, began: number): Promise<void> {
  const tail = tails.get(unionId)
  await tail?.found(position, began)
  for (const channel of tail?.channels.values() ?? []) channel.beat(heartbeatMs - pollMs)
}

/** A read that fails is tried again by the poll: subscribers keep their cursor and miss nothing. */
const advance = (tail: Tail) =>
  tail.advance().catch((error: Error) => logger.warn({ error: error.message }, 'feed: log not readable'))
