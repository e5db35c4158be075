import { Socket } from 'node:net'
import pg from 'pg'
import { logger } from '#server/platform/logger.ts'
import { databaseUrl, noteStatement } from '#server/postgres/db.ts'
import { figures } from './counters.ts'

const channel = 'sizhen_events'
const retryMs = 250
const waitMs = 2000
const endMs = 500
const notifyEveryMs = 10

/** A statement that the server parses and plans once a connection. */
export type Statement = { name: string; text: string }

/**
 * The node's own connection to the log, apart from those of the requests, so that no crowd of them delays the feed: it
 * reads, hears from other nodes and tells them. NOTIFY carries no data, and goes out at once and then at most once in
 * 10 ms per stream. Lost, it is made again.
 */
export class Line {
  private readonly heard: (unionId: string | null) => void
  private client: pg.Client | null = null
  private drop: (() => void) | null = null
  private turn: Promise<unknown> = Promise.resolve()
  private waiting: (() => void)[] = []
  private ended = false
  private readonly pending = new Map<string, NodeJS.Timeout>()
  private readonly owed = new Set<string>()

  /** `heard` is called with each stream that a node names, and with null when signals may have been lost. */
  constructor(heard: (unionId: string | null) => void) {
    this.heard = heard
    void this.connect()
  }

  /** The rows; rejects with what is worth another try where the log can't be reached in two seconds. */
  async read<R extends object>(statement: Statement, values: unknown[]): Promise<R[]> {
    const client = this.client ?? (await this.connected())
    const began = performance.now()
    const { rows } = await this.inTurn(() => client.query<R>({ ...statement, values }))
    figures.statements++
    noteStatement((performance.now() - began) / 1000)
    return rows
  }

  /** Tells the other nodes that a stream has something new. */
  tell(unionId: string): void {
    if (this.pending.has(unionId)) {
      this.owed.add(unionId)
      return
    }
    const { client } = this
    if (client) this.inTurn(() => client.query({ ...notify, values: [channel, unionId] })).catch(() => {})
    const timer = setTimeout(() => {
      this.pending.delete(unionId)
      if (this.owed.delete(unionId)) this.tell(unionId)
    }, notifyEveryMs)
    this.pending.set(unionId, timer.unref())
  }

  async end(): Promise<void> {
    this.ended = true
    for (const timer of this.pending.values()) clearTimeout(timer)
    this.pending.clear()
    const { client } = this
    this.client = null
    const force = setTimeout(() => this.drop?.(), endMs)
    await client?.end().catch(() => {})
    clearTimeout(force)
  }

  /** One after the other, as `pg` asks for; a connection that does not answer in time is not waited for again. */
  private inTurn<R>(query: () => Promise<R>): Promise<R> {
    const answer = this.turn.then(query)
    this.turn = answer.catch((error: Error) => {
      if (/^Query read timeout/.test(error.message)) this.drop?.()
    })
    return answer
  }

  private connected(): Promise<pg.Client> {
    return new Promise((resolve, reject) => {
      const away = Object.assign(new Error('the log can’t be reached'), { code: '08006' })
      const timer = setTimeout(() => reject(away), waitMs)
      this.waiting.push(() => {
        clearTimeout(timer)
        if (this.client) resolve(this.client)
        else reject(away)
      })
    })
  }

  private async connect(): Promise<void> {
    const socket = new Socket()
    const client = new pg.Client({
      connectionString: databaseUrl,
      application_name: 'sizhen feed',
      stream: () => socket,
      keepAlive: true,
      connectionTimeoutMillis: 2000,
      statement_timeout: 2000,
      query_timeout: 2500,
    })
    const lost = () => {
      if (this.client === client) this.client = null
      if (!this.ended) setTimeout(() => this.ended || void this.connect(), retryMs).unref()
    }
    client.on('error', (error) => logger.warn({ error: error.message }, 'feed: connection lost'))
    // PostgreSQL tells the sender too
    const isOwn = (processId: number) => processId === (client as pg.Client & { processID?: number }).processID
    client.on('notification', ({ payload, processId }) => payload && !isOwn(processId) && this.heard(payload))
    socket.once('close', lost)
    try {
      await client.connect()
      await client.query(`LISTEN ${channel}`)
    } catch {
      socket.destroy()
      return
    }
    if (this.ended) return void client.end()
    this.client = client
    this.drop = () => socket.destroy()
    for (const go of this.waiting.splice(0)) go()
    this.heard(null)
  }
}

const notify: Statement = { name: 'feed_notify', text: 'SELECT pg_notify($1, $2)' }
