import { PrismaPg } from '@prisma/adapter-pg'
import { Prisma, PrismaClient } from '#codegen/prisma/client.ts'
import { logger } from '#server/platform/logger.ts'

/** A transaction's client: what a rule reads and writes through. */
export type Tx = Prisma.TransactionClient

/** The process's one client; set by `openDb` before anything asks. */
export let db: PrismaClient

/** The URL that `openDb` was given, for the feed's own LISTEN connection. */
export let databaseUrl: string

/** Pool and limits: a request is answered in 3 s, so a statement has 2. */
export function openDb(url: string, poolSize = 10): PrismaClient {
  databaseUrl = url
  db = makeClient(url, { poolSize, statementMs: 2000, transactionMs: 3000 })
  return db
}

/** Runs its work in one transaction, whatever transactions the work asks for. */
export type Together = (work: () => Promise<void>) => Promise<void>

/**
 * Runs `work` with `db` on one connection that nobody else has, without the limits of a request and without waiting
 * for the disk at each commit: for filling an empty database, where what is lost is made again.
 */
export async function inBulk(work: (together: Together) => Promise<void>): Promise<void> {
  const usual = db
  const bulk = makeClient(withSetting(databaseUrl, 'synchronous_commit=off'), {
    poolSize: 1,
    statementMs: 60_000,
    transactionMs: 60_000,
  })
  const together: Together = (piece) =>
    bulk.$transaction(async (tx) => {
      const within = { $transaction: { value: (inner: (tx: Tx) => Promise<unknown>) => inner(tx) } }
      db = Object.create(tx, within)
      await piece().finally(() => {
        db = bulk
      })
    })
  db = bulk
  try {
    await work(together)
  } finally {
    db = usual
    await bulk.$disconnect()
  }
}

type Limits = { poolSize: number; statementMs: number; transactionMs: number }

function makeClient(url: string, { poolSize, statementMs, transactionMs }: Limits): PrismaClient {
  const adapter = new PrismaPg(
    {
      // a plan kept from when a table was small would be used when it is not
      connectionString: withSetting(url, 'plan_cache_mode=force_custom_plan'),
      max: poolSize,
      connectionTimeoutMillis: 2000,
      statement_timeout: statementMs,
      query_timeout: statementMs + 500,
      idle_in_transaction_session_timeout: transactionMs + 2000,
      keepAlive: true,
    },
    {
      onPoolError: (error) => logger.warn({ error: error.message }, 'database connection lost'),
      statementNameGenerator: ({ sql }) => statementName(sql),
    },
  )
  const client: PrismaClient<'query'> = new PrismaClient({
    adapter,
    // only ever searched by; read with every enterprise it would cost more than the rest of the row
    omit: { enterprise: { grams: true } },
    transactionOptions: { maxWait: 2000, timeout: transactionMs },
    // the longer forms repeat what somebody typed, and errors are logged
    errorFormat: 'minimal',
    log: [{ emit: 'event', level: 'query' }],
  })
  client.$on('query', ({ duration }) => noteStatement(duration / 1000))
  return client
}

const listeners = new Set<(seconds: number) => void>()

/** Notes the time that a statement took, for those which go by another way than Prisma's. */
export function noteStatement(seconds: number): void {
  for (const listener of listeners) listener(seconds)
}

/** Calls back with the time that each statement took, the way to the database included. Returns how to stop. */
export function onStatement(listener: (seconds: number) => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

function withSetting(url: string, setting: string): string {
  const address = new URL(url)
  const others = address.searchParams.get('options')
  address.searchParams.set('options', `${others ? `${others} ` : ''}-c ${setting}`)
  return address.href
}

const namedAtMost = 500
const names = new Map<string, string>()

/** A statement's name, by which PostgreSQL parses it once a connection; lists of many lengths get none. */
function statementName(sql: string): string {
  const known = names.get(sql)
  if (known !== undefined || names.size >= namedAtMost) return known ?? ''
  const name = `s${names.size}`
  names.set(sql, name)
  return name
}

/** Reads several tables as of one moment: REPEATABLE READ, READ ONLY. */
export function snapshot<T>(read: (tx: Tx) => Promise<T>): Promise<T> {
  return db.$transaction(
    async (tx) => {
      await tx.$executeRaw`SET TRANSACTION READ ONLY`
      return read(tx)
    },
    { isolationLevel: Prisma.TransactionIsolationLevel.RepeatableRead },
  )
}
