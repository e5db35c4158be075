import { getNamedType, getNullableType, isListType, isObjectType } from 'graphql'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { visibleAgencies } from '#server/modules/agencies/access.ts'
import { visibleAuditEntries } from '#server/modules/audit/access.ts'
import { visibleCampaigns } from '#server/modules/campaigns/access.ts'
import { visibleCellTexts } from '#server/modules/cell-texts/access.ts'
import { visibleEnterprises } from '#server/modules/enterprises/access.ts'
import { knownRoutes, visibleIssues } from '#server/modules/issues/access.ts'
import { visibleLinks } from '#server/modules/links/access.ts'
import { visibleMeasures } from '#server/modules/measures/access.ts'
import { visibleAccounts, visibleTokens } from '#server/modules/people/access.ts'
import { actorOf } from '#server/modules/people/sessions.ts'
import { visiblePolicyDocuments } from '#server/modules/policy-documents/access.ts'
import { visibleReplyTemplates } from '#server/modules/reply-templates/access.ts'
import { visibleRosters } from '#server/modules/rosters/access.ts'
import { visibleSquads } from '#server/modules/squads/access.ts'
import { visibleSuppliers, visibleSupplyItems, visibleSupplyOrders } from '#server/modules/supplies/access.ts'
import { visibleViews } from '#server/modules/views/access.ts'
import { visibleVisits } from '#server/modules/visits/access.ts'
import { visibleZones } from '#server/modules/zones/access.ts'
import type { Actor } from '#server/platform/context.ts'
import { globalId } from '#server/platform/ids.ts'
import { db } from '#server/postgres/db.ts'
import { schema } from '#server/schema.ts'
import { startTestApp, type TestApp } from './setup/app.ts'
import { aStockedUnion, type StockedUnion } from './setup/stocked-union.ts'
import { viewerNames } from './setup/viewers.ts'

type Rows = (where: object) => Promise<{ id: string }[]>

/** The right of the module and the rows of the table for each list of Query, whoever asks. */
const lists: Record<string, { type: string; visible: (actor: Actor) => object; rows: Rows; argument?: string }> = {
  accounts: { type: 'Account', visible: visibleAccounts, rows: (where) => db.account.findMany({ where }) },
  agencies: { type: 'Agency', visible: visibleAgencies, rows: (where) => db.agency.findMany({ where }) },
  auditEntries: {
    type: 'AuditEntry',
    visible: visibleAuditEntries,
    rows: (where) => db.auditEntry.findMany({ where }),
  },
  campaigns: { type: 'Campaign', visible: visibleCampaigns, rows: (where) => db.campaign.findMany({ where }) },
  cellTexts: { type: 'CellText', visible: visibleCellTexts, rows: (where) => db.cellText.findMany({ where }) },
  enterprises: { type: 'Enterprise', visible: visibleEnterprises, rows: (where) => db.enterprise.findMany({ where }) },
  issueRoutes: { type: 'IssueRoute', visible: knownRoutes, rows: (where) => db.issueRoute.findMany({ where }) },
  issues: { type: 'Issue', visible: visibleIssues, rows: (where) => db.issue.findMany({ where }) },
  measures: { type: 'Measure', visible: visibleMeasures, rows: (where) => db.measure.findMany({ where }) },
  personalLinks: { type: 'PersonalLink', visible: visibleLinks, rows: (where) => db.personalLink.findMany({ where }) },
  policyDocuments: {
    type: 'PolicyDocument',
    visible: visiblePolicyDocuments,
    rows: (where) => db.policyDocument.findMany({ where }),
  },
  replyTemplates: {
    type: 'ReplyTemplate',
    visible: visibleReplyTemplates,
    rows: (where) => db.replyTemplate.findMany({ where }),
  },
  rosters: { type: 'RosterImport', visible: visibleRosters, rows: (where) => db.rosterImport.findMany({ where }) },
  squads: { type: 'Squad', visible: visibleSquads, rows: (where) => db.squad.findMany({ where }) },
  suppliers: { type: 'Supplier', visible: visibleSuppliers, rows: (where) => db.supplier.findMany({ where }) },
  supplyItems: { type: 'SupplyItem', visible: visibleSupplyItems, rows: (where) => db.supplyItem.findMany({ where }) },
  supplyOrders: {
    type: 'SupplyOrder',
    visible: visibleSupplyOrders,
    rows: (where) => db.supplyOrder.findMany({ where }),
  },
  tokens: { type: 'Token', visible: visibleTokens, rows: (where) => db.session.findMany({ where }) },
  unions: {
    type: 'TradeUnion',
    visible: ({ unionIds }) => ({ id: { in: [...unionIds] } }),
    rows: (where) => db.tradeUnion.findMany({ where }),
  },
  views: {
    type: 'View',
    visible: visibleViews,
    rows: (where) => db.view.findMany({ where }),
    argument: 'list: ISSUES',
  },
  visits: { type: 'Visit', visible: visibleVisits, rows: (where) => db.visit.findMany({ where }) },
  zones: { type: 'Zone', visible: visibleZones, rows: (where) => db.zone.findMany({ where }) },
}

let app: TestApp
let own: StockedUnion

/** Two unions with the same rows, of which the viewers belong to one. */
beforeAll(async () => {
  app = await startTestApp({ REQUEST_TIMEOUT_MS: 20_000 })
  own = await aStockedUnion(app)
  await aStockedUnion(app)
})
afterAll(() => app.close())

const isConnection = (name: string) => name.endsWith('Connection')

/** These have tests of their own; `hostNames` is anyone’s. */
const others = [
  'nodes',
  'find',
  'likeIssues',
  'doubles',
  'likelyDoubles',
  'dayProposal',
  'hostNames',
  'whatWorked',
  'rosterColumns',
  'phonesOfStops',
]

/** The fields of Query that answer with many rows. */
const listFields = Object.values(schema.getQueryType()!.getFields()).filter(
  ({ name, type }) =>
    !others.includes(name) && (isListType(getNullableType(type)) || isConnection(getNamedType(type).name)),
)

it('every list of Query is known here, with the right of its module', () => {
  expect(listFields.map(({ name }) => name).sort()).toEqual(Object.keys(lists).sort())
})

describe.each(listFields)('the list $name', ({ name, type }) => {
  const { type: rowType, visible, rows, argument } = lists[name]!
  const named = getNamedType(type)
  const selection =
    isObjectType(named) && isConnection(named.name)
      ? `${name}(first: 100) { edges { node { id } } }`
      : `${name}${argument ? `(${argument})` : ''} { id }`

  /** The ids that a viewer is shown, or the code of the refusal. */
  async function shownTo(viewer: (typeof viewerNames)[number]): Promise<string[] | string> {
    const { token } = own.viewers[viewer]
    const { data, errors } = await app.gql<Record<string, Shown>>(token, `{ ${selection} }`)
    if (errors) return errors[0]!.extensions.code
    const shown = data![name]!
    return (Array.isArray(shown) ? shown : shown.edges.map(({ node }) => node)).map(({ id }) => id).sort()
  }
  type Shown = { id: string }[] | { edges: { node: { id: string } }[] }

  it('has rows for the command centre', async () => {
    const shown = await shownTo('command')
    expect([typeof shown, shown.length > 0]).toEqual(['object', true])
  })

  it('shows everybody the rows that the right of its module lets them see, and no others', async () => {
    for (const viewer of viewerNames) {
      const shown = await shownTo(viewer)
      const actor = (await actorOf(own.viewers[viewer].token))!
      const allowed = (await rows(visible(actor))).map(({ id }) => globalId(rowType, id)).sort()
      expect([viewer, shown === 'FORBIDDEN' ? [] : shown]).toEqual([viewer, allowed])
    }
  })
})
