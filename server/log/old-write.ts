import { createHash } from 'node:crypto'
import { now } from '#server/platform/clock.ts'
import type { Actor } from '#server/platform/context.ts'
import { AppError } from '#server/platform/errors.ts'
import { globalId } from '#server/platform/ids.ts'
import { clockDifferenceMs } from '#server/platform/report-limits.ts'
import { db, type Tx } from '#server/postgres/db.ts'
import type { EventDraft } from './catalogue.ts'
import { announceCommit } from './commits.ts'

/** The account that makes a change, and the union whose stream gets the events unless the result names another. */
export type Author = Pick<Actor, 'accountId' | 'unionId'>

/** The fields that every input of a deed has. `clientId` is a UUID that the caller has made for this one change. */
export type Change = { clientId: string; happenedAt?: Date | null }

/** The stored answer to an actor's clientId: the seq of its last event and the row that it was about, both may be null. */
export type Receipt = { clientId: string; seq: number | null; subjectId: string | null }

/**
 * What the work of a deed returns: the row id of what it was about, and its events in order. Without events nothing has
 * changed. `unionId` is the union whose stream gets them, where that is not the actor's own.
 */
export type Done = { subjectId: string; unionId?: string; events: EventDraft[] }

/**
 * Makes one change in one transaction. The receipt is claimed first, then `work` checks and changes the rows, and its
 * events, tallies and seq are written last. The same actor and clientId again gets the first answer and changes
 * nothing. Where `work` throws, nothing is left and the error is passed on. `limits` (milliseconds) are for an import,
 * which may take longer than other changes.
 *
 * CONFLICT: the clientId was used before with another input. INVALID: happenedAt lies in the future.
 */
export async function write<I extends Change>(
  actor: Author,
  mutation: string,
  input: I,
  work: (tx: Tx, at: Date) => Promise<Done>,
  limits?: { timeout: number },
): Promise<Receipt> {
  const { clientId } = input
  const happenedAt = happenedAtOf(input)
  const inputHash = hash(mutation, input)
  const receipt = await db.$transaction(async (tx) => {
    const claimed = await tx.$executeRaw`
      INSERT INTO "Receipt" ("actorId", "clientId", mutation, "inputHash")
      VALUES (${actor.accountId}::uuid, ${clientId}::uuid, ${mutation}, ${inputHash}) ON CONFLICT DO NOTHING`
    if (!claimed) return firstAnswer(tx, actor, clientId, inputHash)
    const done = await work(tx, happenedAt)
    const unionId = done.unionId ?? actor.unionId
    const seq = await appendEvents(tx, unionId, actor.accountId, happenedAt, done, clientId)
    return { clientId, seq, subjectId: done.subjectId, unionId }
  }, limits)
  if ('unionId' in receipt && receipt.seq !== null) announceCommit(receipt.unionId)
  return { clientId: receipt.clientId, seq: receipt.seq, subjectId: receipt.subjectId }
}

/** Writes events without a receipt, for changes that no mutation asks for: set-up, sign-out, commands on the server. */
export async function writeEvents(unionId: string, work: (tx: Tx) => Promise<Done>): Promise<number | null> {
  const seq = await db.$transaction(async (tx) => appendEvents(tx, unionId, null, now(), await work(tx), null))
  if (seq !== null) announceCommit(unionId)
  return seq
}

/** Appends the events to the union's stream. Returns the seq of the last; null without events, when no stream is locked. */
async function appendEvents(
  tx: Tx,
  unionId: string,
  actorId: string | null,
  happenedAt: Date,
  done: Done,
  clientId: string | null,
): Promise<number | null> {
  if (done.events.length === 0) {
    const { subjectId } = done
    if (actorId && clientId) await tx.receipt.updateMany({ where: { actorId, clientId }, data: { subjectId, unionId } })
    return null
  }
  const [row] = await tx.$queryRaw<{ seq: number }[]>`
    SELECT append_events(${unionId}::uuid, ${actorId}::uuid, ${now()}::timestamptz, ${happenedAt}::timestamptz,
      ${clientId}::uuid, ${done.subjectId}::uuid, ${JSON.stringify(done.events)}::jsonb) AS seq`
  return row!.seq
}

/** The receipt that this clientId got before. CONFLICT: it was for another mutation or another input. */
async function firstAnswer(tx: Tx, actor: Author, clientId: string, inputHash: string): Promise<Receipt> {
  const first = await tx.receipt.findUniqueOrThrow({
    where: { actorId_clientId: { actorId: actor.accountId, clientId } },
  })
  if (first.inputHash !== inputHash) {
    const sentence = {
      zh: '这个 clientId 已用于另一次操作。',
      en: 'This clientId was already used for something else.',
    }
    throw new AppError('CONFLICT', sentence, { field: 'clientId', current: await subjectOf(tx, first) })
  }
  return { clientId, seq: first.seq, subjectId: first.subjectId }
}

/** The global id of the row that a change was about, as its last event names it. */
async function subjectOf(tx: Tx, { unionId, seq }: { unionId: string | null; seq: number | null }) {
  if (unionId === null || seq === null) return undefined
  const event = await tx.event.findUnique({ where: { unionId_seq: { unionId, seq } } })
  return event ? globalId(event.subjectType, event.subjectId) : undefined
}

/**
 * The moment at which the change happened: as the caller says, or now. A time up to five minutes ahead counts as now,
 * because the clocks of phones are not exact. INVALID: it lies further ahead.
 */
function happenedAtOf({ happenedAt }: Change): Date {
  const time = now()
  if (!happenedAt) return time
  if (happenedAt.getTime() > time.getTime() + clockDifferenceMs) {
    throw new AppError(
      'INVALID',
      { zh: '发生时间不能在将来。', en: 'happenedAt may not lie in the future.' },
      { field: 'happenedAt' },
    )
  }
  return happenedAt < time ? happenedAt : time
}

const hash = (mutation: string, input: object) =>
  createHash('sha256').update(mutation).update(JSON.stringify(input)).digest('base64url')
