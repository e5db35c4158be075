import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import type { Actor } from '#server/platform/context.ts'
import { globalId } from '#server/platform/ids.ts'
import { closeDb, db, openDb } from '#server/postgres/db.ts'
import { freshDatabase } from '#tests/setup/database.ts'
import { anAccount, anActor, aUnion } from '#tests/setup/factories.ts'
import { expectFiguresTrue } from '#tests/setup/meeting.ts'
import { mutate } from '#tests/setup/mutations.ts'
import { expectRefused } from '#tests/setup/outcomes.ts'
import { applyKind, decideKind, type KindRoster, outcomesOf, previewKind, undoKind } from '#tests/setup/roster-kinds.ts'
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

const enterprises = () => db.enterprise.findMany({ where: { unionId }, orderBy: { id: 'asc' } })
const head = '企业名称,统一社会信用代码,地址,人数'
const figures = ({ created, changed, unchanged, doubtful, refused }: KindRoster) => [
  created,
  changed,
  unchanged,
  doubtful,
  refused,
]

/** Three enterprises of the register, and an applied import that has left three rows doubtful and has made one enterprise. */
async function aDoubtfulImport() {
  const known = [head, '回坊小店,,北院门 1 号,8', '钟楼早点,,北大街 2 号,', '书院茶社,,,']
  await applyKind(command, await previewKind(command, 'ENTERPRISES', known))
  const codes = [aCreditCode(), aCreditCode(), aCreditCode()]
  const roster = await previewKind(command, 'ENTERPRISES', [
    head,
    '新开的店,,西大街 3 号,3',
    `回坊小店,${codes[0]},北院门 1 号,12`,
    `钟楼早点,${codes[1]},北大街 2 号,5`,
    `书院茶社,${codes[2]},,`,
  ])
  const applied = await applyKind(command, roster)
  expect(figures(applied.roster)).toEqual([1, 0, 0, 3, 0])
  return { roster, codes, known: (await enterprises()).slice(0, 3) }
}

it('what an import has left doubtful is decided afterwards, and undone with it', async () => {
  const { roster, codes } = await aDoubtfulImport()
  const decisions = [
    { place: 2, isSame: true },
    { place: 3, isSame: false },
    { place: 4, isSame: null },
  ]
  const { seq, roster: done } = await decideKind(command, roster, { decisions })
  expect(figures(done)).toEqual([2, 1, 0, 0, 1])
  const event = await db.event.findFirstOrThrow({ where: { unionId, seq: seq! } })
  expect(event).toMatchObject({
    name: 'roster.applied',
    facts: { created: 1, changed: 1, unchanged: 0, doubtful: 0, refused: 1 },
  })
  expect(done.rows.edges.map(({ node }) => [node.kind, node.reasons.map(({ sentence }) => sentence)])).toEqual([
    ['CREATE', []],
    ['CHANGE', []],
    ['CREATE', []],
    ['REFUSE', ['Enterprise name: somebody has decided to leave this row out']],
  ])
  const found = await enterprises()
  expect(found.map(({ name, creditCode, headcount }) => [name, creditCode, headcount])).toEqual([
    ['回坊小店', codes[0], 12],
    ['钟楼早点', null, null],
    ['书院茶社', null, null],
    ['新开的店', null, 3],
    ['钟楼早点', codes[1], 5],
  ])
  await expectFiguresTrue(unionId)
  const { roster: undone } = await undoKind(command, roster)
  expect(outcomesOf(undone).map(([name, outcome]) => [name, outcome])).toEqual([
    ['新开的店', 'UNDONE'],
    ['回坊小店', 'UNDONE'],
    ['钟楼早点', 'UNDONE'],
  ])
  expect((await enterprises()).map(({ name, creditCode, headcount }) => [name, creditCode, headcount])).toEqual([
    ['回坊小店', null, 8],
    ['钟楼早点', null, null],
    ['书院茶社', null, null],
  ])
  await expectFiguresTrue(unionId)
})

it('rows without a decision stay doubtful, one decided before and one that is not there are INVALID', async () => {
  const { roster } = await aDoubtfulImport()
  const first = await decideKind(command, roster, { decisions: [{ place: 4, isSame: true }] })
  expect(figures(first.roster)).toEqual([1, 1, 0, 2, 0])
  for (const place of [0, 1, 4, 9]) {
    await expectRefused(() => decideKind(command, roster, { decisions: [{ place, isSame: true }] }), 'INVALID')
  }
  const { seq } = await decideKind(command, roster, {})
  expect(seq).toBeNull()
  const last = await decideKind(command, roster, { othersAreSame: false })
  expect(figures(last.roster)).toEqual([3, 1, 0, 0, 0])
  await expectFiguresTrue(unionId)
})

it('a row whose likeness has changed since stays doubtful and is shown as it is now', async () => {
  const { roster, known, codes } = await aDoubtfulImport()
  const change = (nth: number, input: object) =>
    mutate(command, 'updateEnterprise', { enterpriseId: globalId('Enterprise', known[nth]!.id), ...input })
  // the code was entered at the desk meanwhile: it can't be another one any more
  await change(0, { creditCode: codes[0] })
  // the name is another one now: the row is about nothing that is there
  await change(1, { name: '钟楼小吃城' })
  await change(2, { headcount: 30 })
  const all = { decisions: [2, 3, 4].map((place) => ({ place, isSame: place === 3 })) }
  const other = await decideKind(command, roster, all)
  expect(figures(other.roster)).toEqual([2, 0, 0, 2, 0])
  const rows = other.roster.rows.edges.map(({ node }) => [node.kind, node.subjectId !== null, node.changes.length])
  expect(rows).toEqual([
    ['CREATE', true, 0],
    ['DOUBT', true, 1],
    ['DOUBT', false, 0],
    ['CREATE', true, 0],
  ])
  const same = await decideKind(command, roster, {
    decisions: [
      { place: 2, isSame: true },
      { place: 3, isSame: false },
    ],
  })
  expect(figures(same.roster)).toEqual([3, 1, 0, 0, 0])
  expect(await db.enterprise.findUniqueOrThrow({ where: { id: known[0]!.id } })).toMatchObject({ headcount: 12 })
  await expectFiguresTrue(unionId)
})

it('a row that is decided to be what another row of its import is about repeats that row', async () => {
  await applyKind(command, await previewKind(command, 'ENTERPRISES', [head, '老孙家,,,']))
  const lines = [head, '老孙家,,回民街 1 号,1', '老孙家,,钟楼 2 号,2', '老孙家,,北关 3 号,3']
  const roster = await previewKind(command, 'ENTERPRISES', lines)
  const applied = await applyKind(command, roster, '', { decisions: [{ place: 1, isSame: true }] })
  expect(figures(applied.roster)).toEqual([0, 1, 0, 2, 0])
  await db.enterprise.updateMany({ where: { unionId }, data: { address: '' } })
  const lot = await decideKind(command, roster, { othersAreSame: true })
  expect(figures(lot.roster)).toEqual([0, 1, 0, 2, 0])
  const single = await decideKind(command, roster, { decisions: [{ place: 2, isSame: true }] })
  expect(figures(single.roster)).toEqual([0, 1, 0, 1, 1])
  expect(single.roster.rows.edges[1]!.node.reasons).toMatchObject([{ sentence: 'Enterprise name repeats row 2' }])
})

it('is CONFLICT before the roster is applied and after it was undone', async () => {
  await applyKind(command, await previewKind(command, 'ENTERPRISES', [head, '回坊小店,,北院门 1 号,']))
  const roster = await previewKind(command, 'ENTERPRISES', [head, `回坊小店,${aCreditCode()},北院门 1 号,`])
  await expectRefused(() => decideKind(command, roster, { othersAreSame: true }), 'CONFLICT')
  await applyKind(command, roster)
  await undoKind(command, roster)
  await expectRefused(() => decideKind(command, roster, { othersAreSame: true }), 'CONFLICT')
})

it('a doubtful row is shown with what is recorded of what it is like', async () => {
  const { roster } = await aDoubtfulImport()
  const query = `query ($id: ID!) { roster(id: $id) { rows(first: 9) { edges { node { name likeness { header value } } } } } }`
  type Node = { name: string; likeness: { header: string; value: string }[] }
  const read = await ask<{ roster: { rows: { edges: { node: Node }[] } } }>(command, query, { id: roster.id })
  expect(read.roster.rows.edges.map(({ node }) => node.likeness.map(({ value }) => value))).toEqual([
    [],
    ['回坊小店', '北院门 1 号', '8'],
    ['钟楼早点', '北大街 2 号'],
    ['书院茶社'],
  ])
})
