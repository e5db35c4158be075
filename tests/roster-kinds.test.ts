import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { globalId } from '#server/platform/ids.ts'
import { closeDb, db, openDb } from '#server/postgres/db.ts'
import { freshDatabase } from '#tests/setup/database.ts'
import { aCampaign } from '#tests/setup/factories.ts'
import { expectFiguresTrue } from '#tests/setup/meeting.ts'
import { addCampaignEnterprise, mutate } from '#tests/setup/mutations.ts'
import { applyKind, countsOf, previewKind, refusalsOf } from '#tests/setup/roster-kinds.ts'
import { aSmallUnion, type SmallUnion } from '#tests/setup/small-union.ts'

let union: SmallUnion

beforeAll(async () => openDb(await freshDatabase()))
beforeEach(async () => {
  union = await aSmallUnion(6)
})
afterAll(() => closeDb())

const enterprises = () => db.enterprise.findMany({ where: { unionId: union.unionId }, orderBy: { id: 'asc' } })
const eventsAfter = (seq: number) =>
  db.event.findMany({ where: { unionId: union.unionId, seq: { gt: seq } }, orderBy: { seq: 'asc' } })
const head = async () => (await db.stream.findUniqueOrThrow({ where: { unionId: union.unionId } })).head

describe('the list of the hundred', () => {
  it('takes enterprises by code or name into the first free places, in the order of the file', async () => {
    const [first, , third, fourth, fifth] = await enterprises()
    const before = await head()
    const roster = await previewKind(union.command, 'HUNDRED', [
      '序号,企业名称,信用代码',
      `1,${fifth!.name},`,
      `2,别的写法,${third!.creditCode}`,
      `3,${first!.name},`,
      `4,没有的公司,`,
      `5,${fifth!.name},${fifth!.creditCode}`,
    ])
    expect(countsOf(roster)).toEqual([2, 0, 2, 1])
    expect(refusalsOf(roster)).toEqual(['Enterprise name: the register has no such enterprise'])
    const { seq } = await applyKind(union.command, roster)
    const events = await eventsAfter(before)
    expect(events.map(({ name, enterpriseId }) => [name, enterpriseId])).toEqual(
      [
        ['campaign.enterpriseAdded', fifth!.id],
        ['campaign.enterpriseAdded', third!.id],
      ].map(([name, id]) => [name!.replace('enterpriseAdded', 'enterprise_added'), id]),
    )
    expect(seq).toBe(events.at(-1)!.seq)
    const places = await db.campaignEnterprise.findMany({
      where: { unionId: union.unionId },
      orderBy: { position: 'asc' },
    })
    expect(places.map(({ position }) => position)).toEqual([1, 2, 3, 4])
    expect(places.slice(2).map(({ enterpriseId }) => enterpriseId)).toEqual([fifth!.id, third!.id])
    await expectFiguresTrue(union.unionId)
    expect(countsOf(await previewKind(union.command, 'HUNDRED', ['企业名称', fourth!.name, fifth!.name]))).toEqual([
      1, 0, 1, 0,
    ])
  })

  it('is CONFLICT where somebody has put one of them on the list since the preview', async () => {
    const [, , third] = await enterprises()
    const roster = await previewKind(union.command, 'HUNDRED', ['信用代码', third!.creditCode!])
    const campaign = await db.campaign.findFirstOrThrow({ where: { unionId: union.unionId } })
    await addCampaignEnterprise(union.command, campaign.id, third!.id)
    const before = await head()
    await expect(applyKind(union.command, roster)).rejects.toMatchObject({ code: 'CONFLICT' })
    expect(await head()).toBe(before)
  })

  it('goes to the campaign that a row names, and to no other than the preview has named', async () => {
    const [first] = await enterprises()
    const { title } = await db.campaign.findFirstOrThrow({ where: { unionId: union.unionId } })
    const prepared = await aCampaign(union.command, [], { title: '回访', target: 2 })
    const lines = ['企业名称,行动', `${first!.name},回访`, `${first!.name},${title}`, `${first!.name},没有的行动`]
    const roster = await previewKind(union.command, 'HUNDRED', lines)
    expect(countsOf(roster)).toEqual([1, 0, 1, 1])
    expect(refusalsOf(roster)[0]).toContain('no active or prepared campaign')
    expect(roster.rows.edges[0]!.node.changes).toEqual([
      { column: 'campaign', header: 'Campaign', from: '', to: '回访' },
    ])
    const campaignId = globalId('Campaign', prepared)
    await mutate(union.command, 'updateCampaign', { campaignId, title: '再访' })
    await expect(applyKind(union.command, roster)).rejects.toMatchObject({ code: 'CONFLICT' })
  })

  it('refuses each row beyond the target, by the rule of the single deed', async () => {
    await db.campaign.updateMany({ where: { unionId: union.unionId }, data: { target: 3 } })
    const names = (await enterprises()).slice(2, 5).map(({ name }) => name)
    const roster = await previewKind(union.command, 'HUNDRED', ['企业名称', ...names])
    expect(countsOf(roster)).toEqual([1, 0, 0, 2])
    expect(refusalsOf(roster)[0]).toContain('The list is full')
  })
})

describe('resumptions', () => {
  it('follow each other in the order of the file, and what is recorded already is the same', async () => {
    const [first, second, third] = await enterprises()
    const before = await head()
    const lines = [
      '企业名称,统一社会信用代码,复工状态,日期,依据,途径',
      `${first!.name},,已备案,2020/2/20,备案表,表单`,
      `${first!.name},,复工,2020年3月1日,批复,`,
      `,${second!.creditCode},已批准,2020-03-02,批复,电话`,
      `${third!.name},,停工,2020-03-02,电话,电话`,
      `${third!.name},,开张,2020-13-02,,`,
    ]
    const roster = await previewKind(union.command, 'RESUMPTIONS', lines)
    expect(countsOf(roster)).toEqual([0, 3, 0, 2])
    expect(roster.rows.edges[1]!.node.changes).toEqual([
      { column: 'to', header: 'Resumption', from: 'Filed', to: 'Resumed' },
      { column: 'on', header: 'Since', from: '2020-02-20', to: '2020-03-01' },
    ])
    const [wrongWay, wrongCells] = refusalsOf(roster)
    expect(wrongWay).toContain('cannot go there')
    expect(wrongCells).toContain('Resumption is none of the choices: Not resumed, Filed')
    expect(wrongCells).toContain('Since is not a date')
    expect(wrongCells).toContain('Basis is required')
    await applyKind(union.command, roster)
    const events = await eventsAfter(before)
    expect(events.map(({ name, facts }) => [name, (facts as { to: string }).to])).toEqual([
      ['enterprise.resumption_set', 'FILED'],
      ['enterprise.resumption_set', 'RESUMED'],
      ['enterprise.resumption_set', 'APPROVED'],
    ])
    const changes = await db.resumptionChange.findMany({ where: { enterpriseId: first!.id }, orderBy: { id: 'asc' } })
    expect(changes.map(({ from, to, basis, source }) => [from, to, basis, source])).toEqual([
      ['NOT_RESUMED', 'FILED', '备案表', 'FORM'],
      ['FILED', 'RESUMED', '批复', 'FORM'],
    ])
    await expectFiguresTrue(union.unionId)
    expect(countsOf(await previewKind(union.command, 'RESUMPTIONS', lines.slice(0, 4)))).toEqual([0, 0, 3, 0])
  })

  it('that have not begun are the same, and nothing goes back to that', async () => {
    const [first, second] = await enterprises()
    const lines = [
      '企业名称,复工状态,日期,依据',
      `${first!.name},未复工,2020-02-20,电话`,
      `${second!.name},未复工,2020-02-20,电话`,
      `${second!.name},复工,2020-03-01,批复`,
    ]
    const roster = await previewKind(union.command, 'RESUMPTIONS', lines)
    expect(countsOf(roster)).toEqual([0, 1, 2, 0])
    await applyKind(union.command, roster)
    expect(countsOf(await previewKind(union.command, 'RESUMPTIONS', lines))).toEqual([0, 0, 3, 0])
    const back = [lines[0]!, `${second!.name},未复工,2020-03-01,电话`]
    expect(refusalsOf(await previewKind(union.command, 'RESUMPTIONS', back))).toEqual([
      expect.stringContaining('put right by correctResumption'),
    ])
    const { id } = await db.resumptionChange.findFirstOrThrow({ where: { enterpriseId: second!.id } })
    const wrong = { changeId: globalId('ResumptionChange', id), reason: '登记错了' }
    await mutate(union.command, 'correctResumption', wrong, 'seq')
    expect(countsOf(await previewKind(union.command, 'RESUMPTIONS', back))).toEqual([0, 0, 1, 0])
  })
})

describe('suppliers', () => {
  it('come in the shape of the office’s own table, and are known again', async () => {
    const before = await head()
    const lines = [
      '西安市部分应急防控物资生产企业联系表,,,,,',
      '序号\t企业名称\t联系人\t联系电话\t产品名称\t日产能'.replaceAll('\t', ','),
      '1,秦岭口罩厂,赵六,13700000000,口罩,8万只',
      '2,长安酒精厂,钱七,029-87654321,酒精、口罩,"1,500斤、200"',
      '3,口罩厂,张三,029-00000000,口罩,5000',
      '4,渭河手套厂,孙八,13700000001,手套,100',
      '5,灞桥消毒厂,,13700000002,酒精,100',
      '6,高新酒精厂,周九,13700000003,酒精,很多',
    ]
    const roster = await previewKind(union.command, 'SUPPLIERS', lines)
    expect(countsOf(roster)).toEqual([2, 0, 1, 3])
    expect(refusalsOf(roster)).toEqual([
      'Items: there is no item “手套”: add it first',
      'Contact is required',
      'Units a day: the units a day of alcohol are missing, or no number from 0 to 1,000,000',
    ])
    await applyKind(union.command, roster)
    expect((await eventsAfter(before)).map(({ name }) => name)).toEqual(['supplier.created', 'supplier.created'])
    const made = await db.supplier.findMany({
      where: { unionId: union.unionId },
      include: { items: { orderBy: { capacity: 'asc' } } },
      orderBy: { id: 'asc' },
    })
    expect(made.map(({ name, contact, items }) => [name, contact, items.map(({ capacity }) => capacity)])).toEqual([
      ['口罩厂', '张三', [5000]],
      ['秦岭口罩厂', '赵六', [80_000]],
      ['长安酒精厂', '钱七', [200, 1500]],
    ])
    expect(countsOf(await previewKind(union.command, 'SUPPLIERS', lines))).toEqual([0, 0, 3, 3])

    const more = [
      ...lines.slice(0, 2),
      '1,秦岭口罩厂,赵七,,酒精,30',
      '2,秦岭口罩厂,,,口罩,80000',
      '3,新厂,李八,13700000004,口罩,1',
      '4,新厂,,,酒精,2',
    ]
    const next = await previewKind(union.command, 'SUPPLIERS', more)
    expect(next.rows.edges.map(({ node }) => node.kind)).toEqual(['CHANGE', 'SAME', 'CREATE', 'CHANGE'])
    expect(next.rows.edges[0]!.node.changes).toMatchObject([
      { column: 'contact', from: '赵六', to: '赵七' },
      { column: 'items', from: '口罩 80000', to: '口罩 80000、酒精 30' },
    ])
    await applyKind(union.command, next)
    const after = await db.supplier.findMany({
      where: { unionId: union.unionId, name: { in: ['秦岭口罩厂', '新厂'] } },
      include: { items: { orderBy: { capacity: 'asc' } } },
      orderBy: { id: 'asc' },
    })
    expect(after.map(({ contact, items }) => [contact, items.map(({ capacity }) => capacity)])).toEqual([
      ['赵七', [30, 80_000]],
      ['李八', [1, 2]],
    ])
  })

  it('come back from their own export, with items and units in one column', async () => {
    const lines = ['Supplier,Contact,Phone,Items and units a day', '新厂,吴十,029-87654321,mask 300、alcohol 1,000']
    const quoted = lines[1]!.replace('mask 300、alcohol 1,000', '"mask 300、alcohol 1,000"')
    expect(countsOf(await previewKind(union.command, 'SUPPLIERS', [lines[0]!, quoted]))).toEqual([1, 0, 0, 0])
  })
})

describe('what was pasted', () => {
  it('needs no header: its columns are those of the template', async () => {
    const [first, second] = await enterprises()
    const lines = [`${first!.name}\t\t已复工\t2020-03-01\t批复`, `${second!.name}\t\t已备案\t2020-03-01\t备案表`]
    const roster = await previewKind(union.command, 'RESUMPTIONS', lines, { headerOptional: true })
    expect(countsOf(roster)).toEqual([0, 2, 0, 0])
    await expect(previewKind(union.command, 'RESUMPTIONS', lines)).rejects.toMatchObject({ code: 'INVALID' })
    const withHeader = ['状态\t单位\t日期\t依据', `已复工\t${first!.name}\t2020-03-01\t批复`]
    expect(countsOf(await previewKind(union.command, 'RESUMPTIONS', withHeader, { headerOptional: true }))).toEqual([
      0, 1, 0, 0,
    ])
  })
})
