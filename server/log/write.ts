import { Prisma } from '#codegen/prisma/client.ts'
import { now, timeOverride } from '#server/platform/clock.ts'
import type { Actor } from '#server/platform/context.ts'
import { timeOfReport } from '#server/platform/report-limits.ts'
import { turnPool } from '#server/postgres/db.ts'
import { hasStalePlan, troubleOf } from '#server/postgres/errors.ts'
import { type Connection, type Statement, turn } from '#server/postgres/turns.ts'
import { auditOfEvents } from './audit.ts'
import type { EventDraft } from './catalogue.ts'
import { announceCommit } from './commits.ts'
import { refuseMoved, throughDoubles } from './doubles.ts'
import {
  findAgain,
  type Load,
  lockStatements,
  nothing,
  type Read,
  type Reads,
  type State,
  statementsOf,
  stateOf,
} from './load.ts'
import { claimReceipt, firstAnswer, hashOfChange, type Receipt, receiptOf } from './receipts.ts'

/** The account that makes a change, its rank, and the union whose stream gets the events unless the decision names another. */
export type Author = Pick<Actor, 'accountId' | 'unionId' | 'rank'>

/** What every input of a deed has: a UUID that the caller has made for this one change. */
export type Change = { clientId: string }

/** A unique index that the writes may violate, and what reads the error CONFLICT that the caller then gets. */
export type Uniqueness = { index: string; conflict: Read<Error> }

/**
 * What a deed has decided: the row id of what it was about, the statements that write rows, in order, and its events, in
 * order. Without events nothing has changed. `unionId` is the union whose stream gets them, where that is not the actor's
 * own. A violation of a unique index that `uniqueness` does not name is a fault of ours.
 */
export type Decision = {
  subjectId: string
  unionId?: string
  writes: readonly Prisma.Sql[]
  events: readonly EventDraft[]
  uniqueness?: Uniqueness
}

/**
 * What is locked and read, and the rule: plain TypeScript that decides without the database, or throws a refusal. A promise is
 * for a long decision that is made in parts; it waits for nothing else.
 */
export type Plan<R extends Reads, D extends Decision = Decision> = {
  load: Load<R>
  decide: (state: State<R>, at: Date) => D | Promise<D>
}

type Options = {
  /** How many milliseconds the transaction may take, where that is more than the usual 3,000. */
  limits?: { timeout: number }
  /** Reads whether the actor may still act at all; the error that it is made into refuses the deed. */
  confirm?: Read<Error | null>
  /** When it happened, as the caller says; now where that is left out. */
  happenedAt?: Date | null | undefined
  /** The field of the input that gives when it happened, for the error that refuses it. */
  field?: string
  /** The address from which the change comes, for the audit; left out where it comes from the server itself. */
  address?: string | undefined
}

/**
 * Makes one change in one transaction and two turns with the database. The first turn claims the receipt, locks the roots
 * and reads; then `decide` decides; the second turn writes the rows, then the tallies, the seq and the events, and
 * commits. The same actor and clientId again gets the first answer and changes nothing. Where `decide` throws, nothing is
 * left and the error is passed on.
 *
 * CONFLICT: the clientId was used before with another input. INVALID: happenedAt lies in the future or too far back.
 */
export async function write<R extends Reads, D extends Decision>(
  author: Author,
  mutation: string,
  change: Change,
  { load, decide }: Plan<R, D>,
  { limits, confirm = nothing, happenedAt, field = 'happenedAt', address = '' }: Options = {},
): Promise<Receipt & { decision: D | null }> {
  const { accountId: actorId, unionId, rank } = author
  const { clientId } = change
  const inputHash = hashOfChange(mutation, change)
  const claim = { claimed: claimReceipt(actorId, clientId, mutation, inputHash, happenedAt != null) }
  // the actor is confirmed after the wait for the locks, in which its session may have ended
  const own = { refusal: confirm, first: firstAnswer(actorId, clientId) }
  return inTransaction(async (connection) => {
    const start = [begin]
    const before = [...start, ...statementsOf(claim)]
    const locks = lockStatements(load.lock, unionId)
    const found = findAgain(load.lock, unionId)
    const locked = [...before, ...locks, ...found, ...extend(limits)]
    const head = [...locked, ...statementsOf(own)]
    const answers = await turn(connection, [...head, ...statementsOf(load.read)], limits?.timeout)
    const { claimed } = stateOf(claim, answers.slice(start.length))
    const { refusal, first } = stateOf(own, answers.slice(locked.length))
    if (refusal) throw refusal
    if (!claimed) {
      await turn(connection, [rollback])
      return { ...receiptOf(first, clientId, inputHash), decision: null }
    }
    const [from, to] = [before.length, before.length + locks.length]
    refuseMoved(answers.slice(from, to), answers.slice(to, to + found.length))
    const at = timeOfReport(happenedAt, field)
    const decision = await decide(stateOf(load.read, answers.slice(head.length)), at)
    const seq = await save(connection, { actorId, rank, unionId, clientId, at, address }, decision, limits)
    return { clientId, seq, subjectId: decision.subjectId, decision }
  })
}

/** Writes events without a receipt, for changes that no mutation asks for: set-up, sign-out, commands on the server. */
export async function writeEvents<R extends Reads, D extends Decision>(
  unionId: string,
  { load, decide }: Plan<R, D>,
  { address = '' }: Pick<Options, 'address'> = {},
): Promise<number | null> {
  const attempt = async (connection: Connection) => {
    const locks = [begin, ...lockStatements(load.lock, unionId)]
    const head = [...locks, ...findAgain(load.lock, unionId)]
    const answers = await turn(connection, [...head, ...statementsOf(load.read)])
    refuseMoved(answers.slice(0, locks.length), answers.slice(locks.length, head.length))
    const at = now()
    const decision = await decide(stateOf(load.read, answers.slice(head.length)), at)
    return save(connection, { actorId: null, rank: null, unionId, clientId: null, at, address }, decision)
  }
  return throughDoubles(() => inTransaction(attempt))
}

const commit = Prisma.sql`COMMIT`
const rollback = Prisma.sql`ROLLBACK`

// every statement sees what was committed before it, whatever the database's own default is
const begin = Prisma.sql`BEGIN ISOLATION LEVEL READ COMMITTED`

/**
 * The statements that give a transaction more time, where it is allowed to take longer. They follow the locks: nobody waits
 * for a lock longer than usual. PostgreSQL begins to count again only where a limit was lifted before.
 */
function extend(limits?: { timeout: number }): Statement[] {
  if (!limits) return []
  const settings = [
    'transaction_timeout = 0',
    `transaction_timeout = ${limits.timeout}`,
    `statement_timeout = ${limits.timeout}`,
    `idle_in_transaction_session_timeout = ${Math.min(limits.timeout, longestThoughtMs)}`,
  ]
  return settings.map((setting) => Prisma.raw(`SET LOCAL ${setting}`))
}

/** How long the longest decision may take, upon a roster of 20,000 rows on a busy machine, in milliseconds. */
const longestThoughtMs = 30_000

let underWay = 0

/** How many deeds of this process have begun and not ended. */
export const deedsUnderWay = (): number => underWay

/** Does the work on a connection of its own. Where it throws, its transaction is rolled back before the error is passed on. */
async function inTransaction<T>(work: (connection: Connection) => Promise<T>): Promise<T> {
  underWay += 1
  const connection = await turnPool.connect().catch((error) => {
    underWay -= 1
    throw error
  })
  let isLost = false
  try {
    return await work(connection)
  } catch (error) {
    // a session keeps the default of its database by which it only reads, also when that is lifted
    isLost = hasStalePlan(error) || troubleOf(error) === 'read-only'
    // a transaction of which a write has failed was rolled back by its COMMIT
    if (connection.getTransactionStatus() !== 'I') {
      await turn(connection, [rollback]).catch(() => {
        isLost = true
      })
    }
    throw error
  } finally {
    underWay -= 1
    connection.release(isLost)
  }
}

/** Whose change it is, and when it happened. Without an actor and a clientId no receipt is kept. */
type Moment = {
  actorId: string | null
  rank: Actor['rank']
  unionId: string
  clientId: string | null
  at: Date
  address: string
}

/** The second turn: the rows, then the tallies, the seq and the events, and the commit. Answers with the last seq. */
async function save(
  connection: Connection,
  moment: Moment,
  decision: Decision,
  limits?: { timeout: number },
): Promise<number | null> {
  const unionId = decision.unionId ?? moment.unionId
  const isEvent = decision.events.length > 0
  const last = isEvent ? [append(moment, unionId, decision)] : completeReceipt(moment, unionId, decision)
  const by = { accountId: moment.actorId, unionId, address: moment.address }
  const statements = [...decision.writes, ...auditOfEvents(by, decision.events), ...last, commit]
  const answers = await turn(connection, statements, limits?.timeout).catch(async (error) => {
    throw await conflictOf(connection, decision, error)
  })
  if (!isEvent) return null
  announceCommit(unionId)
  const [row] = answers.at(-2)!.rows as { seq: number }[]
  return row!.seq
}

/**
 * Appends the events to the union's stream, whose row is locked last, and completes the receipt. Their time is that of the
 * database, since the clocks of nodes differ.
 */
const append = (
  { actorId, rank, clientId, at }: Moment,
  unionId: string,
  { subjectId, events }: Decision,
): Statement => Prisma.sql`
  SELECT append_events(${unionId}::uuid, ${actorId}::uuid, ${timeOverride()}::timestamptz, ${at}::timestamptz,
    ${clientId}::uuid, ${subjectId}::uuid, ${JSON.stringify(events)}::jsonb,
    ${rank}::"CommandRank") AS seq`

/** Completes the receipt of a change that wrote no event. No stream is locked for it. */
const completeReceipt = ({ actorId, clientId }: Moment, unionId: string, { subjectId }: Decision): Statement[] =>
  clientId === null
    ? []
    : [
        Prisma.sql`
          UPDATE "Receipt" SET "subjectId" = ${subjectId}::uuid, "unionId" = ${unionId}::uuid
          WHERE "actorId" = ${actorId}::uuid AND "clientId" = ${clientId}::uuid`,
      ]

/** The error of a failed write: CONFLICT where a declared unique index was violated, and else the database's own. */
async function conflictOf(connection: Connection, { uniqueness }: Decision, error: unknown): Promise<unknown> {
  const { code, constraint } = error as { code?: string; constraint?: string }
  if (code !== uniqueViolation || !uniqueness || uniqueness.index !== constraint) return error
  const reads = { conflict: uniqueness.conflict }
  return stateOf(reads, await turn(connection, statementsOf(reads))).conflict
}

const uniqueViolation = '23505'
