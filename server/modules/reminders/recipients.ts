import type { CommandRank, RungRecipient } from '#codegen/prisma/enums.ts'

/** Who is told: the ranks of the command centre, the people of agencies or only their heads, and the cadre of a zone. */
export type Recipients = {
  ranks?: readonly CommandRank[]
  agencyIds?: readonly string[]
  headsOf?: readonly string[]
  zoneId?: string | null
}

/** Everyday work comes to those who do it at the centre; the chair is told of what was not done. */
export const officeRanks: readonly CommandRank[] = ['DUTY_OFFICER', 'CLERK']

/** Who has a matter: the people of this agency, or the centre where no agency has it. */
export const holdersOf = (agencyId: string | null): Recipients =>
  agencyId ? { agencyIds: [agencyId] } : { ranks: officeRanks }

/** Who is told on a rung of the ladder. A matter that no agency has is told to the centre, where there would be a head. */
export function climbersOf(recipient: RungRecipient, agencyId: string | null, zoneId: string | null): Recipients {
  switch (recipient) {
    case 'OFFICER':
      return { ...holdersOf(agencyId), ranks: officeRanks }
    case 'AGENCY_HEAD':
      return agencyId ? { headsOf: [agencyId] } : { ranks: officeRanks }
    case 'CADRE':
      return { zoneId }
    case 'CHAIR':
      return { ranks: ['CHAIR'] }
  }
}
