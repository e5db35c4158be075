import { createHash } from 'node:crypto'
import { now } from '#server/platform/clock.ts'
import type { Actor } from '#server/platform/context.ts'
import { AppError } from '#server/platform/errors.ts'
import { globalId } from '#server/platform/ids.ts'
import { db, type Tx } from '#server/postgres/db.ts'
import { announceCommit } from './commits.ts'

/** Changes to a tally: numbers are added, objects merged, anything else replaces, null removes; zero is absence. */
export type TallyDelta = { [key: string]: number | string | readonly string[] | null | TallyDelta }

/** Both deltas, merged figure by figure. */
export function plus(a: TallyDelta, b: TallyDelta): TallyDelta {
  const sum: TallyDelta = { ...a }
  for (const [key, value] of Object.entries(b)) {
    const old = sum[key]
    if (typeof value === 'number' && typeof old === 'number') sum[key] = old + value
    else if (isGroup(value) && isGroup(old)) sum[key] = plus(old, value)
    else sum[key] = value
  }
  return sum
}

const isGroup = (v: TallyDelta[string] | undefined): v is TallyDelta =>
  typeof v === 'object' && v !== null && !Array.isArray(v)

/** What happened, in a rule's words; `append_events` gives it its seq and the tallies right after it. */
export type EventDraft = {
  /** noun.verb_in_the_past, such as `visit.arrived`. */
  name: string
  subjectType: string
  subjectId: string
  squadId?: string | null
  enterpriseId?: string | null
  happenedAt?: Date
  /** Small, typed, never personal: what the line on the board needs besides the subject. */
  facts?: Record<string, string | number | boolean | null>
  /** Added to the union's tally. */
  union?: TallyDelta
  /** Added to the squad's tally; only with `squadId`. */
  squad?: TallyDelta
}

/** Whose change it is, and in which union where the outcome names no other. */
export type Author = Pick<Actor, 'accountId' | 'unionId'>

/** What every input of a mutation carries. `clientId` is a UUID of the caller's making. */
export type Change = { clientId: string; happenedAt?: Date | null }

/** The first answer to an actor's clientId. */
export type Receipt = { clientId: string; seq: number | null; subjectId: string | null }

/** What a rule's work comes to: the row it was about, and what happened, in order. No event: nothing changed. */
export type Outcome = { subjectId: string; unionId?: string; events: EventDraft[] }

/**
 * One change in one transaction: the receipt is claimed first, `work` guards and changes rows, and its events,
 * tallies and seq are written last. The same actor and clientId again gets the first answer and changes nothing.
 * Throws what `work` throws, and then nothing is left. `limits` are for an import, which may take longer.
 */
export async function write<I extends Change>(
  actor: Author,
  mutation: string,
  input: I,
  work: (tx: Tx, at: Date) => Promise<Outcome>,
  limits?: { timeout: number },
): Promise<Receipt> {
  const { clientId } = input
  const happenedAt = happened(input)
  const inputHash = hash(mutation, input)
  const receipt = await db.$transaction(async (tx) => {
    const claimed = await tx.$executeRaw`
      INSERT INTO "Receipt" ("actorId", "clientId", mutation, "inputHash")
      VALUES (${actor.accountId}::uuid, ${clientId}::uuid, ${mutation}, ${inputHash}) ON CONFLICT DO NOTHING`
    if (!claimed) return firstAnswer(tx, actor, clientId, inputHash)
    const outcome = await work(tx, happenedAt)
    const unionId = outcome.unionId ?? actor.unionId
    const seq = await appendEvents(tx, unionId, actor.accountId, happenedAt, outcome, clientId)
    return { clientId, seq, subjectId: outcome.subjectId, unionId }
  }, limits)
  if ('unionId' in receipt && receipt.seq !== null) announceCommit(receipt.unionId)
  return { clientId: receipt.clientId, seq: receipt.seq, subjectId: receipt.subjectId }
}

/** Writes events without a receipt: for what no mutation asks for (set-up, the clock, commands on the server). */
export async function record(unionId: string, work: (tx: Tx) => Promise<Outcome>): Promise<number | null> {
  const seq = await db.$transaction(async (tx) => appendEvents(tx, unionId, null, now(), await work(tx), null))
  if (seq !== null) announceCommit(unionId)
  return seq
}

/** The seq of the last event, or null where nothing happened: then no stream is locked. */
async function appendEvents(
  tx: Tx,
  unionId: string,
  actorId: string | null,
  happenedAt: Date,
  outcome: Outcome,
  clientId: string | null,
): Promise<number | null> {
  if (outcome.events.length === 0) {
    const { subjectId } = outcome
    if (actorId && clientId) await tx.receipt.updateMany({ where: { actorId, clientId }, data: { subjectId, unionId } })
    return null
  }
  const [row] = await tx.$queryRaw<{ seq: number }[]>`
    SELECT append_events(${unionId}::uuid, ${actorId}::uuid, ${now()}::timestamptz, ${happenedAt}::timestamptz,
      ${clientId}::uuid, ${outcome.subjectId}::uuid, ${JSON.stringify(outcome.events)}::jsonb) AS seq`
  return row!.seq
}

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

/** The global id of what a change was about, as its last event names it. */
async function subjectOf(tx: Tx, { unionId, seq }: { unionId: string | null; seq: number | null }) {
  if (unionId === null || seq === null) return undefined
  const event = await tx.event.findUnique({ where: { unionId_seq: { unionId, seq } } })
  return event ? globalId(event.subjectType, event.subjectId) : undefined
}

const minute = 60_000

/** When it happened by the caller's word: never in the future (five minutes of a wrong phone clock are forgiven). */
function happened({ happenedAt }: Change): Date {
  const time = now()
  if (!happenedAt) return time
  if (happenedAt.getTime() > time.getTime() + 5 * minute) {
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
