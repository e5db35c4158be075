import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { createAccount } from '#server/modules/people/create-account.ts'
import { globalId } from '#server/platform/ids.ts'
import { closeDb, db, openDb } from '#server/postgres/db.ts'
import { freshDatabase } from '#tests/setup/database.ts'
import { day } from '#tests/setup/days.ts'
import { idOf, merge, separate, trueFigures } from '#tests/setup/mergers.ts'
import { mutate, openIssue, updateEnterprise } from '#tests/setup/mutations.ts'
import { expectRefused } from '#tests/setup/outcomes.ts'
import { applyKind, outcomesOf, previewKind, undoKind } from '#tests/setup/roster-kinds.ts'
import { aCreditCode } from '#tests/setup/rosters.ts'
import { aSmallUnion, ask, type SmallUnion } from '#tests/setup/small-union.ts'

let union: SmallUnion
let double: string
let other: string

beforeAll(async () => openDb(await freshDatabase()))
beforeEach(async () => {
  union = await aSmallUnion()
  double = union.enterprises[0]
  other = union.enterprises[1]
})
afterAll(() => closeDb())

const codeOf = async (id: string) => (await db.enterprise.findUniqueOrThrow({ where: { id } })).creditCode

it('the enterprise that stays takes the code of its double, and both have their own again when they are taken apart', async () => {
  const [codeOfDouble, codeOfOther] = [aCreditCode(), aCreditCode()]
  await updateEnterprise(union.command, double, { creditCode: codeOfDouble })
  await updateEnterprise(union.command, other, { creditCode: codeOfOther })
  await merge(union, double, other)
  await updateEnterprise(union.command, other, { creditCode: codeOfDouble })
  expect([await codeOf(double), await codeOf(other)]).toEqual([null, codeOfDouble])
  await separate(union, double)
  expect([await codeOf(double), await codeOf(other)]).toEqual([codeOfDouble, codeOfOther])
  await merge(union, double, other)
  const third = union.enterprises[2]!
  await expectRefused(() => updateEnterprise(union.command, third, { creditCode: codeOfDouble }), 'CONFLICT')
  await trueFigures(union)
})

it('an issue that is merged across the two stays merged, and the answer says so', async () => {
  const issues = [await openIssue(union.command, double), await openIssue(union.command, other)]
  const [ofDouble, ofOther] = issues.map(({ id }) => globalId('Issue', id))
  await merge(union, double, other)
  await mutate(union.command, 'mergeIssue', { issueId: ofDouble, intoId: ofOther })
  type Separated = { issuesAcross: { id: string }[] }
  const input = { enterpriseId: idOf(double) }
  const answer = await mutate<Separated>(union.command, 'separateEnterprise', input, 'issuesAcross { id }')
  expect(answer.issuesAcross).toEqual([{ id: ofDouble }])
  await trueFigures(union)
})

it('an account that is made for a double belongs to the other entry', async () => {
  await merge(union, double, other)
  const account = { username: `shop-${randomUUID().slice(0, 8)}`, displayName: '店主', password: 'practice-only-1' }
  const { subjectId } = await createAccount(union.command, {
    clientId: randomUUID(),
    ...account,
    role: 'ENTERPRISE',
    enterpriseId: double,
  })
  expect(await db.account.findUniqueOrThrow({ where: { id: subjectId! } })).toMatchObject({ enterpriseId: other })
})

it('an import of resumptions that is undone says of a double that it was merged', async () => {
  const { name } = await db.enterprise.findUniqueOrThrow({ where: { id: double } })
  const lines = ['企业名称,复工状态,日期,依据', `${name},已备案,${day(-2)},备案表`]
  const roster = await previewKind(union.command, 'RESUMPTIONS', lines)
  await applyKind(union.command, roster)
  await merge(union, double, other)
  const { roster: undone } = await undoKind(union.command, roster)
  expect(outcomesOf(undone)).toEqual([[name, 'KEPT', 'it was merged with another entry since']])
})

it('an account of the enterprise sees what happened at its double before', async () => {
  await openIssue(union.command, other)
  await updateEnterprise(union.command, other, { address: '北院门甲 1 号' })
  const { enterpriseId } = union.owner
  await merge(union, other, enterpriseId!)
  const query = '{ enterprise(id: "ID") { history(first: 20) { totalCount edges { node { kind } } } } }'
  type History = { enterprise: { history: { totalCount: number; edges: { node: { kind: string } }[] } } }
  const { enterprise } = await ask<History>(union.owner, query.replace('ID', idOf(enterpriseId!)))
  const kinds = enterprise.history.edges.map(({ node }) => node.kind)
  expect(enterprise.history.totalCount).toBe(kinds.length)
  expect(kinds).toEqual(expect.arrayContaining(['ISSUE_OPENED', 'ENTERPRISE_UPDATED', 'ENTERPRISE_MERGED']))
})
