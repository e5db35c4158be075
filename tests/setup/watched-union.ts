import { expect } from 'vitest'
import { localDate } from '#server/platform/clock.ts'
import { globalId } from '#server/platform/ids.ts'
import { db } from '#server/postgres/db.ts'
import type { TestApp } from './app.ts'
import { anAccount, aSquad } from './factories.ts'
import { type EventHead, type Follower, follow } from './follower.ts'
import { createAgencies } from './organisation.ts'
import { headOf } from './people.ts'
import { aPreviewedRoster, rowsOfRoster } from './rosters.ts'
import { aSmallUnion, type SmallUnion } from './small-union.ts'
import { type ViewerName, type Viewers, viewerNames, viewersOf } from './viewers.ts'

/** An event of the union, and the viewers who may know of it. */
type Entry = EventHead & { receivers: readonly ViewerName[] }

/** A union, one viewer of each kind who follows it on a socket, and what has happened there since they began. */
export type WatchedUnion<E extends EventHead> = {
  union: SmallUnion
  /** The union's global id. */
  id: string
  viewers: Viewers
  /** The position from which they follow, and the newest seq. */
  from: number
  head: number
  entries: Entry[]
  followers: Record<ViewerName, Follower<E>>
}

/** Makes it, below a district; the followers select this of each event. */
export async function aWatchedUnion<E extends EventHead>(
  app: TestApp,
  districtId: string,
  selection: string,
): Promise<WatchedUnion<E>> {
  const union = await aSmallUnion()
  const viewers = await viewersOf(app, union, districtId)
  const from = await headOf(union.unionId)
  const id = globalId('TradeUnion', union.unionId)
  const followers = {} as Record<ViewerName, Follower<E>>
  for (const name of viewerNames) {
    followers[name] = await follow<E>(app, viewers[name].token, { after: from, unionId: id, selection })
  }
  return { union, id, viewers, from, head: from, entries: [], followers }
}

const watchers: ViewerName[] = ['command', 'deputy', 'wall', 'district']
const squads: ViewerName[] = ['squad 1', 'squad 2']
const register: ViewerName[] = [...watchers, ...squads, 'BOARD', 'ENTERPRISES']
const catalogue: ViewerName[] = [...watchers, ...squads, 'tax', 'police', 'owner', 'neighbour', 'SUPPLIES']
const rights: ViewerName[] = ['command', 'deputy']

/** Does something of every kind that concerns one of two, and notes of each event who may know of it. */
export async function actInEveryWay(watched: WatchedUnion<EventHead>): Promise<void> {
  const { union, viewers } = watched
  const { unionId } = union
  const [first, second] = union.enterprises.map((id) => globalId('Enterprise', id)) as [string, string]
  const [one, two] = union.squads.map(({ squadId }) => globalId('Squad', squadId!)) as [string, string]

  /** Runs a deed; its events, in their order, are for these lists of viewers. */
  async function deed(run: () => Promise<unknown>, ...lists: (readonly ViewerName[])[]): Promise<void> {
    await run()
    const events = await db.event.findMany({ where: { unionId, seq: { gt: watched.head } }, orderBy: { seq: 'asc' } })
    expect(events.map(({ name }) => name)).toHaveLength(lists.length)
    for (const [i, { seq, name }] of events.entries()) watched.entries.push({ seq, name, receivers: lists[i]! })
    watched.head = events.at(-1)!.seq
  }
  const change = (viewer: ViewerName, mutation: string, input: object) => () => viewers[viewer].change(mutation, input)

  const today = localDate(new Date())
  const stop = { plannedOn: today }
  await deed(change('squad 1', 'planVisit', { ...stop, squadId: one, enterpriseId: first }), [
    ...watchers,
    'squad 1',
    'owner',
    'BOARD',
    'VISITS',
  ])
  await deed(change('squad 2', 'planVisit', { ...stop, squadId: two, enterpriseId: second }), [
    ...watchers,
    'squad 2',
    'neighbour',
    'BOARD',
    'VISITS',
  ])

  const issue = { kind: 'DIFFICULTY', category: 'RENT', severity: 'LOW', title: '房租', source: 'CALL' }
  const agency = (actor: { agencyId: string | null }) => globalId('Agency', actor.agencyId!)
  const raised = async (squad: ViewerName, enterpriseId: string, officer: 'tax' | 'police', owner: ViewerName) => {
    const known: ViewerName[] = [...watchers, squad, owner, 'BOARD', 'ISSUES']
    const proposed = { ...issue, enterpriseId, agencyId: agency(union[officer]) }
    await deed(change(squad, 'openIssue', proposed), known)
    const { id } = await db.issue.findFirstOrThrow({ where: { unionId }, orderBy: { id: 'desc' } })
    const given = { issueId: globalId('Issue', id), agencyId: agency(union[officer]) }
    await deed(change('command', 'assignIssue', given), [...known, officer])
  }
  await raised('squad 1', first, 'tax', 'owner')
  await raised('squad 2', second, 'police', 'neighbour')
  const ofNobody = change('command', 'openIssue', { ...issue, enterpriseId: first })
  await deed(ofNobody, [...watchers, 'owner', 'BOARD', 'ISSUES'])

  const order = { itemId: globalId('SupplyItem', union.mask), requested: 10 }
  const goods: ViewerName[] = [...watchers, ...squads, 'BOARD', 'SUPPLIES']
  await deed(change('owner', 'orderSupply', { ...order, enterpriseId: first }), [...goods, 'owner'])
  await deed(change('neighbour', 'orderSupply', { ...order, enterpriseId: second }), [...goods, 'neighbour'])

  const filed = { to: 'FILED', on: today, basis: '备案表', source: 'FORM', enterpriseIds: [first, second] }
  await deed(change('command', 'setResumption', filed), [...register, 'owner'], [...register, 'neighbour'])
  const rosterId = await aPreviewedRoster(union.command, await rowsOfRoster(union.enterprises[0]))
  await deed(change('command', 'applyRoster', { rosterId }), register)

  await deed(change('command', 'updateSquad', { squadId: one, cadreName: '赵强' }), [...watchers, 'squad 1', 'BOARD'])
  await deed(change('command', 'updateSquad', { squadId: two, cadreName: '赵强' }), [...watchers, 'squad 2', 'BOARD'])
  await deed(() => aSquad(unionId), [...watchers, 'BOARD'])
  const commerce = { kind: 'COMMERCE' as const, name: '工商', aliases: [] }
  await deed(() => createAgencies(unionId, [commerce]), ['command', 'deputy', 'district'])
  const campaign = await db.campaign.findFirstOrThrow({ where: { unionId } })
  const target = { campaignId: globalId('Campaign', campaign.id), target: 90 }
  await deed(change('command', 'setTarget', target), [...watchers, ...squads, 'BOARD'])
  await deed(change('command', 'createZone', { name: '新片区' }), watchers)

  const gloves = { code: 'GLOVES', name: '手套', nameEn: 'gloves', unit: '双', unitEn: 'pair' }
  await deed(change('command', 'createSupplyItem', gloves), [...catalogue, 'BOARD'])
  const supplier = { name: '手套厂', contact: '李四', phone: '029-1111111', items: [] }
  await deed(change('command', 'createSupplier', supplier), catalogue)

  let accountId = ''
  const newcomer = async () => {
    accountId = globalId('Account', (await anAccount(unionId)).id)
  }
  await deed(newcomer, rights)
  await deed(change('command', 'setPassword', { accountId, password: 'another password' }), rights)
  await deed(change('command', 'createWallPairing', { name: '二楼' }), rights)
  const integrator = { accountId: globalId('Account', union.integrator().accountId), name: '数据大厅' }
  const tomorrow = localDate(new Date(Date.now() + 86_400_000))
  await deed(change('command', 'createToken', { ...integrator, scopes: ['BOARD'], expiresOn: tomorrow }), rights)
}
