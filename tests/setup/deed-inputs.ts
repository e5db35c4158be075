import type { Actor } from '#server/platform/context.ts'
import { globalId } from '#server/platform/ids.ts'
import type { Place } from './place.ts'

/**
 * What two deeds must have in common to meet: both change something of the same root. Those that begin or end a campaign have
 * a union of their own, since it has one active campaign.
 */
export type Meeting =
  | 'enterprise'
  | 'issue'
  | 'squad'
  | 'campaign'
  | 'life'
  | 'account'
  | 'union'
  | 'views'
  | 'zones'
  | 'agencies'

/** A deed that succeeds on a new place: who does it, and its input without a clientId. */
export type EveryDeed = {
  /** The fields of the payload that are asked for, besides clientId and seq. */
  fields: string
  meets: readonly Meeting[]
  input: (place: Place) => Promise<object>
  /** Who does it; the command centre where nobody else is named. */
  actor?: (place: Place) => Promise<Actor>
}

// what payloads are asked for, and what deeds meet
export const visit = {
  fields: 'visit { id state steps outcome followUp skipReason voidReason }',
  meets: ['enterprise'],
} as const
export const issue = {
  fields: 'issue { id no kind severity title status state openedAt }',
  meets: ['enterprise', 'issue'],
} as const
export const order = {
  fields: 'supplyOrder { id quantities { requested reserved } cancelReason }',
  meets: ['enterprise'],
} as const
export const enterprise = { fields: 'enterprise { id name headcount resumption }', meets: ['enterprise'] } as const
export const campaign = { fields: 'campaign { id target }', meets: ['campaign'] } as const
export const ofLife = { fields: 'campaign { id state title target }', meets: ['life'] } as const
export const squad = { fields: 'squad { id number }', meets: ['squad'] } as const
export const account = { fields: 'account { id username disabledAt }', meets: ['account'] } as const

export const zone = { fields: 'zone { id name cadreName position retiredAt }', meets: ['zones'] } as const
export const agency = { fields: 'agency { id name kind phone retiredAt }', meets: ['agencies'] } as const

export const ofEnterprise = async (place: Place) => ({ enterpriseId: globalId('Enterprise', await place.enterprise()) })
export const ofSquad = async (place: Place) => ({ squadId: globalId('Squad', (await place.planner()).squadId!) })
export const ofVisitor = async (place: Place) => ({ squadId: globalId('Squad', (await place.visitor()).squadId!) })
export const ofStop = async (place: Place) => ({ visitId: globalId('Visit', await place.stop()) })
export const ofVisit = async (place: Place) => ({ visitId: globalId('Visit', await place.visit()) })
export const ofOrder = async (place: Place) => ({ orderId: globalId('SupplyOrder', await place.order()) })
export const ofCampaign = async (place: Place) => ({ campaignId: globalId('Campaign', place.campaignId) })
export const ofAccount = async (place: Place) => ({ accountId: globalId('Account', await place.integrator()) })
export const planner = (place: Place) => place.planner()
export const visitor = (place: Place) => place.visitor()
export const ofZone = async (place: Place) => ({ zoneId: await place.zone() })
export const ofAgency = async (place: Place) => ({ agencyId: await place.agency() })
