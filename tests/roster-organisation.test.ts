import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { closeDb, db, openDb } from '#server/postgres/db.ts'
import { freshDatabase } from '#tests/setup/database.ts'
import { createZones } from '#tests/setup/organisation.ts'
import { applyKind, countsOf, previewKind, refusalsOf } from '#tests/setup/roster-kinds.ts'
import { aSmallUnion, type SmallUnion } from '#tests/setup/small-union.ts'

let union: SmallUnion

beforeAll(async () => openDb(await freshDatabase()))
beforeEach(async () => {
  union = await aSmallUnion(2)
  await createZones(union.unionId, ['东片', '西片'])
})
afterAll(() => closeDb())

const head = async () => (await db.stream.findUniqueOrThrow({ where: { unionId: union.unionId } })).head
const eventsAfter = async (seq: number) =>
  (await db.event.findMany({ where: { unionId: union.unionId, seq: { gt: seq } }, orderBy: { seq: 'asc' } })).map(
    ({ name, facts }) => [name, facts],
  )
const squadOf = (number: number) =>
  db.squad.findUniqueOrThrow({
    where: { unionId_number: { unionId: union.unionId, number } },
    include: { members: { orderBy: { position: 'asc' } }, zones: { orderBy: { name: 'asc' } } },
  })

const header = '小分队,带队领导,职务,小分队电话,片区,队员姓名,职责,队员电话,所属部门'

describe('squads', () => {
  it('are made with all members of the file, each in one go', async () => {
    const before = await head()
    const lines = [
      header,
      '901,王建国,主任,13800000001,东片、西片,李敏,宣传员、指导员,13900000001,税务',
      ',,,,,赵强,情报员,13900000002,',
      '第902队,陈东,副主任,13800000002,,,,,',
      '901,王建国,,,,周洁,,13900000003,',
      '903,孙立,,13800000003,,吴明,服务员,13900000004,',
      ',,,,,郑平,服务员,13900000005,',
      '901,,,,,李敏,,13900000006,',
      '901,张三,,,,何静,,13900000007,',
      '902,,,,南片,何静,医生,,',
      '902,,,,,何静,,13900000007,教育局',
      '902,,,,南片,何静,,13900000007,',
    ]
    const roster = await previewKind(union.command, 'SQUADS', lines)
    expect(refusalsOf(roster)).toEqual([
      'Title is required',
      'Squad is required',
      'Member repeats row 2',
      'Leading cadre: differs from an earlier row of this squad',
      'Duties is none of the choices: Communicator, Guide, Service, Informant',
      'Agency: there is no such agency in use',
      'Zones is no zone of ours; there are: 一片区, 东片, 西片',
    ])
    expect(countsOf(roster)).toEqual([4, 0, 0, 7])
    expect(roster.rows.edges.slice(0, 4).map(({ node }) => [node.name, node.key])).toEqual([
      ['李敏', '901'],
      ['赵强', '901'],
      ['陈东', '902'],
      ['周洁', '901'],
    ])
    await applyKind(union.command, roster)
    expect(await eventsAfter(before)).toEqual([
      ['squad.created', { number: 901 }],
      ['squad.created', { number: 902 }],
    ])
    const made = await squadOf(901)
    expect(made.zones.map(({ name }) => name).sort()).toEqual(['东片', '西片'].sort())
    expect(made.members.map(({ name, duties, phone }) => [name, duties, phone])).toEqual([
      ['李敏', ['COMMUNICATOR', 'GUIDE'], '13900000001'],
      ['赵强', ['INFORMANT'], '13900000002'],
      ['周洁', [], '13900000003'],
    ])
    expect(made.members[0]!.agencyId).toBe(union.tax.agencyId)
    expect((await squadOf(902)).members).toEqual([])
    expect(countsOf(await previewKind(union.command, 'SQUADS', lines.slice(0, 5)))).toEqual([0, 0, 4, 0])
  })

  it('that are there are changed, and their members keep their rows or stay', async () => {
    await applyKind(
      union.command,
      await previewKind(union.command, 'SQUADS', [
        header,
        '901,王建国,主任,13800000001,东片,李敏,宣传员,13900000001,税务',
        ',,,,,赵强,情报员,13900000002,',
        ',,,,,周洁,情报员,13900000003,',
      ]),
    )
    const { id, members } = await squadOf(901)
    await db.squadMember.update({ where: { id: members[2]!.id }, data: { retiredAt: new Date() } })
    const before = await head()
    const lines = [
      header,
      '901,陈东,,,西片,李敏,指导员、宣传员,,',
      ',,,,,何静,服务员,13900000004,公安',
      ',,,,,周洁,,13900000003,',
      ',,,,,何静二,服务员,,',
    ]
    const roster = await previewKind(union.command, 'SQUADS', lines)
    expect(countsOf(roster)).toEqual([1, 2, 0, 1])
    expect(refusalsOf(roster)).toEqual(['Member phone is required'])
    expect(roster.rows.edges.map(({ node }) => node.changes)).toEqual([
      [
        { column: 'cadreName', header: 'Leading cadre', from: '王建国', to: '陈东' },
        { column: 'zones', header: 'Zones', from: '东片', to: '西片' },
        { column: 'duties', header: 'Duties', from: 'Communicator', to: expect.stringContaining('Guide') },
      ],
      [],
      [{ column: 'member', header: 'Member', from: '', to: '周洁' }],
      [],
    ])
    await applyKind(union.command, roster)
    expect(await eventsAfter(before)).toEqual([
      ['squad.updated', { what: 'squad' }],
      ['squad.updated', { what: 'members' }],
    ])
    const after = await squadOf(901)
    expect([after.id, after.cadreName, after.zones.map(({ name }) => name)]).toEqual([id, '陈东', ['西片']])
    expect(after.members.map(({ name, retiredAt }) => [name, retiredAt])).toEqual(
      ['李敏', '赵强', '何静', '周洁'].map((name) => [name, null]),
    )
    expect([0, 1, 3].map((place) => after.members[place]!.id)).toEqual(members.map((member) => member.id))
    expect(after.members[0]).toMatchObject({ phone: '13900000001', agencyId: union.tax.agencyId })
    expect(countsOf(await previewKind(union.command, 'SQUADS', lines.slice(0, 4)))).toEqual([0, 0, 3, 0])
  })

  it('that are retired take no members', async () => {
    const squad = await db.squad.findFirstOrThrow({ where: { unionId: union.unionId } })
    await db.squad.update({ where: { id: squad.id }, data: { retiredAt: new Date() } })
    const lines = [header, `${squad.number},,,,,何静,,13900000004,`]
    expect(refusalsOf(await previewKind(union.command, 'SQUADS', lines))[0]).toContain('is no longer used')
  })
})

describe('agencies', () => {
  it('are entered by name, and changed where the union has one of the name', async () => {
    const before = await head()
    const lines = [
      '类别,部门名称,其他名称,电话,片区',
      '社区,北院门社区,,029-87654321,东片、西片',
      '街道办,北院门街道办事处,街办,,',
      '税务,税务,地税局、国税局,13800000001,',
      '公安,公安,,,东片',
      '社区,大莲花池社区,,,南片',
      '医院,市医院,,,',
      '社区,北院门社区,,,',
      '街道,街办,,,',
    ]
    const roster = await previewKind(union.command, 'AGENCIES', lines)
    expect(countsOf(roster)).toEqual([2, 1, 0, 5])
    const [police, zone, kind, repeated, known] = refusalsOf(roster)
    expect(police).toBe('Zones: Only a community answers for zones.')
    expect(zone).toContain('Zones is no zone of ours')
    expect(kind).toContain('Kind is none of the choices: Police')
    expect(repeated).toBe('Agency name repeats row 2')
    expect(known).toBe('Agency name: is the same agency as in an earlier row')
    await applyKind(union.command, roster)
    expect((await eventsAfter(before)).map(([name]) => name)).toEqual([
      'agency.created',
      'agency.created',
      'agency.updated',
    ])
    const kept = await db.agency.findMany({ where: { unionId: union.unionId }, include: { zones: true } })
    expect(kept.find(({ name }) => name === '北院门社区')).toMatchObject({ kind: 'COMMUNITY', phone: '029-87654321' })
    expect(kept.find(({ name }) => name === '北院门社区')!.zones).toHaveLength(2)
    expect(kept.find(({ name }) => name === '税务')).toMatchObject({
      aliases: ['地税局', '国税局'],
      phone: '13800000001',
    })
    expect(countsOf(await previewKind(union.command, 'AGENCIES', lines.slice(0, 4)))).toEqual([0, 0, 3, 0])
    const next = await previewKind(union.command, 'AGENCIES', [lines[0]!, '社区,北院门社区,,,西片', '税务,国税局,,,'])
    expect(next.rows.edges.map(({ node }) => [node.kind, node.changes])).toEqual([
      ['CHANGE', [{ column: 'zones', header: 'Zones', from: '东片、西片', to: '西片' }]],
      ['SAME', []],
    ])
    await applyKind(union.command, next)
  })

  it('that are retired are refused', async () => {
    await db.agency.updateMany({ where: { unionId: union.unionId, name: '税务' }, data: { retiredAt: new Date() } })
    const roster = await previewKind(union.command, 'AGENCIES', ['类别,部门名称', '税务,税务'])
    expect(refusalsOf(roster)).toEqual(['Agency name: 税务 is no longer used.'])
  })
})
