import { isDeepStrictEqual } from 'node:util'
import { audienceOf } from '#server/feed/audience.ts'
import { liveSessions } from '#server/modules/people/sessions.ts'
import type { Actor, Holder } from '#server/platform/context.ts'
import { logger } from '#server/platform/logger.ts'

/**
 * A WebSocket or an SSE stream of a signed-in session. `revoke` closes it so that the client learns that its session has ended,
 * `end` because the node stops.
 */
export type Connection = { holder: Holder; revoke: () => void; end: () => void }

type Limits = { SOCKETS_PER_SESSION: number; SOCKETS_PER_ACCOUNT: number }

const sweepMs = 1000

/** The connections that are open on this node. When a session ends, its connections are closed within two seconds. */
export class Connections {
  private readonly bySession = new Map<string, Set<Connection>>()
  private readonly byAccount = new Map<string, number>()
  private readonly limits: Limits
  private timer: NodeJS.Timeout | null = null
  private sweeping = false

  constructor(limits: Limits) {
    this.limits = limits
  }

  /**
   * Registers a signed-in connection. Answers with the function that releases it, or with null when its session or
   * account has too many.
   */
  add(connection: Connection): (() => void) | null {
    const { sessionId, accountId } = connection.holder.actor!
    const open = this.bySession.get(sessionId) ?? new Set()
    const ofAccount = this.byAccount.get(accountId) ?? 0
    if (open.size >= this.limits.SOCKETS_PER_SESSION || ofAccount >= this.limits.SOCKETS_PER_ACCOUNT) return null
    this.bySession.set(sessionId, open.add(connection))
    this.byAccount.set(accountId, ofAccount + 1)
    this.timer ??= setInterval(() => void this.sweep(), sweepMs)
    return () => this.remove(connection, sessionId, accountId)
  }

  private remove(connection: Connection, sessionId: string, accountId: string): void {
    const open = this.bySession.get(sessionId)
    if (!open?.delete(connection)) return
    if (open.size === 0) this.bySession.delete(sessionId)
    const left = this.byAccount.get(accountId)! - 1
    if (left) this.byAccount.set(accountId, left)
    else this.byAccount.delete(accountId)
    if (this.bySession.size === 0) this.stop()
  }

  /** The number of connections that are open. */
  get size(): number {
    return [...this.bySession.values()].reduce((sum, open) => sum + open.size, 0)
  }

  /** Closes all connections, because the node stops. */
  endAll(): void {
    for (const open of this.bySession.values()) for (const { end } of open) end()
    this.stop()
  }

  private stop(): void {
    if (this.timer) clearInterval(this.timer)
    this.timer = null
  }

  /**
   * Reads all sessions again, in one statement. When the database cannot be reached, no connection is closed: the next
   * sweep that can read them will do it.
   */
  private async sweep(): Promise<void> {
    if (this.sweeping) return
    this.sweeping = true
    try {
      const sessions = [...this.bySession].map(([id, open]) => ({
        id,
        connections: [...open].map((connection) => ({ connection, before: connection.holder.actor })),
      }))
      const live = await liveSessions(sessions.map(({ id }) => id))
      for (const { id, connections } of sessions) {
        for (const { connection, before } of connections) {
          // a holder that was renewed during the statement is newer than what the statement has read
          if (connection.holder.actor === before) renew(connection, live.get(id))
        }
      }
    } catch (error) {
      logger.warn({ name: (error as Error).name }, 'sessions not readable')
    } finally {
      this.sweeping = false
    }
  }
}

/**
 * Closes the connection of an ended session. Sets the holder's actor when what it may see has changed; the feed
 * compares it at each heartbeat.
 */
function renew({ holder, revoke }: Connection, actor: Actor | undefined): void {
  if (!actor || !holder.actor) revoke()
  else if (!isDeepStrictEqual(audienceOf(actor), audienceOf(holder.actor))) holder.actor = actor
}
