import type { Role } from '#codegen/prisma/enums.ts'
import type { Actor } from '#server/platform/context.ts'

/** The roles whose people are told of issues. */
export const toldRoles = ['COMMAND', 'AGENCY', 'CADRE'] as const satisfies readonly Role[]

/** The reminders that somebody may see, as a Prisma filter: its own. */
export const visibleReminders = ({ accountId }: Actor) => ({ accountId })

/** The absences that somebody may see: its own, and for the command centre those of its union. */
export const visibleAbsences = ({ role, accountId, unionId }: Actor) =>
  role === 'COMMAND' ? { unionId } : { accountId }
