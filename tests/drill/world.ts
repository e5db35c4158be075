import type { Ids } from '#prisma/seed/calls.ts'
import { itemCode } from '#prisma/seed/names.ts'
import type { ArticlePlan, ItemKey, ResumptionState } from '#prisma/seed/plan.ts'
import type { Api } from './api.ts'

/** True where the server holds the practice data, whose enterprises the plan names. */
export async function holdsPractice(api: Api, plan: ArticlePlan): Promise<boolean> {
  const rows = await readAll(api, 'enterprises', 'creditCode')
  const codes = new Set(rows.map(({ creditCode }) => creditCode))
  return plan.setup.enterprises.every(({ creditCode }) => codes.has(creditCode))
}

type VisitNow = { id: string; state: string; steps: string[] }
type OrderNow = {
  id: string
  requested: number
  reserved: number
  dispatched: number
  received: number
  accepted: number
}

/** A visit that was begun or planned and has not ended, when the drill looked. */
export type OpenVisit = { visit: string; enterprise: string; squad: number; state: string }

/** What the server holds, by the plan's keys. */
export type World = {
  ids: Ids
  visits: Map<string, VisitNow>
  orders: Map<string, OrderNow>
  issues: Map<string, { id: string; state: string }>
  resumption: Map<string, ResumptionState>
  open: OpenVisit[]
}

/** Reads where things stand, through the public API, so that a drill can begin at any point of the day. */
export async function readWorld(api: Api, plan: ArticlePlan): Promise<World> {
  const keys = new Map(plan.setup.enterprises.map((each) => [each.creditCode, each.key]))
  const enterprises = await readAll(api, 'enterprises', 'id creditCode resumption')
  const keyOf = new Map<string, string>()
  const resumption: World['resumption'] = new Map()
  const enterpriseIds = new Map<string, string>()
  for (const { id, creditCode, resumption: state } of enterprises) {
    const key = keys.get(creditCode)
    if (!key) continue
    keyOf.set(id, key)
    enterpriseIds.set(key, id)
    resumption.set(key, state)
  }
  const { visits, open } = await readVisits(api, keyOf)
  const orders = await readOrders(api, keyOf)
  const issues = await readIssues(api, keyOf, plan)
  const catalogue = await readCatalogue(api, plan)
  const ids: Ids = {
    ...catalogue,
    enterprise: (key) => enterpriseIds.get(key)!,
    visit: (key) => visits.get(key)!.id,
    order: (key) => orders.get(key)!.id,
    issue: (key) => issues.get(key)!.id,
    measure: () => '',
  }
  return { ids, visits, orders, issues, resumption, open }
}

/** All rows of a list, page by page. */
// biome-ignore lint/suspicious/noExplicitAny: each caller knows what it asked for
export async function readAll(api: Api, list: string, fields: string, args = ''): Promise<any[]> {
  const rows = []
  let after: string | null = null
  do {
    const data = await api.query(
      `query ($after: String) { ${list}(first: 100, after: $after${args}) {
        pageInfo { hasNextPage endCursor } edges { node { ${fields} } } } }`,
      { after },
    )
    const { edges, pageInfo } = data[list]
    rows.push(...edges.map((edge: { node: unknown }) => edge.node))
    after = pageInfo.hasNextPage ? pageInfo.endCursor : null
  } while (after)
  return rows
}

/** The first visit to an enterprise in the order of days and stops is its first in the plan, and so on. */
async function readVisits(api: Api, keyOf: Map<string, string>): Promise<Pick<World, 'visits' | 'open'>> {
  const rows = await readAll(api, 'visits', 'id state steps plannedOn stop enterprise { id } squad { number }')
  rows.sort((a, b) => a.plannedOn.localeCompare(b.plannedOn) || a.stop - b.stop)
  const counts = new Map<string, number>()
  const visits: World['visits'] = new Map()
  const open: OpenVisit[] = []
  for (const { id, state, steps, enterprise, squad } of rows) {
    const key = keyOf.get(enterprise.id)
    if (!key) continue
    const n = (counts.get(key) ?? 0) + 1
    const visit = `v-${key}-${n}`
    counts.set(key, n)
    visits.set(visit, { id, state, steps })
    if (state === 'PLANNED' || state === 'ARRIVED') open.push({ visit, enterprise: key, squad: squad.number, state })
  }
  return { visits, open }
}

async function readOrders(api: Api, keyOf: Map<string, string>): Promise<World['orders']> {
  const quantities = 'requested reserved dispatched received accepted'
  const rows = await readAll(api, 'supplyOrders', `id enterprise { id } item { code } quantities { ${quantities} }`)
  const orders: World['orders'] = new Map()
  // the newest come first, and the plan's is the oldest of an enterprise and item
  for (const { id, enterprise, item, quantities: now } of rows) {
    orders.set(`o-${item.code.toLowerCase()}-${keyOf.get(enterprise.id)}`, { id, ...now })
  }
  return orders
}

async function readIssues(api: Api, keyOf: Map<string, string>, plan: ArticlePlan): Promise<World['issues']> {
  const opened = [...plan.history, ...plan.rest.squads.flatMap((each) => each.actions)]
  const keys = new Map(
    opened.flatMap((each) => (each.do === 'openIssue' ? [[`${each.enterprise} ${each.title}`, each.issue]] : [])),
  )
  const rows = await readAll(api, 'issues', 'id title state enterprise { id }', ', filter: { status: OPEN }')
  return new Map(
    rows.flatMap(({ id, title, state, enterprise }) => {
      const key = keys.get(`${keyOf.get(enterprise.id)} ${title}`)
      return key ? [[key, { id, state }]] : []
    }),
  )
}

async function readCatalogue(
  api: Api,
  plan: ArticlePlan,
): Promise<Pick<Ids, 'squad' | 'agency' | 'item' | 'supplier'>> {
  const { squads, agencies, supplyItems } = await api.query(
    '{ squads { id number } agencies { id kind } supplyItems { id code } }',
  )
  const suppliers = await readAll(api, 'suppliers', 'id name')
  const find = (list: { id: string }[], field: string, value: unknown): string =>
    list.find((each) => (each as Record<string, unknown>)[field] === value)!.id
  return {
    squad: (number) => find(squads, 'number', number),
    agency: (code) => agencies.find(({ kind }: { kind: string }) => kind === code)?.id ?? null,
    item: (key: ItemKey) => find(supplyItems, 'code', itemCode(key)),
    supplier: (key) => find(suppliers, 'name', plan.setup.suppliers.find((each) => each.key === key)!.firm),
  }
}
