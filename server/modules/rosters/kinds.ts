import type { RosterKind as KindName } from '#codegen/prisma/enums.ts'
import type { AnyKind } from './kind.ts'
import { accountRoster } from './kinds/accounts.ts'
import { agencyRoster } from './kinds/agencies.ts'
import { enterpriseRoster } from './kinds/enterprises.ts'
import { hundredRoster } from './kinds/hundred.ts'
import { resumptionRoster } from './kinds/resumptions.ts'
import { squadRoster } from './kinds/squads.ts'
import { supplierRoster } from './kinds/suppliers.ts'
import { visitPlanRoster } from './kinds/visit-plan.ts'

/** The kinds of rosters, by their names. */
export const rosterKinds = {
  ENTERPRISES: enterpriseRoster,
  HUNDRED: hundredRoster,
  SUPPLIERS: supplierRoster,
  RESUMPTIONS: resumptionRoster,
  VISIT_PLAN: visitPlanRoster,
  ACCOUNTS: accountRoster,
  SQUADS: squadRoster,
  AGENCIES: agencyRoster,
} satisfies Partial<Record<KindName, AnyKind>>

/** The name of such a kind. */
export type RosterKindName = keyof typeof rosterKinds

/** The kind of this name. */
export const kindOf = (name: KindName): AnyKind => rosterKinds[name as RosterKindName]

/** How many columns a kind of roster has at most. */
export const mostColumns = Math.max(...Object.values(rosterKinds).map(({ columns }) => Object.keys(columns).length))
