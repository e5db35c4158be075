import { PrismaPg } from '@prisma/adapter-pg'
import type { Pool } from 'pg'
import { Prisma, PrismaClient } from '#codegen/prisma/client.ts'
import { onlySearched } from './only-searched.ts'
import { makePool, type SessionSettings } from './session.ts'
import { noteStatement } from './statement-times.ts'
import { noteUnavailable } from './troubles.ts'
import { makeTurnPool, type PoolLimits, statementNames } from './turns.ts'

/** The Prisma client of a transaction: that of a snapshot, or that by which tallies are counted again. */
export type Tx = Prisma.TransactionClient

/** The Prisma client of this process. `openDb` sets it before anything else uses it. */
export let db: PrismaClient

/** The connections by which deeds change rows. `openDb` opens them as well. */
export let turnPool: Pool

/** The address that `openDb` was called with, for connections beside the client's, such as that of the feed. */
export let databaseUrl: string

/** Opens the client. A request is answered within 3 seconds, so a statement may take 2 and a transaction 3. */
export function openDb(url: string, poolSize = 10): PrismaClient {
  databaseUrl = url
  const limits = { poolSize, statementMs: 2000, transactionMs: 3000 }
  db = makeClient(url, limits)
  turnPool = makeTurnPool(url, settingsOfDeeds(limits), limits)
  return db
}

/** Closes all connections that `openDb` has opened. Does nothing where there are none. */
export async function closeDb(): Promise<void> {
  const pool = turnPool
  await Promise.all([db?.$disconnect(), pool && !pool.ending && pool.end()])
}

/**
 * Does the work on single connections, without the time limits of a request and without waiting for the disk at each
 * commit. It is for filling an empty database: after a crash the database is filled again from the beginning.
 */
export async function inBulk(work: () => Promise<void>): Promise<void> {
  const usual = { db, turnPool }
  const hurry = { synchronous_commit: 'off' }
  const limits = { poolSize: 1, statementMs: 60_000, transactionMs: 60_000 }
  db = makeClient(databaseUrl, limits, hurry)
  turnPool = makeTurnPool(databaseUrl, { ...settingsOfDeeds(limits), ...hurry }, limits)
  try {
    await work()
  } finally {
    await closeDb()
    db = usual.db
    turnPool = usual.turnPool
  }
}

function makeClient(url: string, limits: PoolLimits, settings: SessionSettings = {}): PrismaClient {
  const { poolSize, statementMs, transactionMs } = limits
  // Prisma leaves out the zone of a moment that it writes or reads, and relies on UTC as the zone of its sessions
  const pool = makePool(
    url,
    // PostgreSQL would otherwise keep a plan that it made while a table was small and use it when the table is large; with
    // less memory it forgets which rows of a page a search has found, and compares all of them
    { plan_cache_mode: 'force_custom_plan', work_mem: '16MB', ...timeLimits(limits), ...settings },
    { max: poolSize, connectionTimeoutMillis: 2000, query_timeout: statementMs + 500 },
  )
  const adapter = new PrismaPg(pool, {
    disposeExternalPool: true,
    onPoolError: (error) => noteUnavailable(error),
    statementNameGenerator: ({ sql }) => nameOf(sql),
  })
  const client: PrismaClient<'query'> = new PrismaClient({
    adapter,
    omit: onlySearched,
    transactionOptions: { maxWait: 2000, timeout: transactionMs },
    // errors are logged, and the longer forms of Prisma's errors repeat what somebody has typed
    errorFormat: 'minimal',
    log: [{ emit: 'event', level: 'query' }],
  })
  client.$on('query', ({ duration }) => noteStatement(duration / 1000))
  return client
}

const nameOf = statementNames()

/**
 * The settings of the connections of deeds. Their statements find rows by ids, and use an index however small the table is:
 * their plans are kept, which saves a quarter of PostgreSQL's work, and a plan that reads a whole table because it is empty
 * would be kept as well and used when the table is large. A transaction that takes too long is ended by PostgreSQL, even if
 * this process has hung within it.
 */
const settingsOfDeeds = (limits: PoolLimits): SessionSettings => ({
  enable_seqscan: 'off',
  transaction_timeout: limits.transactionMs,
  ...timeLimits(limits),
})

const timeLimits = ({ statementMs, transactionMs }: PoolLimits): SessionSettings => ({
  statement_timeout: statementMs,
  idle_in_transaction_session_timeout: transactionMs + 2000,
})

/** Reads several tables as of one moment, in a transaction that is REPEATABLE READ and READ ONLY. */
export function snapshot<T>(read: (tx: Tx) => Promise<T>): Promise<T> {
  return db.$transaction(
    async (tx) => {
      await tx.$executeRaw`SET TRANSACTION READ ONLY`
      return read(tx)
    },
    { isolationLevel: Prisma.TransactionIsolationLevel.RepeatableRead },
  )
}
