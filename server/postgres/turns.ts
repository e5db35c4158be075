import type { Socket } from 'node:net'
import { setImmediate as soon } from 'node:timers/promises'
import { type Pool, type PoolClient, type QueryConfig, types } from 'pg'
import { makePool, type SessionSettings } from './session.ts'
import { noteStatement } from './statement-times.ts'
import { noteUnavailable } from './troubles.ts'

/** A statement as `pg` wants it: `Prisma.sql` makes one. */
export type Statement = { readonly text: string; readonly values: readonly unknown[] }

/** The answer to a statement. */
export type Rows = { readonly rows: readonly unknown[] }

/** A connection that sends the statements of a turn at once. */
export type Connection = PoolClient

/** How many connections a pool has at most, and how many milliseconds a statement and a transaction may take. */
export type PoolLimits = { poolSize: number; statementMs: number; transactionMs: number }

const dateType = 1082
const bigintType = 20
const firstOwnType = 16_384

/**
 * Reads the values of rows as Prisma's client does: a date is its midnight in UTC, and a list of an enum is a list. The
 * types that migrations make are enums and lists of enums, whose ids differ from database to database. A list begins with
 * a brace, and the name of a value holds no comma.
 */
export const typeParsers = {
  getTypeParser(id: number, format?: 'text' | 'binary') {
    if (id === dateType) return (date: string) => new Date(`${date}T00:00:00.000Z`)
    if (id === bigintType) return Number
    if (id >= firstOwnType) return (value: string) => (value.startsWith('{') ? listOf(value) : value)
    return types.getTypeParser(id, format as 'text')
  },
}

const listOf = (value: string): string[] => (value === '{}' ? [] : value.slice(1, -1).split(','))

/** A pool of connections that send the statements of a turn at once, without waiting for the answer to each of them. */
export function makeTurnPool(url: string, settings: SessionSettings, { poolSize, transactionMs }: PoolLimits): Pool {
  const pool = makePool(url, settings, {
    pipeline: true,
    max: poolSize,
    connectionTimeoutMillis: 2000,
    query_timeout: transactionMs + graceMs,
    allowExitOnIdle: true,
    types: typeParsers,
  })
  // a connection may be lost while a deed holds it, and the deed learns of it by its own statement
  pool.on('connect', (client) => client.on('error', () => {}))
  pool.on('error', (error) => noteUnavailable(error))
  return pool
}

/**
 * Sends the statements, usually in one write, and waits for all of their answers, which is one round trip. Throws the error of the
 * first statement that failed; those after it in the same transaction have failed too. A connection is closed that has not
 * answered when the time of a transaction is over, which is `transactionMs` where that is not the usual one.
 */
export async function turn(
  connection: Connection,
  statements: readonly Statement[],
  transactionMs?: number,
): Promise<Rows[]> {
  const { stream } = (connection as unknown as { connection: { stream: Socket } }).connection
  const began = performance.now()
  const send = ({ text, values }: Statement) => {
    const query: QueryConfig & { query_timeout?: number } = {
      name: nameOf(text),
      text,
      values: values as unknown[],
      ...(transactionMs && { query_timeout: transactionMs + graceMs }),
    }
    return connection.query(query)
  }
  const sent: Promise<PromiseSettledResult<Rows>[]>[] = []
  for (const part of sentAtOnce(statements)) {
    if (sent.length > 0) await soon()
    stream.cork()
    sent.push(Promise.allSettled(part.map(send)))
    stream.uncork()
  }
  const answers = (await Promise.all(sent)).flat()
  noteStatement((performance.now() - began) / 1000)
  return answers.map((answer) => {
    if (answer.status === 'rejected') throw answer.reason
    return answer.value
  })
}

// it takes some tens of milliseconds to write as much
const mostSigns = 1_000_000

/** The statements in parts: all at once, unless their values are so long that this process would do nothing else meanwhile. */
function sentAtOnce(statements: readonly Statement[]): Statement[][] {
  const parts: Statement[][] = [[]]
  let signs = 0
  for (const statement of statements) {
    if (signs > mostSigns) {
      parts.push([])
      signs = 0
    }
    parts.at(-1)!.push(statement)
    for (const value of statement.values) signs += typeof value === 'string' ? value.length : 0
  }
  return parts
}

// PostgreSQL ends a transaction itself; this is for a connection that is silent
const graceMs = 500

const mostNames = 500

/**
 * Gives statements names, so that PostgreSQL parses each only once on each connection of a pool. Later statements get no
 * name once there are 500: lists of different lengths make ever new ones.
 */
export function statementNames(): (text: string) => string {
  const names = new Map<string, string>()
  return (text) => {
    const known = names.get(text)
    if (known !== undefined || names.size >= mostNames) return known ?? ''
    const name = `s${names.size}`
    names.set(text, name)
    return name
  }
}

const nameOf = statementNames()
