import { getNullableType, isNonNullType, isObjectType } from 'graphql'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { globalId } from '#server/platform/ids.ts'
import { schema } from '#server/schema.ts'
import { startTestApp, type TestApp } from '#tests/setup/app.ts'
import { callerOf } from '#tests/setup/caller.ts'
import { aSecret } from '#tests/setup/factories.ts'
import { aSmallUnion, type SmallUnion } from '#tests/setup/small-union.ts'

let app: TestApp
let union: SmallUnion

beforeAll(async () => {
  app = await startTestApp()
  union = await aSmallUnion()
})
afterAll(() => app.close())

it('every field that can be forbidden is nullable', () => {
  const fields = Object.values(schema.getTypeMap())
    .filter(isObjectType)
    .flatMap((type) => Object.values(type.getFields()))
  const forbidden = fields.filter(
    ({ description, extensions }) => extensions.gated || /FORBIDDEN (:|on)/.test(description ?? ''),
  )
  expect(forbidden.length).toBeGreaterThan(15)
  expect(forbidden.filter(({ type }) => isNonNullType(type)).map(({ name }) => name)).toEqual([])
  expect(getNullableType(schema.getQueryType()!.getFields().board!.type).toString()).toBe('Board')
})

it('a forbidden field is null with an error of its path, and everything else is answered', async () => {
  const command = callerOf(app, await aSecret(union.command.accountId))
  const report = { kind: 'DIFFICULTY', category: 'RENT', severity: 'LOW', title: '房租', source: 'CALL' }
  for (const id of union.enterprises)
    await command.change('openIssue', { ...report, enterpriseId: globalId('Enterprise', id) })
  const token = await aSecret(union.integrator().accountId, { kind: 'TOKEN', scopes: ['ISSUES'] })
  type Data = { issues: { edges: { node: { title: string; enterprise: { name: string; address: string | null } } }[] } }
  const { data, errors } = await app.gql<Data & { accounts: null; board: null }>(
    token,
    `{ issues(first: 5) { edges { node { title enterprise { name address progress } } } }
       accounts { totalCount } board { seq } exportList(list: ACCOUNTS, format: CSV) { url } }`,
  )
  expect(
    data!.issues.edges.map(({ node }) => [node.title, typeof node.enterprise.name, node.enterprise.address]),
  ).toEqual(Array(3).fill(['房租', 'string', null]))
  expect([data!.accounts, data!.board]).toEqual([null, null])
  expect(errors!.map(({ extensions }) => extensions.code)).toEqual(Array(9).fill('FORBIDDEN'))
  expect(errors!.map(({ path }) => path!.join('.'))).toEqual(
    expect.arrayContaining(['accounts', 'board', 'exportList', 'issues.edges.2.node.enterprise.address']),
  )
})
