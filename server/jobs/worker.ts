import { EventEmitter } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { Logger, parseCronItems, type Runner, run, type TaskList, type WorkerEvents } from 'graphile-worker'
import type { Pool } from 'pg'
import { describeFault } from '#server/platform/fault.ts'
import { logger } from '#server/platform/logger.ts'
import { isRetryable } from '#server/postgres/errors.ts'
import { makePool } from '#server/postgres/session.ts'
import { noteUnavailable } from '#server/postgres/troubles.ts'
import { jobCounters, noteRun } from './counters.ts'
import type { Job } from './job.ts'
import { Liveness, type Look, type Patience } from './liveness.ts'

const restartAfterMs = 1000
const endsWithinMs = 3000
const concurrency = 2

type Options = Partial<Patience> & { url: string; jobs: readonly Job[] }

/** The part of a node that runs the stored jobs, until `stop`. */
export type Worker = { stop: () => Promise<void> }

/** Begins to run the stored jobs, and to store those that the clock starts. It is no error that the database is away. */
export function startJobs(options: Options): Worker {
  const keeper = new Keeper({ lookMs: 5000, graceMs: 20_000, ...options })
  const ended = keeper.keepRunning()
  return { stop: () => Promise.race([keeper.stop().then(() => ended), sleep(endsWithinMs)]) }
}

/**
 * Keeps one runner of graphile-worker running. A runner is replaced when it ends by itself, when it can't say that it
 * lives, and when it has forgotten a job that it has locked: then its lock is left to the others.
 */
class Keeper {
  private readonly options: Options & Patience
  private runner: Runner | null = null
  private isStopping = false
  /** The ids of the jobs that run here. */
  private readonly active = new Set<string>()
  /** The ids of the jobs that this runner had locked at the last look, though they did not run. */
  private forgotten = new Set<string>()

  constructor(options: Options & Patience) {
    this.options = options
  }

  async keepRunning(): Promise<void> {
    while (!this.isStopping) {
      await this.runOnce().catch((error) => report('can’t run', error))
      if (!this.isStopping) await sleep(restartAfterMs)
    }
  }

  async stop(): Promise<void> {
    this.isStopping = true
    await this.endRunner()
  }

  /** Runs until the runner ends. */
  private async runOnce(): Promise<void> {
    const pool = poolFor(this.options.url)
    let liveness: Liveness | undefined
    const events = new EventEmitter() as WorkerEvents
    events.on('pool:create', ({ workerPool }) => {
      liveness = new Liveness({
        ...this.options,
        worker: workerPool.id,
        onLook: (look) => this.noteLook(look),
        onLost: () => void this.endRunner(),
      })
    })
    this.forgotten.clear()
    try {
      const { jobs } = this.options
      this.runner = await run({
        pgPool: pool,
        events,
        concurrency,
        taskList: Object.fromEntries(jobs.map((job) => [job.name, this.taskOf(job)])) as TaskList,
        parsedCronItems: parseCronItems(jobs.flatMap(clockOf)),
        pollInterval: 5000,
        noHandleSignals: true,
        gracefulShutdownAbortTimeout: 100,
        logger: new Logger(() => (level, message, meta) => logAs(level, message, meta)),
      })
      if (this.isStopping) void this.endRunner()
      await this.runner.promise
    } finally {
      this.runner = null
      await liveness?.end()
      await pool.end().catch(() => {})
    }
  }

  /** Ends the runner: it takes no more jobs, and those that run are told to end. */
  private async endRunner(): Promise<void> {
    const { runner } = this
    this.runner = null
    if (!runner) return
    await runner.stop().catch((error) => report('did not end well', error))
  }

  private taskOf({ name, run }: Job) {
    return async (
      payload: unknown,
      { job: { id }, abortSignal: signal }: { job: { id: string }; abortSignal: AbortSignal },
    ) => {
      this.active.add(id)
      try {
        await run({ payload, signal })
        noteRun(name, true)
      } catch (error) {
        noteRun(name, false)
        if (!signal.aborted) report(`${name} failed and is tried again`, error)
        throw error
      } finally {
        this.active.delete(id)
      }
    }
  }

  /**
   * Takes note of a look at the stored jobs. The library does not try again to unlock a job that has ended while the
   * database was away, so that nobody would run it for hours.
   */
  private noteLook({ waiting, failed, own }: Look): void {
    Object.assign(jobCounters, { waiting, failed })
    const idle = new Set(own.filter((id) => !this.active.has(id)))
    if ([...idle].some((id) => this.forgotten.has(id))) void this.endRunner()
    this.forgotten = idle
  }
}

/** A job of the clock is stored once however many nodes there are, and is made up for when no node ran at its time. */
const clockOf = ({ name, clock }: Job) =>
  clock === undefined
    ? []
    : [{ task: name, match: clock, options: { backfillPeriod: backfillMs, queueName: name, jobKey: name } }]

const backfillMs = 25 * 3_600_000

function poolFor(url: string): Pool {
  const pool = makePool(
    url,
    { statement_timeout: 5000 },
    {
      // one of them listens, and one stores the jobs of the clock
      max: concurrency + 2,
      connectionTimeoutMillis: 2000,
      query_timeout: 6000,
      // a session keeps the default of its database by which it only reads, also when that is lifted
      maxLifetimeSeconds: 60,
    },
  )
  pool.on('connect', (client) => client.on('error', () => {}))
  pool.on('error', () => {})
  return pool
}

/** Writes down what the library says. What a job has thrown was written down where it ran. */
function logAs(level: string, message: string, meta: Record<string, unknown> = {}): void {
  if (level !== 'error' || meta.failure) logger.debug(`jobs: ${message}`)
  else report(message, meta.error ?? new Error(message))
}

/** Writes down a fault. That the database is away or takes no changes is said once, by whoever notices it first. */
function report(what: string, error: unknown): void {
  if (isRetryable(error)) noteUnavailable(error)
  else logger.error(describeFault(error), `jobs: ${what.split('\n')[0]}`)
}
