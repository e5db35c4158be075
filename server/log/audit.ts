import type { Prisma } from '#codegen/prisma/client.ts'
import { now } from '#server/platform/clock.ts'
import type { Actor } from '#server/platform/context.ts'
import { newId } from '#server/platform/ids.ts'
import { db } from '#server/postgres/db.ts'
import { catalogue, type EventDraft } from './catalogue.ts'
import { insert, insertAll, type NewRow } from './rows.ts'

/** What is written of one act. What an act does not have is left out. */
export type AuditDraft = Pick<NewRow<'AuditEntry'>, 'kind' | 'address' | 'unionId'> &
  Partial<Omit<NewRow<'AuditEntry'>, 'id' | 'at'>>

/** Who does something, and from where: the beginning of each entry about somebody who is signed in. */
export const doneBy = ({ accountId, unionId }: Pick<Actor, 'accountId' | 'unionId'>, address: string) => ({
  accountId,
  unionId,
  address,
})

/**
 * Writes an entry of the audit by itself, and fails where it can't: nothing is given out that is not written down first. Answers with
 * its id.
 */
export async function audit(draft: AuditDraft): Promise<string> {
  const id = newId()
  await db.$executeRaw(insert('AuditEntry', { id, at: now(), ...draft }))
  return id
}

/** Adds to the entry of a download how many rows have been sent, which nobody knew when it began. It is all that an entry is given later. */
export async function noteRows(id: string, rows: number): Promise<void> {
  await db.$executeRaw`UPDATE "AuditEntry" SET rows = ${rows} WHERE id = ${id}::uuid`
}

/** The statement that writes an entry. Among the writes of a deed the entry is there if the deed is committed, and only then. */
export const auditWrite = (draft: AuditDraft): Prisma.Sql => insert('AuditEntry', { id: newId(), at: now(), ...draft })

/** The statements that write the entries of those events that are declared with a kind of entry. */
export function auditOfEvents(
  by: Pick<AuditDraft, 'accountId' | 'unionId' | 'address'>,
  events: readonly EventDraft[],
): Prisma.Sql[] {
  const rows = events.flatMap(({ name, subjectType, subjectId }) => {
    const kind = catalogue.get(name)?.audit
    return kind ? [{ id: newId(), at: now(), ...by, kind, event: name, subjectType, subjectId }] : []
  })
  return rows.length > 0 ? insertAll('AuditEntry', rows) : []
}
