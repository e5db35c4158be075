import { isObjectType } from 'graphql'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { localDate, now } from '#server/platform/clock.ts'
import type { Actor } from '#server/platform/context.ts'
import { globalId } from '#server/platform/ids.ts'
import { delegateOf, type Model } from '#server/platform/lists.ts'
import { closeDb, db, openDb } from '#server/postgres/db.ts'
import { schema } from '#server/schema.ts'
import { freshDatabase } from '#tests/setup/database.ts'
import { day } from '#tests/setup/days.ts'
import { aDoneVisit, assignIssue, mutate, openIssue, setResumption } from '#tests/setup/mutations.ts'
import { linksFor } from '#tests/setup/people-inputs.ts'
import { aTinyPhoto } from '#tests/setup/photos.ts'
import { aSmallUnion, ask, type SmallUnion } from '#tests/setup/small-union.ts'
import { aCellText } from './setup/cell-texts.ts'

let union: SmallUnion
let stranger: SmallUnion

beforeAll(async () => {
  openDb(await freshDatabase())
  union = await aSmallUnion()
  stranger = await aSmallUnion()
  const { command, enterprises, squads, unionId, mask } = union
  await aDoneVisit(squads[0], enterprises[0])
  const visit = await db.visit.findFirstOrThrow({ where: { unionId } })
  const issue = await openIssue(squads[0], enterprises[0], { visitId: globalId('Visit', visit.id), source: 'VISIT' })
  await mutate(command, 'addPaper', { visitId: globalId('Visit', visit.id), file: aTinyPhoto() })
  await assignIssue(command, issue.id, union.tax)
  await mutate(command, 'recordMeasure', {
    enterpriseId: globalId('Enterprise', enterprises[0]),
    issueIds: [globalId('Issue', issue.id)],
    ...{ what: '协调', who: '税务', dueOn: localDate(now()) },
  })
  await mutate(command, 'addIssueNote', { issueId: globalId('Issue', issue.id), text: '下午有人' })
  const route = { category: 'TAX', agencyId: globalId('Agency', union.tax.agencyId!) }
  await mutate(command, 'setIssueRoutes', { routes: [route] }, 'routes { id }')
  const template = { category: 'TAX', title: '缓缴', text: '已办理缓缴。' }
  await mutate(command, 'setReplyTemplates', { templates: [template] }, 'templates { id }')
  await setResumption(command, [enterprises[0]], 'FILED')
  const change = await db.resumptionChange.findFirstOrThrow({ where: { enterpriseId: enterprises[0] } })
  const right = { to: 'FILED', on: localDate(now()), basis: '备案表 2 号', source: 'FORM' }
  await mutate(command, 'correctResumption', {
    changeId: globalId('ResumptionChange', change.id),
    reason: '编号写错',
    right,
  })
  await mutate(command, 'askPapers', { asked: true })
  await mutate(command, 'recordPapers', {
    enterpriseId: globalId('Enterprise', enterprises[0]),
    papers: [{ kind: 'FILING', on: localDate(now()) }],
  })
  const campaignId = globalId('Campaign', union.campaign)
  await mutate(command, 'closeCampaign', { campaignId })
  await mutate(command, 'reopenCampaign', { campaignId, reason: '补访' })
  await db.contact.create({ data: { enterpriseId: enterprises[0], kind: 'OWNER', name: '马六', phone: '1' } })
  await db.supplyOrder.create({ data: { unionId, enterpriseId: enterprises[0], itemId: mask, requested: 1 } })
  await db.policyDocument.create({ data: { unionId, title: '办法', issuer: '税务', position: 1 } })
  await db.rosterImport.create({
    data: { unionId, actorId: command.accountId, fileName: 'a.csv', headers: [], rows: [] },
  })
  const view = { list: 'VISITS', name: '昨天', address: '', updatedAt: new Date() } as const
  await db.view.create({ data: { unionId, ownerId: command.accountId, ...view } })
  await mutate(command, 'setAbsences', { absences: [{ fromOn: day(1), toOn: day(2) }] }, 'inbox { open }')
  await db.reminder.create({
    data: { unionId, accountId: command.accountId, issueId: issue.id, kind: 'GIVEN', at: now(), ringsAt: now() },
  })
  await aCellText(unionId, enterprises[0])
  await mutate(command, 'createLinks', linksFor({ enterpriseId: globalId('Enterprise', enterprises[0]) }))
  await db.session.updateMany({ where: { accountId: union.integrator().accountId }, data: { kind: 'TOKEN' } })
})
afterAll(() => closeDb())

/** The types with rows that have ids. */
const types = Object.values(schema.getTypeMap())
  .filter(isObjectType)
  .filter((type) => type.getInterfaces().some(({ name }) => name === 'Node'))
  .map(({ name }) => name)

/** The global id of the first row of the type in the union. */
async function idOf(type: string): Promise<string> {
  const { unionId, enterprises } = union
  const model = (type === 'Token' ? 'Session' : type) as Model
  const ofUnion: Record<string, object> = {
    TradeUnion: { id: unionId },
    Token: { unionId, kind: 'TOKEN' },
    Enterprise: { id: enterprises[0] },
    ...Object.fromEntries(['CompletedStep', 'VisitNote', 'VisitCheck'].map((name) => [name, { visit: { unionId } }])),
    ...Object.fromEntries(
      ['Contact', 'ResumptionChange', 'ResumptionPaper'].map((name) => [name, { enterpriseId: enterprises[0] }]),
    ),
    Reminder: { accountId: union.command.accountId },
    IssueEntry: { issue: { unionId } },
    SquadMember: { squad: { unionId } },
    SupplierItem: { supplier: { unionId } },
  }
  const [row] = await delegateOf(model).findMany({ where: ofUnion[type] ?? { unionId }, take: 1 })
  return globalId(type, row!.id)
}

type Node = { id: string; __typename: string } | null
const node = async (actor: Actor, id: string) =>
  (await ask<{ node: Node }>(actor, 'query ($id: ID!) { node(id: $id) { id __typename } }', { id })).node

describe('node', () => {
  it.each(types)('gives a %s to the command centre, and to nobody of another union', async (type) => {
    const id = await idOf(type)
    expect(await node(union.command, id)).toEqual({ id, __typename: type })
    for (const actor of [stranger.command, stranger.squads[0], stranger.owner, stranger.integrator('BOARD', 'VISITS')])
      expect(await node(actor, id)).toBeNull()
  })

  it('gives nobody what the list of its module does not', async () => {
    const hidden: [string, Actor[]][] = [
      ['Contact', [union.wall, union.tax, union.neighbour, union.integrator('ENTERPRISES')]],
      ['ResumptionChange', [union.wall, union.neighbour, union.integrator('BOARD')]],
      ['ResumptionPaper', [union.wall, union.neighbour, union.integrator('BOARD')]],
      ['ResumptionCorrection', [union.wall, union.neighbour, union.integrator('BOARD')]],
      ['CampaignClosing', [union.integrator('ENTERPRISES')]],
      ['VisitNote', [union.wall, union.tax, union.squads[1], union.neighbour]],
      ['Measure', [union.wall, union.police, union.squads[1], union.neighbour, union.integrator('BOARD')]],
      ['View', [union.squads[0], union.wall, union.owner, union.integrator('BOARD')]],
      ['Visit', [union.tax, union.squads[1], union.neighbour, union.integrator('ISSUES')]],
      ['Enterprise', [union.neighbour, union.integrator('ISSUES')]],
      ['SquadMember', [union.integrator('VISITS')]],
      ['CellText', [union.squads[0], union.wall, union.neighbour, union.integrator('ENTERPRISES')]],
      ['RosterImport', [union.squads[0], union.wall, union.integrator('ENTERPRISES')]],
      ['Account', [union.squads[0], union.wall, union.integrator('BOARD')]],
      ['Reminder', [union.tax, union.squads[0], union.wall]],
      ['Absence', [union.tax, union.squads[0], union.wall]],
      ['Token', [union.squads[0], union.integrator('BOARD')]],
      ['AuditEntry', [{ ...union.command, rank: 'DUTY_OFFICER' }, union.squads[0], union.wall]],
    ]
    for (const [type, actors] of hidden) {
      const id = await idOf(type)
      for (const actor of actors) expect([type, actor.role, await node(actor, id)]).toEqual([type, actor.role, null])
    }
  })

  it('holds what the fields of a type hold: a wall sees the enterprise, and not its address', async () => {
    const query = `{ node(id: "${await idOf('Enterprise')}") { ... on Enterprise { name zone { name } address } } }`
    await expect(ask(union.wall, query)).rejects.toMatchObject({ code: 'FORBIDDEN' })
  })

  it('reads what is asked of a row along with it', async () => {
    const query = `{ node(id: "${await idOf('Visit')}") { ... on Visit { squad { number } issues { totalCount edges { node { title } } } } } }`
    const { node: visit } = await ask<{ node: { issues: { totalCount: number } } }>(union.command, query)
    expect(visit).toMatchObject({ squad: { number: expect.any(Number) }, issues: { totalCount: 1 } })
  })

  it('is INVALID for what is no id, and null for an id of no row', async () => {
    await expect(node(union.command, 'x')).rejects.toMatchObject({ code: 'INVALID', details: { field: 'id' } })
    for (const type of ['Visit', 'Board', 'Nothing', 'toString'])
      expect(await node(union.command, globalId(type, union.unionId))).toBeNull()
  })
})

describe('nodes', () => {
  const nodes = async (ids: string[]) =>
    (
      await ask<{ nodes: Node[] }>(union.command, 'query ($ids: [ID!]!) { nodes(ids: $ids) { id __typename } }', {
        ids,
      })
    ).nodes

  it('gives rows of several types in the order of their ids, the same one twice, and null between them', async () => {
    const [visit, issue] = [await idOf('Visit'), await idOf('Issue')]
    const foreign = globalId('Enterprise', stranger.enterprises[0])
    expect((await nodes([issue, foreign, visit, issue])).map((each) => each?.id ?? null)).toEqual([
      issue,
      null,
      visit,
      issue,
    ])
  })

  it('is INVALID by the place of what is no id, and for more than a hundred', async () => {
    await expect(nodes([await idOf('Visit'), 'x'])).rejects.toMatchObject({ details: { field: 'ids.1' } })
    await expect(nodes(Array(101).fill(await idOf('Visit')))).rejects.toMatchObject({ details: { field: 'ids' } })
  })
})
