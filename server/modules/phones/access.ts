import { visibleCellTexts } from '#server/modules/cell-texts/access.ts'
import { seesDetails, visibleContacts, visibleEnterprises } from '#server/modules/enterprises/access.ts'
import { visibleIssues } from '#server/modules/issues/access.ts'
import { seesSquadPhones, visibleSquads } from '#server/modules/squads/access.ts'
import { seesSupplierPhones, visibleSuppliers } from '#server/modules/supplies/access.ts'
import { visibleVisits } from '#server/modules/visits/access.ts'
import { seesZonePhones, visibleZones } from '#server/modules/zones/access.ts'
import { dayMs, now } from '#server/platform/clock.ts'
import type { Viewer } from '#server/platform/context.ts'

const none = { id: { in: [] as string[] } }

/** For how long after an issue is closed its agency may still call: whoever was helped asks back in these days. */
const callableDays = 30

/**
 * The contacts whose numbers a viewer may see whole: an agency those of the enterprises with an issue of which it has a part and that
 * is open or was closed of late, all others those it sees.
 */
export const revealedContacts = (viewer: Viewer) =>
  viewer.role === 'AGENCY'
    ? { enterprise: { AND: [visibleEnterprises(viewer), { issues: { some: callable(viewer) } }] } }
    : { AND: [visibleContacts(viewer), { enterprise: visibleEnterprises(viewer) }, seesDetails(viewer) ? {} : none] }

const callable = (viewer: Viewer) => ({
  AND: [visibleIssues(viewer)],
  OR: [
    { status: 'OPEN' as const },
    { status: 'CLOSED' as const, closedAt: { gte: new Date(now().getTime() - callableDays * dayMs) } },
  ],
})

/** The squads, members, zones and suppliers whose numbers a viewer may see whole. */
export const revealedSquads = (viewer: Viewer) => (seesSquadPhones(viewer) ? visibleSquads(viewer) : none)
export const revealedMembers = (viewer: Viewer) => (seesSquadPhones(viewer) ? { squad: visibleSquads(viewer) } : none)
export const revealedZones = (viewer: Viewer) => (seesZonePhones(viewer) ? visibleZones(viewer) : none)
export const revealedSuppliers = (viewer: Viewer) => (seesSupplierPhones(viewer) ? visibleSuppliers(viewer) : none)

/** The texts of roster cells that a viewer may see whole. */
export const revealedTexts = visibleCellTexts

/** The squads of whose stops the contacts may come with the list. */
export const squadsAtHand = visibleSquads

/** The stops whose contacts come with their list: those of the squad that goes there. */
export const stopsAtHand = (viewer: Viewer, squadId: string) => ({ AND: [visibleVisits(viewer), { squadId }] })
