import { seesDetails, visibleContacts, visibleEnterprises } from '#server/modules/enterprises/access.ts'
import { seesSquadPhones, visibleSquads } from '#server/modules/squads/access.ts'
import { seesSupplierPhones, visibleSuppliers } from '#server/modules/supplies/access.ts'
import { visibleVisits } from '#server/modules/visits/access.ts'
import { seesZonePhones, visibleZones } from '#server/modules/zones/access.ts'
import type { Viewer } from '#server/platform/context.ts'

const none = { id: { in: [] as string[] } }

/** The contacts whose numbers a viewer may see whole: an agency those of the enterprises of its issues, all others those it sees. */
export const revealedContacts = (viewer: Viewer) =>
  viewer.role === 'AGENCY'
    ? { enterprise: visibleEnterprises(viewer) }
    : { AND: [visibleContacts(viewer), { enterprise: visibleEnterprises(viewer) }, seesDetails(viewer) ? {} : none] }

/** The squads, members, zones and suppliers whose numbers a viewer may see whole. */
export const revealedSquads = (viewer: Viewer) => (seesSquadPhones(viewer) ? visibleSquads(viewer) : none)
export const revealedMembers = (viewer: Viewer) => (seesSquadPhones(viewer) ? { squad: visibleSquads(viewer) } : none)
export const revealedZones = (viewer: Viewer) => (seesZonePhones(viewer) ? visibleZones(viewer) : none)
export const revealedSuppliers = (viewer: Viewer) => (seesSupplierPhones(viewer) ? visibleSuppliers(viewer) : none)

/** The squads of whose stops the contacts may come with the list. */
export const squadsAtHand = visibleSquads

/** The stops whose contacts come with their list: those of the squad that goes there. */
export const stopsAtHand = (viewer: Viewer, squadId: string) => ({ AND: [visibleVisits(viewer), { squadId }] })
