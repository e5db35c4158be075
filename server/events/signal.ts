import pg from 'pg'
import { databaseUrl } from '#server/platform/db.ts'
import { logger } from '#server/platform/logger.ts'

const channel = 'sizhen_events'
const retryMs = 1000
const notifyEveryMs = 10

/** The nodes' way to wake each other: NOTIFY without data, at once and then at most once in 10 ms per stream. */
export class Signal {
  private readonly heard: (unionId: string | null) => void
  private client: pg.Client | null = null
  private ended = false
  private readonly pending = new Map<string, NodeJS.Timeout>()
  private readonly owed = new Set<string>()

  /** `heard` is called with each stream that another node names, and with null when signals may have been lost. */
  constructor(heard: (unionId: string | null) => void) {
    this.heard = heard
    void this.listen()
  }

  /** Tells the other nodes that a stream has something new. */
  send(unionId: string): void {
    if (this.pending.has(unionId)) {
      this.owed.add(unionId)
      return
    }
    this.client?.query('SELECT pg_notify($1, $2)', [channel, unionId]).catch(() => {})
    const timer = setTimeout(() => {
      this.pending.delete(unionId)
      if (this.owed.delete(unionId)) this.send(unionId)
    }, notifyEveryMs)
    this.pending.set(unionId, timer.unref())
  }

  async end(): Promise<void> {
    this.ended = true
    for (const timer of this.pending.values()) clearTimeout(timer)
    this.pending.clear()
    const client = this.client
    this.client = null
    await client?.end().catch(() => {})
  }

  private async listen(): Promise<void> {
    const client = new pg.Client({
      connectionString: databaseUrl,
      keepAlive: true,
      connectionTimeoutMillis: 2000,
      query_timeout: 2500,
    })
    const retry = () => {
      if (this.client === client) this.client = null
      client.removeAllListeners('end')
      if (!this.ended) setTimeout(() => this.ended || void this.listen(), retryMs).unref()
    }
    client.on('error', (error) => logger.warn({ error: error.message }, 'feed: signal connection lost'))
    client.on('notification', ({ payload }) => payload && this.heard(payload))
    try {
      await client.connect()
      client.on('end', retry)
      await client.query(`LISTEN ${channel}`)
      if (this.ended) return void client.end()
      this.client = client
      this.heard(null)
    } catch {
      await client.end().catch(() => {})
      retry()
    }
  }
}
