import type { RosterKind as KindName } from '#codegen/prisma/enums.ts'
import type { AnyUndo } from './kind.ts'
import { undoAccounts } from './kinds/undo-accounts.ts'
import { undoAgencies } from './kinds/undo-agencies.ts'
import { undoEnterprises } from './kinds/undo-enterprises.ts'
import { undoHundred } from './kinds/undo-hundred.ts'
import { undoResumptions } from './kinds/undo-resumptions.ts'
import { undoSquads } from './kinds/undo-squads.ts'
import { undoSuppliers } from './kinds/undo-suppliers.ts'
import { undoVisitPlan } from './kinds/undo-visit-plan.ts'
import type { RosterKindName } from './kinds.ts'

/** How the rows of each kind are undone. */
const rosterUndos: Record<RosterKindName, AnyUndo> = {
  ENTERPRISES: undoEnterprises,
  HUNDRED: undoHundred,
  SUPPLIERS: undoSuppliers,
  RESUMPTIONS: undoResumptions,
  VISIT_PLAN: undoVisitPlan,
  ACCOUNTS: undoAccounts,
  SQUADS: undoSquads,
  AGENCIES: undoAgencies,
}

/** How the rows of the kind of this name are undone. */
export const undoOf = (name: KindName): AnyUndo => rosterUndos[name as RosterKindName]
