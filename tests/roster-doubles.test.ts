import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { checkCellText } from '#server/modules/cell-texts/check.ts'
import { updateEnterprise } from '#server/modules/enterprises/update.ts'
import type { Actor } from '#server/platform/context.ts'
import { globalId } from '#server/platform/ids.ts'
import { closeDb, db, openDb } from '#server/postgres/db.ts'
import { freshDatabase } from '#tests/setup/database.ts'
import { day } from '#tests/setup/days.ts'
import { anAccount, anActor, aUnion } from '#tests/setup/factories.ts'
import { expectFiguresTrue } from '#tests/setup/meeting.ts'
import { mutate } from '#tests/setup/mutations.ts'
import { expectRefused } from '#tests/setup/outcomes.ts'
import { applyKind, countsOf, type KindRoster, previewKind } from '#tests/setup/roster-kinds.ts'
import { aCreditCode } from '#tests/setup/rosters.ts'
import { ask } from '#tests/setup/small-union.ts'

let command: Actor
let unionId: string

beforeAll(async () => openDb(await freshDatabase()))
beforeEach(async () => {
  unionId = (await aUnion()).id
  command = await anActor((await anAccount(unionId)).id)
})
afterAll(() => closeDb())

const preview = (...lines: string[]) => previewKind(command, 'ENTERPRISES', lines)
const figures = (roster: KindRoster) => [...countsOf(roster), roster.doubtful]
const enterprises = () => db.enterprise.findMany({ where: { unionId }, orderBy: { id: 'asc' } })
const head = '企业名称,统一社会信用代码,地址,电话,人数,片区'

it('rows without a credit code enter once, and are the same when the list is imported again', async () => {
  const lines = [head, '回坊小店,,北院门 1 号,13800138000,,', '回坊小店,,西羊市 9 号,,,', '钟楼早点,,,,,']
  const roster = await preview(...lines)
  expect(figures(roster)).toEqual([3, 0, 0, 0, 0])
  await applyKind(command, roster)
  expect((await enterprises()).map(({ creditCode }) => creditCode)).toEqual([null, null, null])
  expect(figures(await preview(...lines))).toEqual([0, 0, 3, 0, 0])
  expect(figures(await preview(head, '回坊(小店),,北院门1号,,,'))).toEqual([0, 0, 1, 0, 0])
  expect(figures(await preview(head, '回坊小店,,北院门 1 号,13800138000,,', '“回坊小店”,,北院门１号,,,'))).toEqual([
    0, 0, 1, 1, 0,
  ])
  await expectFiguresTrue(unionId)
})

it('a code that came later is the same enterprise or another one, as somebody decides', async () => {
  await applyKind(command, await preview(head, '回坊小店,,北院门 1 号,,,', '钟楼早点,,北大街 2 号,,,', '书院茶社,,,,,'))
  const codes = [aCreditCode(), aCreditCode(), aCreditCode()]
  const lines = [
    head,
    `回坊小店,${codes[0]},北院门 1 号,,12,`,
    `钟楼早点,${codes[1]},北大街 2 号,,,`,
    `书院茶社,${codes[2]},,,,`,
  ]
  const roster = await preview(...lines)
  expect(figures(roster)).toEqual([0, 0, 0, 0, 3])
  const decisions = [
    { place: 1, isSame: true },
    { place: 2, isSame: false },
  ]
  await applyKind(command, roster, '', { decisions })
  const found = await enterprises()
  expect(found.map(({ name, creditCode, headcount }) => [name, creditCode, headcount])).toEqual([
    ['回坊小店', codes[0], 12],
    ['钟楼早点', null, null],
    ['书院茶社', null, null],
    ['钟楼早点', codes[1], null],
  ])
  const row = await db.rosterImport.findFirstOrThrow({ where: { unionId }, orderBy: { id: 'desc' } })
  expect(row).toMatchObject({ created: 1, changed: 1, unchanged: 0, doubtful: 1 })
  expect((row.rows as { kind: string; subjectId: string }[]).map(({ kind, subjectId }) => [kind, subjectId])).toEqual([
    ['CHANGE', found[0]!.id],
    ['CREATE', found[3]!.id],
    ['DOUBT', found[2]!.id],
  ])
  const again = await preview(...lines)
  expect(figures(again)).toEqual([0, 0, 2, 0, 1])
  await applyKind(command, again, '', { othersAreSame: true })
  expect((await enterprises())[2]).toMatchObject({ name: '书院茶社', creditCode: codes[2] })
  await expectFiguresTrue(unionId)
})

it('another code at another place is another enterprise, at the same place a likely double', async () => {
  await applyKind(command, await preview(head, `回坊小店,${aCreditCode()},北院门 1 号,,,`))
  expect(figures(await preview(head, `回坊小店,${aCreditCode()},西羊市 9 号,,,`))).toEqual([1, 0, 0, 0, 0])
  expect(figures(await preview(head, `回坊小店,${aCreditCode()},,,,`))).toEqual([1, 0, 0, 0, 0])
  expect(figures(await preview(head, `回坊小店,${aCreditCode()},北院门1号,,,`))).toEqual([0, 0, 0, 0, 1])
})

it('a cell that says more than its value keeps its text until somebody has checked it or gives the value', async () => {
  const lines = [
    head,
    '回坊小店,,北院门 1 号,见备注,约50,一',
    '钟楼早点,,北大街 2 号,13800138000/13900139000,看情况,远片',
  ]
  const roster = await preview(...lines)
  expect(figures(roster)).toEqual([2, 0, 0, 0, 0])
  expect(roster.toCheck).toBe(2)
  await applyKind(command, roster)
  expect(figures(await preview(...lines))).toEqual([0, 0, 2, 0, 0])
  const [one, two] = await enterprises()
  expect([one!.headcount, one!.zoneId !== null, two!.headcount, two!.zoneId]).toEqual([50, true, null, null])
  const texts = async (given: string) => {
    const query = `{ cellTexts(first: 20, ${given}) { edges { node { id subjectId header text isDoubtful } } } }`
    const { cellTexts } = await ask<{ cellTexts: { edges: { node: { header: string; text: string } }[] } }>(
      command,
      query,
    )
    return cellTexts.edges.map(({ node }) => node)
  }
  const doubtful = await texts('isDoubtful: true')
  expect(doubtful.map(({ text }) => text).sort()).toEqual(['看情况', '见备注', '远片'])
  const ofOne = await texts(`enterpriseId: "${globalId('Enterprise', one!.id)}"`)
  expect(ofOne.map(({ header, text }) => [header, text]).sort()).toEqual([
    ['Headcount', '约50'],
    ['Owner phone', '见备注'],
  ])
  const change = () => ({ clientId: randomUUID() })
  const phone = await db.cellText.findFirstOrThrow({ where: { text: '见备注', unionId } })
  await checkCellText(command, { ...change(), cellTextId: phone.id })
  await expectRefused(() => checkCellText(command, { ...change(), cellTextId: phone.id }), 'CONFLICT')
  await updateEnterprise(command, { ...change(), enterpriseId: two!.id, headcount: 8 })
  const exact = await preview(head, '回坊小店,,北院门 1 号,,56,')
  expect(figures(exact)).toEqual([0, 1, 0, 0, 0])
  await applyKind(command, exact)
  expect((await texts('isDoubtful: true')).map(({ text }) => text)).toEqual(['远片'])
  expect((await texts('isDoubtful: false')).map(({ text }) => text).sort()).toEqual([
    '138****8000/139****9000',
    '看情况',
    '见备注',
  ])
})

it('a list of another kind names an enterprise in whatever brackets and width', async () => {
  await applyKind(command, await preview(head, '回坊（小店）,,北院门 1 号,,,', '钟楼早点,,北大街 2 号,,,'))
  const lines = ['企业名称,复工状态,日期,依据', '回坊(小店),已复工,2020-03-20,走访', '回坊,已复工,2020-03-20,走访']
  expect(countsOf(await previewKind(command, 'RESUMPTIONS', lines))).toEqual([0, 1, 0, 1])
})

it('of two rows about one enterprise the second repeats the first', async () => {
  const code = aCreditCode()
  await applyKind(command, await preview(head, `回坊小店,${code},北院门 1 号,,,`))
  const twice = [head, `回坊小店,${code},北院门 1 号,见备注,,`, '回坊（小店）,,北院门 1 号,见附件,,']
  const roster = await preview(...twice)
  expect(figures(roster)).toEqual([0, 1, 0, 1, 0])
  await applyKind(command, roster)
  expect(await db.cellText.findMany({ where: { unionId }, select: { text: true } })).toEqual([{ text: '见备注' }])
})

it('a value is cleared on purpose alone', async () => {
  await applyKind(command, await preview(head, '回坊小店,,北院门 1 号,13800138000,12,一片区'))
  await applyKind(command, await preview(head, '回坊小店,,北院门 1 号,,,'))
  const [before] = await enterprises()
  expect(before).toMatchObject({ headcount: 12, address: '北院门 1 号' })
  const cleared = await preview(head, '回坊小店,,北院门 1 号,清空,清空,清空')
  expect(figures(cleared)).toEqual([0, 1, 0, 0, 0])
  await applyKind(command, cleared)
  const [after] = await enterprises()
  expect(after).toMatchObject({ headcount: null, zoneId: null })
  expect(await db.contact.count({ where: { enterpriseId: after!.id } })).toBe(0)
})

it('a list that names an entry which was merged means the enterprise that it was merged into, and changes neither its name nor its place', async () => {
  const code = aCreditCode()
  await applyKind(
    command,
    await preview(head, `回坊小吃总店,${code},北院门 1 号,,,`, '回坊小吃(老店),,北院门甲 1 号,,,'),
  )
  const [kept, double] = (await enterprises()).toSorted((a) => (a.name === '回坊小吃总店' ? -1 : 1))
  await mutate(command, 'mergeEnterprise', {
    enterpriseId: globalId('Enterprise', double!.id),
    intoEnterpriseId: globalId('Enterprise', kept!.id),
    reason: '同一家店',
  })
  expect(figures(await preview(head, '回坊小吃（老店）,,北院门甲1号,,,'))).toEqual([0, 0, 1, 0, 0])
  await applyKind(command, await preview(head, '回坊小吃(老店),,北院门甲 1 号,,30,'))
  expect(await enterprises()).toHaveLength(2)
  expect(await db.enterprise.findUniqueOrThrow({ where: { id: kept!.id } })).toMatchObject({
    name: '回坊小吃总店',
    address: '北院门 1 号',
    creditCode: code,
    headcount: 30,
  })
  const order = await previewKind(command, 'RESUMPTIONS', [
    '企业名称,复工状态,日期,依据',
    `回坊小吃(老店),已备案,${day(-2)},备案表`,
  ])
  expect(order.rows.edges.map(({ node }) => node.kind)).toEqual(['CHANGE'])
  await expectFiguresTrue(unionId)
})

it('of two doubtful rows about one enterprise the second stays doubtful, and a row that is left out is not imported', async () => {
  await applyKind(command, await preview(head, '老孙家,,,,,', '钟楼早点,,北大街 2 号,13900000009,,'))
  const roster = await preview(
    head,
    '老孙家,,回民街 1 号,13900000001,,',
    '老孙家,,钟楼 2 号,13900000002,,',
    '钟楼早点,,南大街 8 号,13900000009,5,',
  )
  expect(figures(roster)).toEqual([0, 0, 0, 0, 3])
  await applyKind(command, roster, '', { othersAreSame: true, decisions: [{ place: 3, isSame: null }] })
  const row = await db.rosterImport.findFirstOrThrow({ where: { unionId }, orderBy: { id: 'desc' } })
  expect(row).toMatchObject({ created: 0, changed: 1, doubtful: 1, refused: 1 })
  expect(await enterprises()).toMatchObject([{ address: '回民街 1 号' }, { address: '北大街 2 号', headcount: null }])
})

it('an address in other words and a second phone number of a cell make a row doubtful, and never the same by themselves', async () => {
  await applyKind(
    command,
    await preview(head, '回坊小店,,西安市莲湖区北院门88号,,,', '钟楼早点,,北大街 2 号,13800138000/13900139000,,'),
  )
  const kinds = async (...lines: string[]) => figures(await preview(head, ...lines))
  expect(await kinds('回坊小店,,北院门88号,,,')).toEqual([0, 0, 0, 0, 1])
  expect(await kinds('回坊小店,,莲湖区北院门街 ８８ 号,,,')).toEqual([0, 0, 0, 0, 1])
  expect(await kinds('回坊小店,,北院门89号,,,')).toEqual([1, 0, 0, 0, 0])
  expect(await kinds('钟楼早点,,南大街 3 号,13900139000,,')).toEqual([0, 0, 0, 0, 1])
  expect(await kinds('钟楼早点,,南大街 3 号,13700137000、13900139000,,')).toEqual([0, 0, 0, 0, 1])
})

it('hundreds of one name are each found by what tells them apart', async () => {
  const lines = Array.from({ length: 300 }, (_, i) => `连锁便利店,,大街 ${i + 1} 号,,,`)
  await applyKind(command, await preview(head, ...lines))
  expect(figures(await preview(head, ...lines.toReversed()))).toEqual([0, 0, 300, 0, 0])
  expect(figures(await preview(head, '连锁便利店,,小巷 7 号,,,'))).toEqual([1, 0, 0, 0, 0])
})
