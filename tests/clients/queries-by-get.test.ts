import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestApp, type TestApp } from '#tests/setup/app.ts'
import { anAccount, aUnion } from '#tests/setup/factories.ts'

let app: TestApp
let token: string
let username: string

beforeAll(async () => {
  app = await startTestApp({ MAX_COST: 1000 })
  username = (await anAccount((await aUnion()).id)).username
  token = await app.signInAs(username)
})
afterAll(() => app.close())

const authorized = () => ({ authorization: `Bearer ${token}` })

const get = (parts: Record<string, string>, headers: Record<string, string> = authorized()) =>
  fetch(`${app.url}/graphql?${new URLSearchParams(parts)}`, { headers: { accept: 'application/json', ...headers } })

const codeOf = async (response: Response) => (await response.json()).errors[0].extensions.code

describe('a query by GET', () => {
  it('is answered with its variables and the operation that is named, and kept by nobody', async () => {
    const query = 'query A($n: Int) { visits(first: $n) { totalCount } } query B { viewer { username } }'
    const answer = await get({ query, operationName: 'A', variables: '{"n":1}' })
    expect(await answer.json()).toMatchObject({ data: { visits: { totalCount: 0 } } })
    expect(answer.headers.get('cache-control')).toBe('no-store')
    expect(await (await get({ query, operationName: 'B' })).json()).toMatchObject({ data: { viewer: { username } } })
  })

  it.each([
    ['a mutation', 'mutation { signOut { signedOut } }', {}],
    ['a subscription', 'subscription { boardEvents(after: 0) { through } }', {}],
    [
      'a subscription as a stream',
      'subscription { boardEvents(after: 0) { through } }',
      { accept: 'text/event-stream' },
    ],
  ])('is never %s', async (_, query, headers) => {
    const answer = await get({ query }, { ...authorized(), ...headers })
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'POST'])
    const named = await get({ query: `query Q { viewer { id } } ${query.replace(' ', ' M ')}`, operationName: 'M' })
    expect(named.status).toBe(405)
    const still = await get({ query: '{ viewer { username } }' })
    expect(await still.json()).toMatchObject({ data: { viewer: { username } } })
  })

  it('has the limits of every document', async () => {
    const tooMuch = [
      '{ visits(first: 100) { edges { node { id stop state squad { number } } } } }',
      `{ viewer { ${'id '.repeat(2100)} } }`,
      `{ viewer { ${Array.from({ length: 40 }, (_, i) => `a${i}: id`).join(' ')} } }`,
    ]
    for (const query of tooMuch) expect(await codeOf(await get({ query }))).toBe('INVALID')
    expect((await get({ query: `{ viewer { id } } # ${'x'.repeat(20_000)}` })).status).toBe(431)
  })

  it.each([
    ['no query', {}],
    ['variables that are no JSON', { query: '{ viewer { id } }', variables: '{' }],
    ['variables that are no object', { query: '{ viewer { id } }', variables: '[1]' }],
    [
      'half a character',
      { query: 'query ($s: String) { enterprises(search: $s) { totalCount } }', variables: '{"s":"\\ud83d"}' },
    ],
  ])('with %s is INVALID', async (_, parts) => {
    expect(await codeOf(await get(parts as Record<string, string>))).toBe('INVALID')
  })
})

describe('a query by GET with the cookie', () => {
  const query = '{ viewer { username } }'
  let cookie: string

  beforeAll(async () => {
    const document = 'mutation ($input: SignInInput!) { signIn(input: $input) { token } }'
    const response = await fetch(`${app.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: document, variables: { input: { username, password: 'for-tests-only' } } }),
    })
    cookie = response.headers.get('set-cookie')!.split(';')[0]!
  })

  it('is answered where our own page may have sent it', async () => {
    const own: Record<string, string>[] = [{ 'x-sizhen-csrf': '1' }, { origin: app.url }]
    for (const headers of own)
      expect(await (await get({ query }, { cookie, ...headers })).json()).toMatchObject({
        data: { viewer: { username } },
      })
  })

  it.each<[string, Record<string, string>]>([
    ['a picture or a script of another site', {}],
    ['a page of another site', { origin: 'http://evil.example' }],
    ['a page of another site that sets the header', { origin: 'http://evil.example', 'x-sizhen-csrf': '1' }],
  ])('is FORBIDDEN for %s', async (_, headers) => {
    const answer = await get({ query }, { cookie, ...headers })
    expect([answer.status, await codeOf(answer)]).toEqual([403, 'FORBIDDEN'])
  })
})
