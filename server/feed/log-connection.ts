import { Socket } from 'node:net'
import type { Client } from 'pg'
import { logger } from '#server/platform/logger.ts'
import { databaseUrl } from '#server/postgres/db.ts'
import { hasStalePlan } from '#server/postgres/errors.ts'
import { openConnection } from '#server/postgres/session.ts'
import { noteStatement } from '#server/postgres/statement-times.ts'
import { typeParsers } from '#server/postgres/turns.ts'
import { feedCounters } from './counters.ts'

const notifyName = 'sizhen_events'
const reconnectAfterMs = 250
const connectsWithinMs = 2000
const endsWithinMs = 500
const notifyEveryMs = 10

/** A statement that the server parses and plans once a connection. */
export type Statement = { name: string; text: string }

const notification: Statement = { name: 'feed_notify', text: 'SELECT pg_notify($1, $2)' }

/**
 * The node's own connection to the log, apart from those of the requests, so that no crowd of requests delays the feed.
 * It reads the log, listens to the other nodes' notifications and sends its own. A lost connection is made again.
 */
export class LogConnection {
  private readonly onNotification: (unionId: string | null) => void
  private client: Client | null = null
  private destroySocket: (() => void) | null = null
  private lastQuery: Promise<unknown> = Promise.resolve()
  private onConnected: (() => void)[] = []
  private isEnded = false
  /** The streams that were notified less than 10 ms ago, each with the timer that ends its pause. */
  private readonly pauses = new Map<string, NodeJS.Timeout>()
  /** The streams that are to be notified again when their pause ends. */
  private readonly changedInPause = new Set<string>()

  /**
   * `onNotification` is called with the union whose stream another node has written to, and with null after each new
   * connection, since notifications may have been lost before it.
   */
  constructor(onNotification: (unionId: string | null) => void) {
    this.onNotification = onNotification
    void this.connect()
  }

  /** The rows of the statement. Rejects with a retryable error where there is no connection within two seconds. */
  async read<R extends object>(statement: Statement, values: unknown[]): Promise<R[]> {
    const client = this.client ?? (await this.connectedClient())
    const began = performance.now()
    const { rows } = await this.inTurn(() => client.query<R>({ ...statement, values }))
    feedCounters.statements++
    noteStatement((performance.now() - began) / 1000)
    return rows
  }

  /** Notifies the other nodes that a stream has new events: at once, and then at most every 10 ms for each stream. */
  notify(unionId: string): void {
    if (this.pauses.has(unionId)) {
      this.changedInPause.add(unionId)
      return
    }
    const { client } = this
    // a lost notification costs the other nodes no more than the time until their next poll
    if (client) this.inTurn(() => client.query({ ...notification, values: [notifyName, unionId] })).catch(() => {})
    const timer = setTimeout(() => {
      this.pauses.delete(unionId)
      if (this.changedInPause.delete(unionId)) this.notify(unionId)
    }, notifyEveryMs)
    this.pauses.set(unionId, timer.unref())
  }

  /** Closes the connection for good. */
  async end(): Promise<void> {
    this.isEnded = true
    for (const timer of this.pauses.values()) clearTimeout(timer)
    this.pauses.clear()
    const { client } = this
    this.client = null
    const force = setTimeout(() => this.destroySocket?.(), endsWithinMs)
    await client?.end().catch(() => {})
    clearTimeout(force)
  }

  /** Runs one query after the other, as `pg` asks for. A connection is given up that does not answer in time, or whose statements are out of date. */
  private inTurn<R>(query: () => Promise<R>): Promise<R> {
    const answer = this.lastQuery.then(query)
    this.lastQuery = answer.catch((error: Error) => {
      if (/^Query read timeout/.test(error.message) || hasStalePlan(error)) this.destroySocket?.()
    })
    return answer
  }

  private connectedClient(): Promise<Client> {
    return new Promise((resolve, reject) => {
      const notConnected = Object.assign(new Error('the log can’t be reached'), { code: '08006' })
      const timer = setTimeout(() => reject(notConnected), connectsWithinMs)
      this.onConnected.push(() => {
        clearTimeout(timer)
        if (this.client) resolve(this.client)
        else reject(notConnected)
      })
    })
  }

  private async connect(): Promise<void> {
    const socket = new Socket()
    let client: Client | null = null
    socket.once('close', () => {
      if (this.client === client) this.client = null
      if (!this.isEnded) setTimeout(() => this.isEnded || void this.connect(), reconnectAfterMs).unref()
    })
    try {
      client = await this.listen(socket)
    } catch {
      socket.destroy()
      return
    }
    if (this.isEnded) return void client.end()
    this.client = client
    this.destroySocket = () => socket.destroy()
    for (const resume of this.onConnected.splice(0)) resume()
    this.onNotification(null)
  }

  /** Connects by the socket, and passes the other nodes' notifications on. */
  private async listen(socket: Socket): Promise<Client> {
    const client = await openConnection(
      databaseUrl,
      { statement_timeout: 2000 },
      {
        application_name: 'sizhen feed',
        stream: () => socket,
        connectionTimeoutMillis: 2000,
        query_timeout: 2500,
        types: typeParsers,
      },
    )
    client.on('error', (error) => logger.warn({ error: error.message }, 'feed: connection lost'))
    // a pooler tells its clients other numbers of processes than PostgreSQL's
    const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid')
    // PostgreSQL delivers a notification to its sender as well
    const isOwn = (processId: number) => processId === rows[0]!.pid
    client.on('notification', ({ payload, processId }) => payload && !isOwn(processId) && this.onNotification(payload))
    await client.query(`LISTEN ${notifyName}`)
    return client
  }
}
