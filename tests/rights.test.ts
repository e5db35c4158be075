import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { buildSchema, type GraphQLField, getNamedType, isObjectType } from 'graphql'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { globalId } from '#server/platform/ids.ts'
import { db } from '#server/postgres/db.ts'
import { type Answer, startTestApp, type TestApp } from '#tests/setup/app.ts'
import { anAccount, anActor, anEnterprise, aSquad, aUnion } from '#tests/setup/factories.ts'
import { filledInput } from '#tests/setup/filled-input.ts'
import { may, type Role, roles } from '#tests/setup/roles-of-deeds.ts'

const schema = buildSchema(readFileSync('codegen/schema.graphql', 'utf8'))
const mutations = Object.values(schema.getMutationType()!.getFields())

let app: TestApp
const tokens = new Map<Role, string>()
let enterpriseId: string

beforeAll(async () => {
  app = await startTestApp()
  const district = await aUnion({ level: 'DISTRICT' })
  const union = await aUnion({ parentId: district.id })
  const desk = await anAccount(union.id)
  const actor = await anActor(desk.id)
  enterpriseId = await anEnterprise(actor)
  const squadId = await aSquad(union.id)
  const agency = await db.agency.create({ data: { unionId: union.id, kind: 'TAX', name: '税务' } })
  const place: Partial<Record<Role, object>> = {
    SQUAD: { squadId },
    AGENCY: { agencyId: agency.id },
    ENTERPRISE: { enterpriseId },
    CADRE: { zoneId: (await db.zone.findFirstOrThrow({ where: { unionId: union.id } })).id },
  }
  for (const role of roles) {
    const home = role === 'DISTRICT' ? district.id : union.id
    const { username } = await anAccount(home, { role, ...place[role] })
    tokens.set(role, await app.signInAs(username))
  }
})

afterAll(() => app.close())

/** Calls a mutation with a filled input; what it answers is of no account but for the code. */
async function call(mutation: GraphQLField<unknown, unknown>, token: string | null) {
  const arg = mutation.args[0]
  const selection = isObjectType(getNamedType(mutation.type)) ? '{ __typename }' : ''
  const given = {
    enterpriseId: globalId('Enterprise', enterpriseId),
    enterpriseIds: globalId('Enterprise', enterpriseId),
    ...(mutation.name === 'setResumption' && { to: 'FILED' }),
  }
  if (!arg) return app.gql(token, `mutation { ${mutation.name} ${selection} }`)
  const document = `mutation ($input: ${arg.type}) { ${mutation.name}(${arg.name}: $input) ${selection} }`
  return app.gql(token, document, { input: filledInput(arg.type, arg.name, given) })
}

/** Sends a mutation with text in the place of its file. */
async function sendText(token: string | null, query: string, file: string): Promise<Answer> {
  const form = new FormData()
  form.set('operations', JSON.stringify({ query, variables: { input: { clientId: randomUUID(), file: null } } }))
  form.set('map', '{"0":["variables.input.file"]}')
  form.set('0', file)
  const authorization: Record<string, string> = token ? { authorization: `Bearer ${token}` } : {}
  const headers = { ...authorization, 'x-sizhen-csrf': '1' }
  return (await fetch(`${app.url}/graphql`, { method: 'POST', headers, body: form })).json()
}

const codes = (answer: Awaited<ReturnType<typeof call>>) => answer.errors?.map((error) => error.extensions.code) ?? []

const left = async () => ({
  events: await db.event.count(),
  receipts: await db.receipt.count(),
  accounts: await db.account.count(),
  enterprises: await db.enterprise.count(),
})

describe('every mutation × every role', () => {
  it('says of every mutation who may', () => {
    expect(mutations.map(({ name }) => name).filter((name) => !(name in may))).toEqual([])
  })

  for (const mutation of mutations) {
    const allowed = may[mutation.name]
    if (allowed === 'anybody') continue

    it(`${mutation.name}: nobody signed in is UNAUTHENTICATED, the wrong roles FORBIDDEN, and nothing is left`, async () => {
      const before = await left()
      expect(codes(await call(mutation, null))).toEqual(['UNAUTHENTICATED'])
      for (const role of roles.filter((each) => !allowed?.includes(each))) {
        expect(codes(await call(mutation, tokens.get(role)!)), role).toEqual(['FORBIDDEN'])
      }
      expect(await left()).toEqual(before)
    })

    it(`${mutation.name}: the right roles get past the door`, async () => {
      for (const role of allowed ?? []) {
        for (const code of codes(await call(mutation, tokens.get(role)!))) {
          expect(['NOT_FOUND', 'CONFLICT', 'INVALID'], role).toContain(code)
        }
      }
    })
  }
})

describe('what is no file', () => {
  const document = 'mutation ($input: PreviewRosterInput!) { previewRoster(input: $input) { seq } }'

  it.each<[string, unknown]>([
    ['text', 'abc'],
    ['an object', { a: 1 }],
    ['a number', 7],
    ['null', null],
  ])('%s is INVALID', async (_, file) => {
    const { errors } = await app.gql(tokens.get('COMMAND')!, document, { input: { clientId: randomUUID(), file } })
    expect(errors![0]!.extensions).toMatchObject({ code: 'INVALID', field: 'input.file' })
  })

  it('a text field of a form is INVALID', async () => {
    const { errors } = await sendText(tokens.get('COMMAND')!, document, 'abc')
    expect(errors![0]!.extensions).toMatchObject({ code: 'INVALID', field: 'input.file' })
  })
})

describe('a union sees nothing of another', () => {
  it('and whoever has several says which, of every list that does not go over all', async () => {
    const district = await aUnion({ level: 'DISTRICT' })
    const [one] = [await aUnion({ parentId: district.id }), await aUnion({ parentId: district.id })]
    const token = await app.signInAs((await anAccount(district.id, { role: 'DISTRICT' })).username)
    for (const list of ['agencies', 'campaigns', 'policyDocuments', 'squads', 'supplyItems', 'zones']) {
      const { errors } = await app.gql(token, `{ ${list} { __typename } }`)
      expect(errors![0]!.extensions).toMatchObject({ code: 'INVALID', field: 'unionId' })
      const named = await app.gql<Record<string, object[]>>(
        token,
        `{ ${list}(unionId: "${globalId('TradeUnion', one.id)}") { __typename } }`,
      )
      expect(named.data![list]).toBeInstanceOf(Array)
    }
  })

  it('in any list or by any id', async () => {
    const other = await aUnion()
    const desk = await anAccount(other.id)
    const token = await app.signInAs(desk.username)
    const lists = await app.gql(
      token,
      `{
      enterprises { totalCount edges { node { id } } }
      visits { totalCount }
      issues { totalCount }
      supplyOrders { totalCount }
      squads { id }
      enterprise(id: "${globalId('Enterprise', enterpriseId)}") { name }
      visit(id: "${globalId('Visit', randomUUID())}") { id }
    }`,
    )
    expect(lists.errors).toBeUndefined()
    expect(lists.data).toEqual({
      enterprises: { totalCount: 0, edges: [] },
      visits: { totalCount: 0 },
      issues: { totalCount: 0 },
      supplyOrders: { totalCount: 0 },
      squads: [],
      enterprise: null,
      visit: null,
    })
  })
})
