import type { Resumption, SetUpQuery } from '#codegen/graph/graphql.ts'

/** The parts that a union is made of. The words of each are at `setUp.parts` and `setUp.about` under its key. */
export type PartKey =
  | 'union'
  | 'campaign'
  | 'zones'
  | 'calendar'
  | 'items'
  | 'squads'
  | 'agencies'
  | 'register'
  | 'hundred'
  | 'resumptions'
  | 'suppliers'
  | 'plan'
  | 'accounts'
  | 'links'
  | 'policies'
  | 'wall'

/** What a part lacks. Its words are at `setUp.lacks` under its key. */
export type LackKey = Exclude<PartKey, 'union'> | 'others' | 'zoneCadres' | 'squadMembers' | 'squadZones' | 'officers'

type Lack = { key: LackKey; count: number }

/** How many there are; null where that is not counted. `isFloor` is true where there are more. */
type Many = { totalCount: number; isFloor: boolean } | null

/** One part of a union: where it is made and changed, how many there are of it, and what it lacks. */
export type SetUpPart = {
  key: PartKey
  /** The page with its list and its form. */
  href?: string
  /** The page that imports it from a table. */
  importHref?: string
  count: (facts: SetUpQuery) => Many
  lacks: (facts: SetUpQuery) => Lack[]
}

/** The states by which resumptions that are known already are counted. */
export const knownResumptions: Resumption[] = ['FILED', 'APPROVED', 'RESUMED', 'SUSPENDED']

const exactly = (totalCount: number): Many => ({ totalCount, isFloor: false })

/** What is lacking where there is none, or else the lacks that have a count. */
const lacksOf = (none: LackKey, count: number, ...others: Lack[]): Lack[] =>
  count === 0 ? [{ key: none, count: 0 }] : others.filter((lack) => lack.count > 0)

/** How many of the squads have no account in use among the first hundred. */
function squadsWithoutAccount({ squads, accounts }: SetUpQuery): number {
  const found = new Set(accounts.edges.flatMap(({ node }) => (node.disabledAt ? [] : (node.squad?.id ?? []))))
  return accounts.edges.length < accounts.totalCount ? 0 : squads.filter(({ id }) => !found.has(id)).length
}

/** How many accounts there are besides the first. */
const othersOf = ({ accounts }: SetUpQuery) => Math.max(0, accounts.totalCount - 1)

const wallsOf = ({ accounts }: SetUpQuery) =>
  accounts.edges.filter(({ node }) => node.role === 'WALL' && !node.disabledAt).length

/** The parts in the order in which they stand. A further capability adds its own here. */
export const parts: readonly SetUpPart[] = [
  { key: 'union', href: '/desk/union', count: () => exactly(1), lacks: () => [] },
  {
    key: 'campaign',
    href: '/desk/campaign',
    count: ({ campaigns }) => exactly(campaigns.length),
    lacks: ({ campaign }) => lacksOf('campaign', campaign ? 1 : 0),
  },
  {
    key: 'zones',
    href: '/desk/zones',
    count: ({ zones }) => exactly(zones.length),
    lacks: ({ zones }) =>
      lacksOf('zones', zones.length, {
        key: 'zoneCadres',
        count: zones.filter(({ cadreName }) => !cadreName).length,
      }),
  },
  {
    key: 'agencies',
    href: '/desk/agencies',
    importHref: '/desk/import?kind=AGENCIES',
    count: ({ agencies }) => exactly(agencies.length),
    lacks: ({ agencies }) =>
      lacksOf('agencies', agencies.length, {
        key: 'officers',
        count: agencies.filter(({ officers }) => officers.length === 0).length,
      }),
  },
  {
    key: 'calendar',
    href: '/desk/calendar',
    count: () => null,
    // the number of this sentence is a year
    lacks: ({ workCalendar: { missingYear } }) => (missingYear ? [{ key: 'calendar', count: missingYear }] : []),
  },
  {
    key: 'squads',
    href: '/desk/squads',
    importHref: '/desk/import?kind=SQUADS',
    count: ({ squads }) => exactly(squads.length),
    lacks: ({ squads }) =>
      lacksOf(
        'squads',
        squads.length,
        { key: 'squadMembers', count: squads.filter(({ members }) => members.length === 0).length },
        { key: 'squadZones', count: squads.filter(({ zones }) => zones.length === 0).length },
      ),
  },
  {
    key: 'register',
    href: '/desk/enterprises',
    importHref: '/desk/import?kind=ENTERPRISES',
    count: ({ enterprises }) => enterprises,
    lacks: ({ enterprises }) => lacksOf('register', enterprises.totalCount),
  },
  {
    key: 'hundred',
    href: '/desk/campaign',
    importHref: '/desk/import?kind=HUNDRED',
    count: ({ campaign }) => exactly(campaign?.entries.length ?? 0),
    lacks: ({ campaign }) =>
      lacksOf('campaign', campaign ? 1 : 0, {
        key: 'hundred',
        count: (campaign?.target ?? 0) - (campaign?.entries.length ?? 0),
      }),
  },
  {
    key: 'resumptions',
    href: '/desk/enterprises',
    importHref: '/desk/import?kind=RESUMPTIONS',
    count: ({ resumptions }) => resumptions,
    lacks: ({ resumptions }) => lacksOf('resumptions', resumptions.totalCount),
  },
  {
    key: 'items',
    href: '/desk/items',
    count: ({ supplyItems }) => exactly(supplyItems.length),
    lacks: ({ supplyItems }) => lacksOf('items', supplyItems.length),
  },
  {
    key: 'suppliers',
    href: '/desk/suppliers',
    importHref: '/desk/import?kind=SUPPLIERS',
    count: ({ suppliers }) => suppliers,
    lacks: ({ suppliers }) => lacksOf('suppliers', suppliers.totalCount),
  },
  {
    key: 'accounts',
    href: '/desk/accounts',
    importHref: '/desk/import?kind=ACCOUNTS',
    count: ({ accounts }) => accounts,
    lacks: (facts) => lacksOf('others', othersOf(facts), { key: 'accounts', count: squadsWithoutAccount(facts) }),
  },
  {
    key: 'links',
    href: '/desk/links',
    count: ({ personalLinks }) => personalLinks,
    // who set the passwords of all accounts by hand needs no links
    lacks: (facts) => lacksOf('links', (facts.personalLinks?.totalCount ?? 0) + othersOf(facts)),
  },
  {
    key: 'policies',
    href: '/desk/policies',
    count: ({ policyDocuments }) => exactly(policyDocuments.length),
    lacks: ({ policyDocuments }) => lacksOf('policies', policyDocuments.length),
  },
  {
    key: 'plan',
    href: '/desk/plan',
    importHref: '/desk/import?kind=VISIT_PLAN',
    count: ({ visits }) => visits,
    lacks: ({ visits }) => lacksOf('plan', visits.totalCount),
  },
  {
    key: 'wall',
    href: '/desk/tokens',
    count: (facts) => exactly(wallsOf(facts)),
    lacks: (facts) => lacksOf('wall', wallsOf(facts)),
  },
]

/** The parts without which no visit can begin. */
const needed: readonly PartKey[] = ['campaign', 'zones', 'squads', 'register', 'accounts']

/** Those of the needed parts of which the union has none; empty where it is set up. */
export const partsToBegin = (facts: SetUpQuery): SetUpPart[] =>
  parts.filter((part) => needed.includes(part.key) && part.count(facts)?.totalCount === 0)
