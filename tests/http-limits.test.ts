import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestApp, type TestApp } from './setup/app.ts'
import { anAccount, aUnion } from './setup/factories.ts'
import { transports } from './setup/transports.ts'

let app: TestApp
let token: string

beforeAll(async () => {
  app = await startTestApp()
  token = await app.signInAs((await anAccount((await aUnion()).id)).username)
})
afterAll(() => app.close())

const times = (n: number, text: (i: number) => string) => Array.from({ length: n }, (_, i) => text(i)).join(' ')

const nested = (n: number): string =>
  n === 0 ? 'id' : `enterprise { visits(first: 100) { edges { node { ${nested(n - 1)} } } } }`

/** Selections on a visit, each of which goes over one limit. */
const excesses: [string, string][] = [
  ['depth', `${times(20, () => 'continues {')} id ${times(20, () => '}')}`],
  ['aliases', times(40, (i) => `a${i}: id`)],
  ['directives', times(60, () => 'id @include(if: true)')],
  ['tokens', times(2100, () => 'id')],
  ['cost', nested(2)],
  ['a cycle of fragments', 'continues { ...W } } fragment W on Visit { continues { ...V }'],
  ['an unknown field', 'nobody'],
  ['no GraphQL at all', '{{{'],
]

describe.each(transports)('over %s', (name, transport) => {
  const around = (selection: string) => {
    const visit =
      name === 'HTTP'
        ? '{ visits { edges { node { ...V } } } }'
        : 'subscription { boardEvents(after: 0) { events { visit { ...V } } } }'
    return `${visit} fragment V on Visit { ${selection} }`
  }

  test('what is within the limits is answered', async () => {
    const { data, errors } = await transport(app, token, around('id'))
    expect(errors).toBeUndefined()
    expect(data).toBeTruthy()
  })

  test.each(excesses)('%s is INVALID', async (_, selection) => {
    const { data, errors } = await transport(app, token, around(selection))
    expect(data ?? null).toBeNull()
    expect(errors![0]!.extensions).toMatchObject({ code: 'INVALID', requestId: expect.any(String) })
    expect(errors![0]!.message).not.toContain('Did you mean')
  })

  test('introspection is INVALID for the district union', async () => {
    const district = await anAccount((await aUnion()).id, { role: 'DISTRICT' })
    const { errors } = await transport(app, await app.signInAs(district.username), '{ __schema { types { name } } }')
    expect(errors![0]!.extensions.code).toBe('INVALID')
  })
})

/** Selections that reach a limit exactly at `most`, and go over it with one more. */
const edges: [string, number, (n: number) => string][] = [
  [
    'depth',
    12,
    (n) => `{ visits { edges { node { ${times(n - 4, () => 'continues {')} id ${times(n - 4, () => '}')} } } } }`,
  ],
  ['aliases', 30, (n) => `{ viewer { ${times(n, (i) => `a${i}: id`)} } }`],
  ['directives', 50, (n) => `{ viewer { ${times(n, () => 'id @include(if: true)')} } }`],
  // fewer than two thousand fields: graphql itself gives up comparing so many
  ['tokens', 2000, (n) => `{ visits(filter: { states: [${times(n - 16, () => 'PLANNED')}] }) { totalCount } }`],
]

test.each(edges)('%s of exactly %i are answered, and one more is INVALID', async (_, most, documentOf) => {
  expect((await app.gql<object>(token, documentOf(most))).errors).toBeUndefined()
  const { errors } = await app.gql<object>(token, documentOf(most + 1))
  expect(errors![0]!.extensions.code).toBe('INVALID')
  expect(errors![0]!.message).toMatch(new RegExp(`limit of ${most} exceeded`))
})

test.each(transports.slice(1))('over %s a subscription that may be left out is INVALID', async (_, transport) => {
  const { errors } = await transport(app, token, 'subscription { boardEvents(after: 0) @skip(if: true) { through } }')
  expect(errors![0]!.extensions.code).toBe('INVALID')
  expect(errors![0]!.message).toMatch(/^A subscription has exactly one root field/)
})

test('an integrator may read the schema', async () => {
  const { username } = await anAccount((await aUnion()).id, { role: 'INTEGRATOR' })
  const { data } = await app.gql(await app.signInAs(username), '{ __schema { queryType { name } } }')
  expect(data).toEqual({ __schema: { queryType: { name: 'Query' } } })
})

test('a mutation is one change', async () => {
  const { errors } = await app.gql(null, 'mutation { a: signOut { signedOut } b: signOut { signedOut } }')
  expect(errors![0]!.extensions.code).toBe('INVALID')
  const spread = await app.gql(null, 'mutation { ...M } fragment M on Mutation { signOut { signedOut } }')
  expect(spread.errors![0]!.extensions.code).toBe('INVALID')
})
