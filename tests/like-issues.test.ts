import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import type { Actor } from '#server/platform/context.ts'
import { globalId } from '#server/platform/ids.ts'
import { closeDb, db, openDb } from '#server/postgres/db.ts'
import { freshDatabase } from '#tests/setup/database.ts'
import { assignIssue, closeIssue, mutate, openIssue } from '#tests/setup/mutations.ts'
import { expectRefused } from '#tests/setup/outcomes.ts'
import { aSmallUnion, ask, type SmallUnion } from '#tests/setup/small-union.ts'

let union: SmallUnion

beforeAll(async () => openDb(await freshDatabase()))
beforeEach(async () => {
  union = await aSmallUnion()
})
afterAll(() => closeDb())

const opened = async (title: string, category = 'RENT', actor: Actor = union.command, place = 0) =>
  (await openIssue(actor, union.enterprises[place]!, { title, category })).id

/** The titles of the issues that are like what is typed, in their order. */
async function like(title: string, { category = 'RENT', actor = union.command, place = 0 } = {}): Promise<string[]> {
  const document = `query ($id: ID!, $category: IssueCategory!, $title: String!) {
    likeIssues(enterpriseId: $id, category: $category, title: $title) { title } }`
  const id = globalId('Enterprise', union.enterprises[place]!)
  const { likeIssues } = await ask<{ likeIssues: { title: string }[] }>(actor, document, { id, category, title })
  return likeIssues.map((issue) => issue.title)
}

it('are two of the same enterprise and category, or with like words, the most alike first', async () => {
  await opened('房租太高,房东不肯降')
  await opened('租约到期')
  await opened('水电费欠缴', 'OTHER')
  await opened('别处的话', 'TAX')
  expect(await like('房租太高')).toEqual(['房租太高,房东不肯降', '租约到期'])
  expect(await like('水电费', { category: 'TAX' })).toEqual(['水电费欠缴', '别处的话'])
  expect(await like('ABC', { category: 'MARKET' })).toEqual([])
  expect(await like(' 。', { category: 'MARKET' })).toEqual([])
})

it('compare words as a search does, and not by the name of the enterprise', async () => {
  const { name } = await db.enterprise.findUniqueOrThrow({ where: { id: union.enterprises[0] } })
  await opened('ＥＴＣ通行证办不下来', 'LOGISTICS')
  expect(await like('etc 通行证', { category: 'TAX' })).toHaveLength(1)
  expect(await like(name, { category: 'TAX' })).toEqual([])
})

it('are open ones first, then those closed of late, and none that are voided', async () => {
  const closed = await opened('房租太高')
  await closeIssue(union.command, closed)
  await opened('租金减免找谁')
  const voided = await opened('房租太高了')
  await mutate(union.command, 'voidIssue', { issueId: globalId('Issue', voided), reason: '录错' })
  expect(await like('房租太高')).toEqual(['租金减免找谁', '房租太高'])
  await db.issue.update({ where: { id: closed }, data: { closedAt: new Date(Date.now() - 91 * 86_400_000) } })
  expect(await like('房租太高')).toEqual(['租金减免找谁'])
})

it('are open ones of other enterprises with half of the words behind those of the same one', async () => {
  await opened('员工宿舍没有暖气', 'WORKERS', union.command, 1)
  await opened('招工', 'RENT')
  expect(await like('员工宿舍')).toEqual(['招工', '员工宿舍没有暖气'])
  expect(await like('员工来不了北京工作', { category: 'TAX' })).toEqual([])
})

it('are only those that the viewer may see', async () => {
  const { squads, tax, police, owner, neighbour, wall, integrator } = union
  const id = await opened('缺口罩', 'SUPPLIES', squads[0])
  await assignIssue(union.command, id, tax)
  const titles = async (actor: Actor) => (await like('缺口罩', { category: 'SUPPLIES', actor })).length
  for (const actor of [squads[0], tax, owner, wall, integrator('ISSUES', 'ENTERPRISES')])
    expect(await titles(actor)).toBe(1)
  for (const actor of [squads[1], police, neighbour, integrator('ENTERPRISES')]) expect(await titles(actor)).toBe(0)
  const other = await aSmallUnion()
  expect(await titles(other.command)).toBe(0)
})

it('are none of an enterprise that the viewer does not see, whatever is asked of them', async () => {
  const id = globalId('Enterprise', union.enterprises[0]!)
  const document = `{ likeIssues(enterpriseId: "${id}", category: RENT, title: "房租") { id entries { kind } squad { id } } }`
  expect(await ask(union.neighbour, document)).toEqual({ likeIssues: [] })
})

it('need the id of an enterprise', async () => {
  const document = '{ likeIssues(enterpriseId: "x", category: TAX, title: "税") { id } }'
  await expectRefused(() => ask(union.command, document), 'INVALID', { field: 'enterpriseId' })
})
