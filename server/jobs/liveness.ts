import type { Client } from 'pg'
import { jobLock } from '#server/postgres/locks.ts'
import { openConnection } from '#server/postgres/session.ts'

const reconnectAfterMs = 250

/** How often a node looks for jobs of others that have ended, and for how long it must have found them gone. */
export type Patience = { lookMs: number; graceMs: number }

/** What a look at the stored jobs has found: how many are due or run, how many have failed, and which this node has locked. */
export type Look = { waiting: number; failed: number; own: string[] }

type Options = Patience & {
  url: string
  /** The name by which this node's worker locks jobs. */
  worker: string
  onLook: (look: Look) => void
  /** Is called when this node could not say for half of the grace that it lives: others may soon take its jobs over. */
  onLost: () => void
}

/** Selects the workers that have locked a job, without those whose nodes live. */
const gone = `
  SELECT DISTINCT locked_by AS worker FROM graphile_worker._private_jobs
  WHERE NOT is_available AND locked_by IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM pg_locks l
    WHERE l.locktype = 'advisory' AND l.objsubid = 2 AND l.classid = ${jobLock} AND l.granted
      AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
      AND l.objid::bigint = hashtext(locked_by) & 4294967295)`

// a node whose machine has lost its power sends no word of it, and PostgreSQL would believe in it for two hours
const session = { tcp_keepalives_idle: 5, tcp_keepalives_interval: 5, tcp_keepalives_count: 3 }
const options = { application_name: 'sizhen jobs', connectionTimeoutMillis: 2000, query_timeout: 5000 }

/**
 * Says that this node lives, by an advisory lock that PostgreSQL releases when the node's connection ends; and unlocks
 * the jobs of nodes that do not say so any more. A node that has only lost its connection makes another one long before
 * the others have waited for the whole grace.
 */
export class Liveness {
  private readonly options: Options
  /** When each worker that is gone was first found so on this connection, in milliseconds of the process. */
  private readonly goneSince = new Map<string, number>()
  private client: Client | null = null
  private timer: NodeJS.Timeout | undefined
  private lostTimer: NodeJS.Timeout | undefined
  private isEnded = false

  constructor(options: Options) {
    this.options = options
    void this.connect()
  }

  /** Closes the connection, and with it the lock. */
  async end(): Promise<void> {
    this.isEnded = true
    clearTimeout(this.timer)
    clearTimeout(this.lostTimer)
    await this.client?.end().catch(() => {})
  }

  private async connect(): Promise<void> {
    const { url, worker } = this.options
    const client = await openConnection(url, session, options).catch(() => null)
    if (!client) return this.reconnect()
    this.client = client
    client.once('end', () => this.reconnect())
    if (this.isEnded) return void client.end()
    try {
      await client.query('SELECT pg_advisory_lock_shared($1, hashtext($2))', [jobLock, worker])
    } catch {
      return this.giveUp(client)
    }
    clearTimeout(this.lostTimer)
    this.lostTimer = undefined
    this.goneSince.clear()
    await this.look(client)
  }

  private reconnect(): void {
    if (this.isEnded) return
    clearTimeout(this.timer)
    this.lostTimer ??= setTimeout(this.options.onLost, this.options.graceMs / 2).unref()
    this.timer = setTimeout(() => void this.connect(), reconnectAfterMs).unref()
  }

  /** Closes a connection that does not do. A new one follows. */
  private giveUp(client: Client): void {
    client.end().catch(() => {})
    const { stream } = (client as unknown as { connection: { stream: { destroy(): void } } }).connection
    stream.destroy()
  }

  private async look(client: Client): Promise<void> {
    try {
      const { rows } = await client.query<Look>(
        `SELECT (SELECT count(*) FROM graphile_worker._private_jobs WHERE is_available AND run_at <= now())::int
             + count(locked_by)::int AS waiting,
           count(*) FILTER (WHERE locked_by IS NULL)::int AS failed,
           coalesce(array_agg(id::text) FILTER (WHERE locked_by = $1), '{}') AS own
         FROM graphile_worker._private_jobs WHERE NOT is_available`,
        [this.options.worker],
      )
      this.options.onLook(rows[0]!)
      await this.unlockGone(client)
    } catch {
      return this.giveUp(client)
    }
    if (!this.isEnded && this.client === client) {
      this.timer = setTimeout(() => void this.look(client), this.options.lookMs).unref()
    }
  }

  private async unlockGone(client: Client): Promise<void> {
    const { rows } = await client.query<{ worker: string }>(gone)
    const time = performance.now()
    const workers = new Set(rows.map(({ worker }) => worker))
    for (const worker of this.goneSince.keys()) if (!workers.has(worker)) this.goneSince.delete(worker)
    for (const worker of workers) if (!this.goneSince.has(worker)) this.goneSince.set(worker, time)
    const over = [...this.goneSince].filter(([, since]) => time - since >= this.options.graceMs).map(([id]) => id)
    if (over.length === 0) return
    const unlock = `SELECT graphile_worker.force_unlock_workers(array_agg(worker)) FROM (${gone}) g WHERE worker = ANY($1)`
    await client.query(unlock, [over])
    // the workers look at once, as for a new job
    await client.query(`SELECT pg_notify('jobs:insert', '{"count":${over.length}}')`)
  }
}
