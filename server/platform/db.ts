import { PrismaPg } from '@prisma/adapter-pg'
import { Prisma, PrismaClient } from '#codegen/prisma/client.ts'
import { logger } from './logger.ts'

/** A transaction's client: what a rule reads and writes through. */
export type Tx = Prisma.TransactionClient

/** The process's one client; set by `openDb` before anything asks. */
export let db: PrismaClient

/** The URL that `openDb` was given, for the feed's own LISTEN connection. */
export let databaseUrl: string

/** Pool and limits: a request is answered in 3 s, so a statement has 2. */
export function openDb(url: string, poolSize = 10): PrismaClient {
  databaseUrl = url
  const adapter = new PrismaPg(
    {
      connectionString: url,
      max: poolSize,
      connectionTimeoutMillis: 2000,
      statement_timeout: 2000,
      query_timeout: 2500,
      idle_in_transaction_session_timeout: 5000,
      keepAlive: true,
    },
    { onPoolError: (error) => logger.warn({ error: error.message }, 'database connection lost') },
  )
  db = new PrismaClient({
    adapter,
    transactionOptions: { maxWait: 2000, timeout: 3000 },
    log: [{ emit: 'event', level: 'query' }],
  })
  return db
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

/** True where `error` says that a unique key was taken. */
export const isUniqueViolation = (error: unknown): boolean =>
  error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002'
