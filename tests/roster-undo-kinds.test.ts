import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { globalId } from '#server/platform/ids.ts'
import { closeDb, db, openDb } from '#server/postgres/db.ts'
import { freshDatabase } from '#tests/setup/database.ts'
import { day } from '#tests/setup/days.ts'
import { expectFiguresTrue } from '#tests/setup/meeting.ts'
import { aDoneVisit, mutate, orderSupply, setResumption } from '#tests/setup/mutations.ts'
import { createZones } from '#tests/setup/organisation.ts'
import { outcomesOf, undoKind } from '#tests/setup/roster-kinds.ts'
import { aSmallUnion, type SmallUnion, someone } from '#tests/setup/small-union.ts'
import { expectNothingLeft, imported } from '#tests/setup/undoing.ts'

let union: SmallUnion

beforeAll(async () => openDb(await freshDatabase()))
beforeEach(async () => {
  union = await aSmallUnion(6)
  await createZones(union.unionId, ['东片', '西片'])
})
afterAll(() => closeDb())

const enterprises = () => db.enterprise.findMany({ where: { unionId: union.unionId }, orderBy: { id: 'asc' } })
describe('an import of another kind that is undone', () => {
  it('takes enterprises off the list of the hundred but those that were visited since', async () => {
    const [, , third, fourth] = await enterprises()
    await expectNothingLeft(union, 'HUNDRED', ['企业名称', third!.name])
    const roster = await imported(union, 'HUNDRED', ['企业名称', fourth!.name])
    await aDoneVisit(union.squads[0], fourth!.id)
    const { roster: undone } = await undoKind(union.command, roster)
    expect(outcomesOf(undone)).toEqual([[fourth!.name, 'KEPT', 'it was visited since']])
    await expectFiguresTrue(union.unionId)
  })

  it('takes steps of resumption back, each as one that never happened', async () => {
    const [first, second] = await enterprises()
    const lines = [
      '企业名称,复工状态,日期,依据',
      `${first!.name},已备案,2020-02-20,备案表`,
      `${first!.name},复工,2020-03-01,批复`,
      `${second!.name},复工,2020-03-02,批复`,
    ]
    const last = await expectNothingLeft(union, 'RESUMPTIONS', lines)
    await setResumption(union.command, [second!.id], 'SUSPENDED')
    const { roster: undone } = await undoKind(union.command, last)
    expect(outcomesOf(undone).map(([, outcome]) => outcome)).toEqual(['UNDONE', 'UNDONE', 'KEPT'])
    expect(outcomesOf(undone)[2]![2]).toContain('A later change cannot follow')
    await expectFiguresTrue(union.unionId)
  })

  it('voids the stops of a plan that are still to come', async () => {
    const [first, second] = await enterprises()
    const squads = await db.squad.findMany({ where: { unionId: union.unionId }, orderBy: { number: 'asc' } })
    const lines = [
      '小分队,日期,企业名称',
      `${squads[0]!.number},${day(1)},${first!.name}`,
      `${squads[0]!.number},${day(1)},${second!.name}`,
      `${squads[0]!.number},${day(2)},${first!.name}`,
    ]
    const last = await expectNothingLeft(union, 'VISIT_PLAN', lines)
    const stops = await db.visit.findMany({
      where: { unionId: union.unionId, state: 'PLANNED' },
      orderBy: { id: 'asc' },
    })
    expect(stops.map(({ stop }) => stop)).toEqual([1, 2, 1])
    await mutate(union.squads[0], 'arriveVisit', { visitId: globalId('Visit', stops[0]!.id) })
    const { roster: undone } = await undoKind(union.command, last)
    expect(outcomesOf(undone)).toEqual([
      [first!.name, 'KEPT', 'the visit has begun or ended'],
      [second!.name, 'UNDONE', null],
      [first!.name, 'UNDONE', null],
    ])
    await expectFiguresTrue(union.unionId)
  })

  it('takes suppliers out of the directory, and sets others back, but for those of orders', async () => {
    const lines = [
      '企业名称,联系人,电话,物资,日产能',
      '新厂,李八,13700000004,口罩,1',
      '新厂,,,酒精,2',
      '口罩厂,赵七,,酒精,30',
    ]
    const last = await expectNothingLeft(union, 'SUPPLIERS', lines)
    const supplier = await db.supplier.findFirstOrThrow({ where: { unionId: union.unionId, name: '新厂' } })
    await orderSupply(union.command, union.enterprises[0], union.mask, {
      supplierId: globalId('Supplier', supplier.id),
    })
    const { roster: undone } = await undoKind(union.command, last)
    expect(outcomesOf(undone).map(([, outcome]) => outcome)).toEqual(['KEPT', 'UNDONE', 'UNDONE'])
    const old = await db.supplier.findUniqueOrThrow({ where: { id: union.supplier }, include: { items: true } })
    expect(old).toMatchObject({ contact: '张三', items: [{ itemId: union.mask, capacity: 5000 }] })
  })

  it('frees the names of accounts that nobody has used', async () => {
    const unused = `unused-${Date.now()}`
    const used = `used-${Date.now()}`
    const other = await someone(union.unionId, 'COMMAND', { username: `clerk-${Date.now()}`, rank: 'CLERK' })
    const clerk = await db.account.findUniqueOrThrow({ where: { id: other.accountId } })
    const lines = [
      '用户名,显示名,角色,职级',
      `${unused},李敏,指挥中心,办事员`,
      `${used},赵强,指挥中心,办事员`,
      `${clerk.username},${clerk.displayName},指挥中心,值班员`,
    ]
    const last = await expectNothingLeft(union, 'ACCOUNTS', lines)
    const { id } = await db.account.findUniqueOrThrow({ where: { username: used } })
    const session = { accountId: id, unionId: union.unionId, kind: 'BROWSER', secretHash: used } as const
    await db.session.create({ data: { ...session, expiresAt: new Date('2090-01-01') } })
    const { roster: undone } = await undoKind(union.command, last)
    expect(outcomesOf(undone)).toEqual([
      ['李敏', 'UNDONE', null],
      ['赵强', 'KEPT', 'the account was used'],
      [clerk.displayName, 'UNDONE', null],
    ])
    expect(await db.account.findUniqueOrThrow({ where: { id: clerk.id } })).toMatchObject({ rank: 'CLERK' })
  })

  it('takes agencies away to which nothing refers, and sets others back', async () => {
    const lines = [
      '部门名称,类别,电话,其他名称,片区',
      '工商局,工商,029-87654321,市场局,',
      '东关社区,社区,029-87654322,,东片、西片',
      '税务,税务,029-87654323,地税局、国税局,',
    ]
    const last = await expectNothingLeft(union, 'AGENCIES', lines)
    const { id } = await db.agency.findFirstOrThrow({ where: { unionId: union.unionId, name: '工商局' } })
    await someone(union.unionId, 'AGENCY', { agencyId: id })
    const { roster: undone } = await undoKind(union.command, last)
    expect(outcomesOf(undone)).toEqual([
      ['工商局', 'KEPT', 'it has an account'],
      ['东关社区', 'UNDONE', null],
      ['税务', 'UNDONE', null],
    ])
    const tax = await db.agency.findFirstOrThrow({ where: { unionId: union.unionId, name: '税务' } })
    expect(tax).toMatchObject({ phone: '', aliases: [] })
  })

  it('takes squads and members away again, and sets others back', async () => {
    const [old] = await db.squad.findMany({ where: { unionId: union.unionId }, orderBy: { number: 'asc' } })
    const lines = [
      '小分队,带队领导,职务,小分队电话,片区,队员姓名,职责,队员电话,所属部门',
      '901,王建国,主任,13800000001,东片、西片,李敏,宣传员、指导员,13900000001,税务',
      ',,,,,赵强,情报员,13900000002,',
      `${old!.number},新领导,,,东片,新队员,宣传员,13900000003,`,
      '902,陈东,副主任,13800000002,,孙立,,13900000004,',
    ]
    const last = await expectNothingLeft(union, 'SQUADS', lines)
    const made = await db.squad.findFirstOrThrow({ where: { unionId: union.unionId, number: 902 } })
    await someone(union.unionId, 'SQUAD', { squadId: made.id })
    const { roster: undone } = await undoKind(union.command, last)
    expect(outcomesOf(undone)).toEqual([
      ['李敏', 'UNDONE', null],
      ['赵强', 'UNDONE', null],
      ['新队员', 'UNDONE', null],
      ['孙立', 'KEPT', 'it has an account'],
    ])
    const after = await db.squad.findUniqueOrThrow({ where: { id: old!.id }, include: { members: true, zones: true } })
    expect(after).toMatchObject({ cadreName: old!.cadreName, zones: [] })
    expect(after.members.map(({ name }) => name)).not.toContain('新队员')
    await expectFiguresTrue(union.unionId)
  })
})
