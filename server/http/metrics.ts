import type { IncomingMessage, ServerResponse } from 'node:http'
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import { feedCounters, onDelivered } from '#server/feed/counters.ts'
import { feedLag, feedSilence, feedSize } from '#server/feed/feed.ts'
import { jobCounters } from '#server/jobs/counters.ts'
import { readBackupState } from '#server/modules/backups/state.ts'
import { hashOf } from '#server/modules/people/sessions.ts'
import type { Env } from '#server/platform/env.ts'
import { onStatement } from '#server/postgres/statement-times.ts'
import { health } from '#server/postgres/watch.ts'
import { isForThisComputer, isOurName } from './origin.ts'
import { bearerOf } from './request-context.ts'

const buckets = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5]

const tokenWrong = 'METRICS_TOKEN is asked for: Authorization: Bearer …\n'
const tokenMissing = 'Set METRICS_TOKEN: this server can be reached from other computers.\n'

/** The metrics of this node for Prometheus. No label or value holds a name, an id or a text. */
export class Metrics {
  private readonly registry = new Registry()
  private readonly registers = [this.registry]
  /** Is counted up by the HTTP server. */
  readonly requests = new Counter({
    name: 'sizhen_requests_total',
    help: 'HTTP requests answered, by status class',
    labelNames: ['status'],
    registers: this.registers,
  })
  private readonly stops: (() => void)[]

  private readonly env: Env

  constructor(connections: () => number, env: Env) {
    this.env = env
    collectDefaultMetrics({ register: this.registry })
    this.gauge('sizhen_connections', 'Sockets and SSE streams open on this node', connections)
    this.gauge('sizhen_subscribers', 'Cursors reading the event log on this node', () => feedSize().subscribers)
    this.gauge('sizhen_channels', 'Different questions of different audiences among them', () => feedSize().channels)
    this.gauge('sizhen_streams', 'Event streams that this node reads', () => feedSize().streams)
    this.gauge('sizhen_subscriber_lag_events', 'How far the last of the subscribers lies behind its stream', feedLag)
    this.gauge(
      'sizhen_feed_silence_seconds',
      'Since the log was last seen: above two, this node is cut off',
      feedSilence,
    )
    this.gauge('sizhen_feed_lag_seconds', 'Age of the newest event when it was read', () => feedCounters.lagMs / 1000)
    this.counter('sizhen_events_read_total', 'Events read from the log, each once', () => feedCounters.read)
    this.counter(
      'sizhen_events_reread_total',
      'Events read again for cursors that lie far back',
      () => feedCounters.reread,
    )
    this.counter('sizhen_events_delivered_total', 'Events handed to subscribers', () => feedCounters.delivered)
    this.counter('sizhen_messages_total', 'Messages handed to subscribers', () => feedCounters.messages)
    this.counter('sizhen_executions_total', 'Executions that made these messages', () => feedCounters.executions)
    this.counter('sizhen_resets_total', 'Subscribers told to take the snapshot again', () => feedCounters.resets)
    this.counter('sizhen_too_slow_total', 'Subscribers ended because they lagged too far', () => feedCounters.tooSlow)
    this.gauge('sizhen_jobs_waiting', 'Stored jobs that are due or run, on all nodes', () => jobCounters.waiting)
    this.gauge('sizhen_jobs_failed', 'Stored jobs that are not tried again, on all nodes', () => jobCounters.failed)
    this.jobGauges()
    if (env.BACKUP_KEEP > 0) this.backupGauges()
    this.gauge('sizhen_database_writable', '1 while the database can be written to', () => Number(health().isWritable))
    this.gauge(
      'sizhen_disk_free_bytes',
      'Free space on the disk of the embedded database',
      () => health().freeBytes ?? 0,
    )
    const delivery = this.histogram(
      'sizhen_delivery_seconds',
      'From an event’s writing to its handing to the sockets of those who were level',
    )
    const statements = this.histogram(
      'sizhen_database_seconds',
      'Time of each statement, or of the statements that a deed sends at once, the way there included',
    )
    this.stops = [onDelivered((seconds) => delivery.observe(seconds)), onStatement((s) => statements.observe(s))]
  }

  /**
   * Answers /metrics: by METRICS_TOKEN, or where there is none only a server that other computers do not reach. 401 or 403 says
   * what is missing.
   */
  async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { METRICS_TOKEN: token } = this.env
    const given = bearerOf(request.headers.authorization) ?? ''
    const isRefused = token
      ? hashOf(given) !== hashOf(token)
      : !(isForThisComputer(this.env) && isOurName(request, this.env))
    if (isRefused) {
      const challenge = token ? { 'www-authenticate': 'Bearer' } : {}
      return void response.writeHead(token ? 401 : 403, challenge).end(token ? tokenWrong : tokenMissing)
    }
    response.setHeader('content-type', this.registry.contentType).end(await this.registry.metrics())
  }

  /** Stops listening to the feed and the database. */
  close(): void {
    for (const stop of this.stops) stop()
  }

  private jobGauges(): void {
    new Gauge({
      name: 'sizhen_job_last_done_timestamp_seconds',
      help: 'When each job last ended well on this node',
      labelNames: ['job'],
      registers: this.registers,
      collect() {
        for (const [job, { lastDoneAt }] of jobCounters.runs) if (lastDoneAt) this.set({ job }, lastDoneAt / 1000)
      },
    })
    new Counter({
      name: 'sizhen_job_runs_total',
      help: 'Jobs that ended on this node, by their outcome',
      labelNames: ['job', 'outcome'],
      registers: this.registers,
      collect() {
        this.reset()
        for (const [job, { done, failed }] of jobCounters.runs) {
          this.inc({ job, outcome: 'done' }, done)
          this.inc({ job, outcome: 'failed' }, failed)
        }
      },
    })
  }

  /** How the nightly backups of all nodes stand; left out while the database cannot be read. */
  private backupGauges(): void {
    const registers = this.registers
    const age = new Gauge({
      name: 'sizhen_backup_age_seconds',
      help: 'Since the last good backup of any node, or since the first account where there is none',
      registers,
    })
    const failures = new Gauge({
      name: 'sizhen_backup_failures',
      help: 'Nightly backups that have failed since the last good one',
      registers,
      async collect() {
        const state = await readBackupState().catch(() => null)
        age.reset()
        failures.reset()
        if (!state) return
        age.set(state.ageMs / 1000)
        failures.set(state.failures)
      },
    })
  }

  private gauge(name: string, help: string, value: () => number): void {
    new Gauge({
      name,
      help,
      registers: this.registers,
      collect() {
        this.set(value())
      },
    })
  }

  private counter(name: string, help: string, value: () => number): void {
    new Counter({
      name,
      help,
      registers: this.registers,
      collect() {
        this.reset()
        this.inc(value())
      },
    })
  }

  private histogram(name: string, help: string): Histogram {
    return new Histogram({ name, help, buckets, registers: this.registers })
  }
}
