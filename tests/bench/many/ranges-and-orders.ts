import { type Filter, type List, ofList, type Question } from './questions.ts'

const day = { from: '2020-03-24', to: '2020-03-24' }
const month = { from: '2020-03-01', to: '2020-03-31' }
const late = { from: '2023-12-01' }
const never = { from: '2031-01-01', to: '2031-12-31' }
const ranges = [day, month, late, never]

/** What lists are narrowed by besides. */
const filters: Record<List, Filter[]> = {
  visits: [
    ...ranges.flatMap((range) => [{ plannedOn: range }, { finished: range }, { followUp: range }, { fixBy: range }]),
    { hasFollowUp: true },
    { hasFollowUp: false },
    { states: ['PLANNED', 'ARRIVED'], plannedOn: { to: '2020-03-24' } },
    { outcome: 'REFUSED', followUp: { to: '2020-03-24' } },
  ],
  issues: [
    ...ranges.flatMap((range) => [{ opened: range }, { closed: range }]),
    ...[true, false].flatMap((is) => [{ hasAgency: is }, { hasSquad: is }, { hasVisit: is }]),
    { status: 'OPEN', hasAgency: false },
    { status: 'OPEN', severity: 'HIGH', hasAgency: false },
    { status: 'CLOSED', hasSquad: false },
    { category: 'MARKET', opened: month },
  ],
  enterprises: [...ranges.map((resumed) => ({ resumed })), { hasZone: true }, { hasZone: false }],
  supplyOrders: [...ranges.map((ordered) => ({ ordered })), { hasGap: true }, { hasGap: false }],
}

/** The orders that a list of any length has, and filters that leave so few rows that it has all others. */
const orders: [List, string, Filter][] = [
  ['visits', 'PLANNED_ON', {}],
  ['visits', 'PLANNED_ON', { states: ['PLANNED', 'ARRIVED'] }],
  ['visits', 'PLANNED_ON', { outcome: 'REFUSED' }],
  ['visits', 'FINISHED_AT', {}],
  ['visits', 'FINISHED_AT', { finished: month }],
  ['visits', 'ENTERPRISE', { plannedOn: day }],
  ['visits', 'SQUAD', { finished: day }],
  ['issues', 'OPENED_AT', {}],
  ['issues', 'OPENED_AT', { status: 'OPEN' }],
  ['issues', 'OPENED_AT', { opened: month }],
  ['issues', 'SEVERITY', { opened: day }],
  ['issues', 'ENTERPRISE', { opened: day }],
  ['issues', 'TITLE', { severity: 'HIGH' }],
  ['enterprises', 'NAME', {}],
  ['enterprises', 'NAME', { resumption: ['SUSPENDED'] }],
  ['enterprises', 'ZONE', { resumed: day }],
  ['supplyOrders', 'ORDERED_AT', {}],
  ['supplyOrders', 'ENTERPRISE', { ordered: day }],
  ['supplyOrders', 'GAP', { having: 'ACCEPTED' }],
]

/** The questions about ranges of days, what is missing, words in all lists, and orders. */
export function rangesAndOrders(searches: readonly string[]): Question[] {
  const narrowed = Object.entries(filters).flatMap(([list, each]) =>
    each.map((filter) => ofList(list as List, textOf(filter), filter)),
  )
  const found = searches.flatMap((search) => [
    ofList('issues', `“${search}”`, {}, search),
    ofList('issues', `“${search}” open`, { status: 'OPEN' }, search),
    ofList('visits', `“${search}”`, {}, search),
    ofList('supplyOrders', `“${search}”`, {}, search),
  ])
  const sorted = orders.flatMap(([list, by, filter]) =>
    (['ASC', 'DESC'] as const).map((direction) =>
      ofList(list, `${textOf(filter)} by ${by} ${direction}`, filter, undefined, { by, direction }),
    ),
  )
  return [...narrowed, ...found, ...sorted]
}

const textOf = (filter: Filter) => JSON.stringify(filter).replaceAll('"', '')
