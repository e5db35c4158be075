import { globalId } from '#server/platform/ids.ts'
import type { Ids } from './fill.ts'
import { rangesAndOrders } from './ranges-and-orders.ts'

/** A filter of a list, and the pages that are asked for with it. */
export type Question = { name: string; variables: Record<string, unknown>; pages: Record<string, string> }

export type Filter = Record<string, unknown>

type Order = { by: string; direction: 'ASC' | 'DESC' }

const fields = {
  enterprises: 'id name creditCode address industry headcount resumption progress openIssues zone { id name }',
  issues: 'id title kind category severity status openedAt enterprise { id name } squad { id number }',
  visits: 'id plannedOn stop state outcome counts arrivedAt finishedAt squad { id number } enterprise { id name }',
  supplyOrders:
    'id quantities { requested reserved dispatched received accepted } item { id name } enterprise { id name }',
}

export type List = keyof typeof fields

const filterTypes: Record<List, string> = {
  enterprises: 'EnterpriseFilter',
  issues: 'IssueFilter',
  visits: 'VisitFilter',
  supplyOrders: 'SupplyOrderFilter',
}

export function ofList(list: List, name: string, filter: Filter, search?: string, order?: Order): Question {
  const head = `query ($filter: ${filterTypes[list]}${search === undefined ? '' : ', $search: String'})`
  const orderBy = order ? `, orderBy: { by: ${order.by}, direction: ${order.direction} }` : ''
  const given = `filter: $filter${search === undefined ? '' : ', search: $search'}`
  const rows = `edges { cursor node { ${fields[list]} } } pageInfo { hasNextPage hasPreviousPage }`
  return {
    name: `${list} ${name}`,
    variables: { filter, ...(search !== undefined && { search }) },
    pages: {
      first: `${head} { ${list}(${given}${orderBy}, first: 50) { ${rows} } }`,
      last: `${head} { ${list}(${given}${orderBy}, last: 50) { ${rows} } }`,
      count: `${head} { ${list}(${given}) { totalCount orders } }`,
    },
  }
}

/** All single filters of these, all pairs, and all threes of different ones. */
function combined(list: List, singles: Record<string, Filter[]>): Question[] {
  const each = Object.entries(singles).flatMap(([key, filters]) => filters.map((filter) => ({ key, filter })))
  const text = (filter: Filter) => JSON.stringify(filter).replaceAll('"', '')
  const all: Filter[] = [{}]
  for (const [i, one] of each.entries()) {
    all.push(one.filter)
    for (const [j, two] of each.slice(i + 1).entries()) {
      if (two.key === one.key) continue
      all.push({ ...one.filter, ...two.filter })
      for (const three of each.slice(i + j + 2)) {
        if (three.key === one.key || three.key === two.key) continue
        all.push({ ...one.filter, ...two.filter, ...three.filter })
      }
    }
  }
  return all.map((filter) => ofList(list, text(filter), filter))
}

/** Every question: values that nearly all rows have, values that hardly one has, and combinations that none has. */
export function questions({ zones, squads, agencies, items }: Ids): Question[] {
  const id = globalId
  const nowhere = id('Enterprise', '01900001-ffff-7fff-8f00-000000000000')
  const somewhere = id('Enterprise', '01900001-0001-7001-8100-000000000000')
  const searches = [
    '理发店',
    '店',
    '北院门',
    '西安市北院门安宝0理发店',
    '没有这个名字',
    '9161',
    '9161ZZZZ',
    '%',
    '12345',
    '安宝 药店',
  ]
  return [
    ...combined('enterprises', {
      zone: [{ zoneId: id('Zone', zones[0]!) }, { zoneId: id('Zone', zones[3]!) }],
      resumption: [
        { resumption: ['RESUMED'] },
        { resumption: ['SUSPENDED'] },
        { resumption: ['NOT_RESUMED', 'SUSPENDED'] },
      ],
      progress: [{ progress: ['NOT_PLANNED'] }, { progress: ['UNDER_WAY'] }],
      industry: [{ industry: '理发店' }],
      listed: [{ listed: true }, { listed: false }],
      issues: [{ hasOpenIssues: true }, { hasOpenIssues: false }],
    }),
    ...searches.flatMap((search) => [
      ofList('enterprises', `“${search}”`, {}, search),
      ofList('enterprises', `“${search}” suspended`, { resumption: ['SUSPENDED'] }, search),
      ofList(
        'enterprises',
        `“${search}” resumed, zone`,
        { resumption: ['RESUMED'], zoneId: id('Zone', zones[0]!) },
        search,
      ),
      ofList('enterprises', `“${search}” with issues`, { hasOpenIssues: true, progress: ['PLANNED'] }, search),
    ]),
    ...combined('issues', {
      status: [{ status: 'OPEN' }, { status: 'CLOSED' }],
      kind: [{ kinds: ['DIFFICULTY'] }, { kinds: ['BLOCKAGE'] }],
      category: [{ category: 'SUPPLIES' }, { category: 'MARKET' }, { category: 'OTHER' }],
      severity: [{ severity: 'MEDIUM' }, { severity: 'HIGH' }],
      squad: [{ squadId: id('Squad', squads[1]!) }],
      agency: [{ agencyId: id('Agency', agencies[1]!) }],
    }),
    ofList('issues', 'of one enterprise', { enterpriseId: somewhere }),
    ofList('issues', 'of an enterprise without any', { enterpriseId: nowhere, status: 'OPEN' }),
    ...combined('visits', {
      squad: [{ squadId: id('Squad', squads[0]!) }],
      day: [{ on: '2020-03-24' }, { on: '2031-01-01' }],
      finished: [{ finishedOn: '2020-03-24' }, { finishedOn: '2031-01-01' }],
      state: [{ states: ['FINISHED'] }, { states: ['ARRIVED'] }, { states: ['PLANNED', 'ARRIVED'] }],
      outcome: [{ outcome: 'DONE' }, { outcome: 'REFUSED' }, { outcome: 'MOVED' }],
      counts: [{ counts: true }, { counts: false }],
      listed: [{ listed: true }, { listed: false }],
    }),
    ofList('visits', 'of one enterprise', { enterpriseId: somewhere }),
    ...combined('supplyOrders', {
      item: [{ itemId: id('SupplyItem', items[0]!) }],
      open: [{ open: true }, { open: false }],
      cancelled: [{ cancelled: true }, { cancelled: false }],
      having: [{ having: 'REQUESTED' }, { having: 'ACCEPTED' }, { having: 'RECEIVED' }],
    }),
    ofList('supplyOrders', 'of one enterprise', { enterpriseId: somewhere }),
    ...rangesAndOrders(searches),
  ]
}
