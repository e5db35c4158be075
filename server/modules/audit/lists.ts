import type { Prisma } from '#codegen/prisma/client.ts'
import type { AuditKind } from '#codegen/prisma/enums.ts'
import type { Actor } from '#server/platform/context.ts'
import { type DateRange, momentsIn } from '#server/platform/date-range.ts'
import { optionalRowId } from '#server/platform/ids.ts'
import { visibleAuditEntries } from './access.ts'

/** What the audit is narrowed by. */
export type AuditFilter = { kinds?: AuditKind[] | null; accountId?: string | null; days?: DateRange | null }

/** The Prisma filter for the entries that somebody may see, narrowed by kinds, by the account and by days. */
export function auditWhere(actor: Actor, filter: AuditFilter | null | undefined): Prisma.AuditEntryWhereInput {
  const { kinds, accountId, days } = filter ?? {}
  const account = optionalRowId('Account', accountId, 'filter.accountId')
  const at = momentsIn(days, 'filter.days')
  return {
    AND: [
      visibleAuditEntries(actor),
      { ...(kinds && { kind: { in: kinds } }), ...(account && { accountId: account }), ...(at && { at }) },
    ],
  }
}
