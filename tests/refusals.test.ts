import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { buildSchema, type GraphQLNamedType, getNamedType, isObjectType } from 'graphql'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { recordMeasure } from '#server/modules/measures/record.ts'
import { orderSupply } from '#server/modules/supplies/order.ts'
import { globalId } from '#server/platform/ids.ts'
import { db } from '#server/postgres/db.ts'
import { startTestApp, type TestApp } from '#tests/setup/app.ts'
import { anAccount, anActor, anEnterprise, aSquad, aUnion } from '#tests/setup/factories.ts'
import { aCreditCode, previewRoster, rosterCsv } from '#tests/setup/rosters.ts'
import { planned } from '#tests/setup/visiting.ts'
import { anIssue } from '#tests/setup/wall.ts'

let app: TestApp
let token: string
const ids: Record<string, string> = {}

beforeAll(async () => {
  app = await startTestApp()
  const union = await aUnion()
  const account = await anAccount(union.id)
  token = await app.signInAs(account.username)
  const desk = await anActor(account.id)
  const enterpriseId = await anEnterprise(desk)
  const squadId = await aSquad(union.id)
  const squad = await anActor((await anAccount(union.id, { role: 'SQUAD', squadId })).id)
  ids.Squad = globalId('Squad', squadId)
  ids.Enterprise = globalId('Enterprise', enterpriseId)
  ids.Visit = globalId('Visit', await planned(squad, enterpriseId))
  const issue = await anIssue(desk, enterpriseId, '缺口罩')
  ids.Issue = globalId('Issue', issue.subjectId!)
  const item = {
    unionId: union.id,
    code: 'MASK',
    name: '口罩',
    nameEn: 'Masks',
    unit: '个',
    unitEn: 'pcs',
    position: 1,
  }
  const { id: itemId } = await db.supplyItem.create({ data: item })
  const order = await orderSupply(desk, { clientId: randomUUID(), enterpriseId, itemId, requested: 10 })
  ids.SupplyOrder = globalId('SupplyOrder', order.subjectId!)
  const taken = { enterpriseId, issueIds: [issue.subjectId!], what: '送口罩', who: '街道', dueOn: '2026-12-31' }
  const measure = await recordMeasure(desk, { clientId: randomUUID(), ...taken })
  ids.Measure = globalId('Measure', measure.subjectId!)
  ids.RosterImport = (await previewRoster(app, token, rosterCsv(`回坊食品,${aCreditCode()},30,,,`))).id
})
afterAll(() => app.close())

const schema = buildSchema(readFileSync('codegen/schema.graphql', 'utf8'))
const query = schema.getQueryType()!

const isConnection = (type: GraphQLNamedType) => isObjectType(type) && 'pageInfo' in type.getFields()

/** Every connection of the schema: the type it stands on and its name. */
const connections = Object.values(schema.getTypeMap()).flatMap((type) =>
  isObjectType(type)
    ? Object.values(type.getFields())
        .filter((field) => isConnection(getNamedType(field.type)))
        .map((field) => [type.name, field.name] as const)
    : [],
)

/** A query of the connection with these arguments, below the one row of its type where it does not stand at the root. */
function asking(type: string, field: string, args: string): string {
  const list = `${field}(${args}) { edges { cursor } pageInfo { endCursor } }`
  if (type === query.name) return `{ ${list} }`
  return `{ node(id: "${ids[type]}") { ... on ${type} { ${list} } } }`
}

const cursor = (text: string) => Buffer.from(text).toString('base64')

const unusable: [string, string][] = [
  ['garbage', 'after: "garbage"'],
  ['a cursor of no kind', `after: "${cursor('GPC:1')}"`],
  ['a cursor that is no id', `after: "${cursor('GPC:S:nobody')}"`],
  ['a cursor that is a number', `after: "${cursor('GPC:N:1')}"`],
  ['garbage before', 'before: "garbage", last: 5'],
  ['a negative first', 'first: -1'],
  ['a negative last', `last: -1, before: "${cursor(`GPC:S:${randomUUID()}`)}"`],
  ['both ends', `after: "${cursor(`GPC:S:${randomUUID()}`)}", before: "${cursor(`GPC:S:${randomUUID()}`)}"`],
]

describe.each(connections)('%s.%s', (type, field) => {
  test.each(unusable)('%s is INVALID', async (_, args) => {
    const { errors } = await app.gql(token, asking(type, field, args))
    expect(errors?.map((each) => each.extensions.code)).toEqual(['INVALID'])
  })

  test('an empty cursor is no fault of ours', async () => {
    const { errors } = await app.gql(token, asking(type, field, 'after: ""'))
    expect((errors ?? []).map((each) => each.extensions.code)).not.toContain('INTERNAL')
  })

  test('is answered from its own end on', async () => {
    const { errors } = await app.gql(token, asking(type, field, 'first: 1'))
    expect(errors).toBeUndefined()
  })
})

describe('the field at fault and the sentence', () => {
  const change = 'mutation ($input: UpdateEnterpriseInput!) { updateEnterprise(input: $input) { seq } }'
  const input = (given: object) => ({ input: { clientId: randomUUID(), enterpriseId: ids.Enterprise, ...given } })

  async function refused(document: string, variables: object, language: string) {
    const response = await fetch(`${app.url}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'accept-language': language,
        authorization: `Bearer ${token}`,
      },
      body: JSON.stringify({ query: document, variables }),
    })
    const [error] = (await response.json()).errors
    expect(error.extensions.code).toBe('INVALID')
    return { message: error.message as string, field: error.extensions.field as string | undefined }
  }

  const contact = { kind: 'OWNER', name: '王'.repeat(51), phone: '' }
  test.each<[string, string, string, () => object]>([
    ['a text too short', 'input.name', change, () => input({ name: '一' })],
    ['a name that nobody can see', 'input.name', change, () => input({ name: '\u200b\u200b\u200b' })],
    ['an id that is no UUID', 'input.clientId', change, () => input({ clientId: '1' })],
    ['text for a number', 'input.headcount', change, () => input({ headcount: 'ten' })],
    ['a text in a list', 'input.contacts.0.name', change, () => input({ contacts: [contact] })],
    ['a date that does not exist', 'on', 'query ($on: Date!) { viewer { id } }', () => ({ on: '2020-02-31' })],
    [
      'a literal',
      'input.clientId',
      'mutation { updateEnterprise(input: { clientId: "1", enterpriseId: "x" }) { seq } }',
      Object,
    ],
    ['what is missing', 'input.enterpriseId', change, () => ({ input: { clientId: randomUUID() } })],
  ])('%s names %s', async (_, field, document, variables) => {
    const zh = await refused(document, variables(), 'zh-CN')
    const en = await refused(document, variables(), 'en')
    expect([zh.field, en.field]).toEqual([field, field])
    expect(zh.message).toMatch(/^\p{Script=Han}/u)
    expect(en.message).toMatch(/^[A-Z][^\p{Script=Han}]*$/u)
  })

  test('a query of too much says so', async () => {
    const visits = 'visits(first: 100) { edges { node { id stop state counts steps plannedOn arrivedAt finishedAt } } }'
    const document = `{ enterprises(first: 100) { edges { node { ${visits} } } } }`
    expect((await refused(document, {}, 'zh')).message).toMatch(/^一次查询的内容太多/)
    expect((await refused(document, {}, 'en')).message).not.toContain('Syntax')
  })

  test('a line is tidied before it is measured and kept', async () => {
    const contacts = [{ kind: 'OWNER', name: ' 张\u200b 三 ', phone: '' }]
    const { data } = await app.gql<{ updateEnterprise: { enterprise: object } }>(
      token,
      `mutation ($input: UpdateEnterpriseInput!) {
        updateEnterprise(input: $input) { enterprise { name contacts { name } } } }`,
      input({ name: '回坊  食品\u200b', contacts }),
    )
    expect(data!.updateEnterprise.enterprise).toEqual({ name: '回坊食品', contacts: [{ name: '张三' }] })
  })

  test('half a character is refused', async () => {
    expect((await refused(change, input({ address: '北院门\ud83d' }), 'zh')).message).toBe('文字中有半个字符。')
  })
})
