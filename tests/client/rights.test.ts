import { describe, expect, it } from 'vitest'
import { watchesBoard as deskWatchesBoard, firstSection, may, type Section, sectionsOf } from '#client/desk/rights.ts'
import { homeOf } from '#client/graph/session.ts'
import { nextResumptions } from '#client/modules/enterprises/next-resumptions.ts'
import { enums } from '#codegen/graph/enums.ts'
import { rolesOfDeeds } from '#codegen/graph/roles-of-deeds.ts'
import { Role } from '#codegen/prisma/enums.ts'
import { watchesBoard } from '#server/board/access.ts'
import { visibleCampaigns } from '#server/modules/campaigns/access.ts'
import { visibleEnterprises } from '#server/modules/enterprises/access.ts'
import { statesBetween } from '#server/modules/enterprises/resumption.ts'
import { visibleIssues } from '#server/modules/issues/access.ts'
import { visibleAccounts, visibleSessions } from '#server/modules/people/access.ts'
import { visiblePolicyDocuments } from '#server/modules/policy-documents/access.ts'
import { visibleRosters } from '#server/modules/rosters/access.ts'
import { visibleSquads } from '#server/modules/squads/access.ts'
import { visibleSuppliers, visibleSupplyOrders } from '#server/modules/supplies/access.ts'
import { visibleVisits } from '#server/modules/visits/access.ts'
import { visibleZones } from '#server/modules/zones/access.ts'
import type { Viewer } from '#server/platform/context.ts'

const roles = Object.values(Role)
/** Squads and walls do their work on other screens. */
const rolesOfTheDesk = roles.filter((role) => homeOf(role) === '/desk')

const viewer = (role: Role): Viewer => ({
  role,
  unionId: 'u',
  unionIds: ['u'],
  squadId: null,
  agencyId: 'a',
  enterpriseId: 'e',
  zoneId: 'z',
  scopes: [],
  linkId: null,
})

describe('the home of a role', () => {
  it('is the phone for squads, the board for walls, and the desk for all others', () => {
    expect(Object.fromEntries(roles.map((role) => [role, homeOf(role)]))).toEqual({
      COMMAND: '/desk',
      SQUAD: '/field',
      AGENCY: '/desk',
      ENTERPRISE: '/desk',
      CADRE: '/desk',
      DISTRICT: '/desk',
      WALL: '/board',
      INTEGRATOR: '/desk',
    })
  })
})

describe('the pages of the desk', () => {
  it('are these for each role, the first one first where nothing else is its work', () => {
    const common: Section[] = ['today', 'enterprises', 'visits', 'issues', 'measures', 'orders', 'suppliers']
    const offered: Partial<Record<Role, Section[]>> = {
      COMMAND: [
        'today',
        'inbox',
        'set-up',
        'enterprises',
        'visits',
        'plan',
        ...common.slice(3),
        'campaign',
        'squads',
        'zones',
        'agencies',
        'policies',
        'calendar',
        'union',
        'import',
        'accounts',
        'links',
        'tokens',
        'api',
      ],
      DISTRICT: [...common, 'campaign', 'squads', 'zones', 'agencies', 'policies', 'calendar', 'union'],
      AGENCY: ['today', 'inbox', 'enterprises', 'issues', 'measures', 'squads', 'policies'],
      ENTERPRISE: [...common, 'squads', 'policies'],
      CADRE: ['zone', 'inbox'],
      INTEGRATOR: ['api'],
    }
    expect(Object.fromEntries(rolesOfTheDesk.map((role) => [role, sectionsOf({ role })]))).toEqual(offered)
    expect(Object.fromEntries(rolesOfTheDesk.map((role) => [role, firstSection({ role })]))).toEqual({
      COMMAND: 'today',
      DISTRICT: 'today',
      AGENCY: 'today',
      ENTERPRISE: 'today',
      CADRE: 'zone',
      INTEGRATOR: 'api',
    })
  })

  it('are one more for the chair, who reads the audit', () => {
    const [officer, chair] = (['DUTY_OFFICER', 'CHAIR'] as const).map((rank) => sectionsOf({ role: 'COMMAND', rank }))
    expect(chair!.filter((section) => !officer!.includes(section))).toEqual(['audit'])
  })

  it('are offered only to those to whom the server shows a row there', () => {
    const rows: Partial<Record<Section, (viewer: Viewer) => unknown>> = {
      enterprises: visibleEnterprises.columns,
      visits: visibleVisits.columns,
      issues: visibleIssues.columns,
      orders: visibleSupplyOrders.columns,
      suppliers: visibleSuppliers.columns,
      campaign: visibleCampaigns.columns,
      squads: visibleSquads.columns,
      policies: visiblePolicyDocuments.columns,
      import: visibleRosters.columns,
      accounts: visibleAccounts.columns,
      tokens: visibleSessions.columns,
      zone: visibleZones.columns,
      zones: visibleZones.columns,
    }
    for (const role of rolesOfTheDesk) {
      const empty = sectionsOf({ role }).filter((section) => rows[section]?.(viewer(role)) === null)
      expect([role, empty]).toEqual([role, []])
    }
  })
})

describe('what the desk offers to do', () => {
  it('is what the server lets the role do', () => {
    for (const [deed, allowed] of Object.entries(rolesOfDeeds))
      expect([deed, roles.filter((role) => may(role, deed as keyof typeof rolesOfDeeds))]).toEqual([
        deed,
        roles.filter((role) => (allowed as readonly Role[]).includes(role)),
      ])
  })

  it('is the board for those to whom the server shows it', () => {
    const watches = rolesOfTheDesk.filter((role) => watchesBoard(viewer(role)))
    expect(rolesOfTheDesk.filter(deskWatchesBoard)).toEqual(watches)
  })

  it.each(enums.Resumption)('from %s the states of resumption that the server’s rule allows', (from) => {
    const allowed = enums.Resumption.filter((to) => statesBetween(from, to) !== null)
    expect(nextResumptions(from)).toEqual(allowed)
  })
})
