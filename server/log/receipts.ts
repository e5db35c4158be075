import { createHash } from 'node:crypto'
import { Prisma } from '#codegen/prisma/client.ts'
import { AppError } from '#server/platform/errors.ts'
import { globalId } from '#server/platform/ids.ts'
import { oneOrNull, type Read } from './load.ts'

/** The stored answer to an actor's clientId: the seq of its last event and the row that it was about, both may be null. */
export type Receipt = { clientId: string; seq: number | null; subjectId: string | null }

/**
 * Claims the receipt of this actor and clientId; false where it was claimed before. It waits for a change that has claimed it.
 * `isDated` says whether the input says when it happened, which decides for how long the receipt is kept.
 */
export const claimReceipt = (
  actorId: string,
  clientId: string,
  mutation: string,
  inputHash: string,
  isDated: boolean,
): Read<boolean> => ({
  statement: Prisma.sql`
    INSERT INTO "Receipt" ("actorId", "clientId", mutation, "inputHash", "isDated")
    VALUES (${actorId}::uuid, ${clientId}::uuid, ${mutation}, ${inputHash}, ${isDated}) ON CONFLICT DO NOTHING RETURNING 1`,
  from: (rows) => rows.length > 0,
})

type FirstAnswer = Omit<Receipt, 'clientId'> & { inputHash: string; subjectType: string | null; eventSubject: string }

/** Reads the receipt that this clientId has now, with the row that its last event was about. */
export const firstAnswer = (actorId: string, clientId: string): Read<FirstAnswer | null> =>
  oneOrNull(Prisma.sql`
    SELECT r."inputHash", r.seq, r."subjectId", e."subjectType", e."subjectId" AS "eventSubject"
    FROM "Receipt" r LEFT JOIN "Event" e ON e."unionId" = r."unionId" AND e.seq = r.seq
    WHERE r."actorId" = ${actorId}::uuid AND r."clientId" = ${clientId}::uuid`)

/** The receipt that a clientId got before. CONFLICT: it was for another mutation or another input. */
export function receiptOf(first: FirstAnswer | null, clientId: string, inputHash: string): Receipt {
  if (first?.inputHash === inputHash) return { clientId, seq: first.seq, subjectId: first.subjectId }
  const sentence = { zh: '这个 clientId 已用于另一次操作。', en: 'This clientId was already used for something else.' }
  const current = first?.subjectType ? globalId(first.subjectType, first.eventSubject) : undefined
  throw new AppError('CONFLICT', sentence, { field: 'clientId', current })
}

/** The hash of a change, by which a receipt knows it again. */
export const hashOfChange = (mutation: string, input: object) =>
  createHash('sha256').update(mutation).update(JSON.stringify(input)).digest('base64url')
