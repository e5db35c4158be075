import { liveSessions } from '#server/modules/people/sessions.ts'
import { logger } from '#server/platform/logger.ts'

/** Something that stays open for a session: a socket or an SSE stream. */
export type Connection = { sessionId: string; end: () => void }

const sweepMs = 1000

/** What is open on this node, by session; a session that ends takes its connections with it within two seconds. */
export class Connections {
  private readonly bySession = new Map<string, Set<Connection>>()
  private readonly perSession: number
  private timer: NodeJS.Timeout | null = null

  constructor(perSession: number) {
    this.perSession = perSession
  }

  /** Takes the connection in, or answers false where the session has enough of them. */
  add(connection: Connection): boolean {
    const open = this.bySession.get(connection.sessionId) ?? new Set()
    if (open.size >= this.perSession) return false
    this.bySession.set(connection.sessionId, open.add(connection))
    this.timer ??= setInterval(() => void this.sweep(), sweepMs)
    return true
  }

  remove(connection: Connection): void {
    const open = this.bySession.get(connection.sessionId)
    open?.delete(connection)
    if (open?.size === 0) this.bySession.delete(connection.sessionId)
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
    try {
      const asked = [...this.bySession.keys()]
      const live = await liveSessions(asked)
      const ended = asked.filter((id) => !live.has(id))
      for (const id of ended) for (const { end } of this.bySession.get(id) ?? []) end()
    } catch (error) {
      logger.warn({ name: (error as Error).name }, 'sessions not readable')
    }
  }
}
