import { isDeepStrictEqual } from 'node:util'
import { audienceOf } from '#server/feed/audience.ts'
import { liveSessions } from '#server/modules/people/sessions.ts'
import type { Actor, Holder } from '#server/platform/context.ts'
import { logger } from '#server/platform/logger.ts'

/** Something that stays open for a session: a socket or an SSE stream. */
export type Connection = { holder: Holder; end: () => void }

type Limits = { SOCKETS_PER_SESSION: number; SOCKETS_PER_ACCOUNT: number }

const sweepMs = 1000

/** What is open on this node, by session; a session that ends takes its connections with it within two seconds. */
export class Connections {
  private readonly bySession = new Map<string, Set<Connection>>()
  private readonly byAccount = new Map<string, number>()
  private readonly limits: Limits
  private timer: NodeJS.Timeout | null = null
  private sweeping = false

  constructor(limits: Limits) {
    this.limits = limits
  }

  /** Takes the connection of somebody known in and answers with how to let it go, or with null where there are enough of them. */
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

  get size(): number {
    return [...this.bySession.values()].reduce((sum, open) => sum + open.size, 0)
  }

  /** Ends whatever is still open: the node stops. */
  endAll(): void {
    for (const open of this.bySession.values()) for (const { end } of open) end()
    this.stop()
  }

  private stop(): void {
    if (this.timer) clearInterval(this.timer)
    this.timer = null
  }

  /** One statement for all. Where the database is away nothing ends: rights are asked again when it is back. */
  private async sweep(): Promise<void> {
    if (this.sweeping) return
    this.sweeping = true
    try {
      const asked = [...this.bySession].map(([id, open]) => ({
        id,
        open: [...open].map((each) => ({ each, was: each.holder.actor })),
      }))
      const live = await liveSessions(asked.map(({ id }) => id))
      // whoever was asked for meanwhile is known better than this
      for (const { id, open } of asked)
        for (const { each, was } of open) if (each.holder.actor === was) renew(each, live.get(id))
    } catch (error) {
      logger.warn({ name: (error as Error).name }, 'sessions not readable')
    } finally {
      this.sweeping = false
    }
  }
}

/** The holder as of now, where that changes what it may see; the feed looks at each heartbeat whether it is another. */
function renew({ holder, end }: Connection, actor: Actor | undefined): void {
  if (!actor || !holder.actor) end()
  else if (!isDeepStrictEqual(audienceOf(actor), audienceOf(holder.actor))) holder.actor = actor
}
