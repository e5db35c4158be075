import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { globalId } from '#server/platform/ids.ts'
import { db } from '#server/postgres/db.ts'
import { startTestApp, type TestApp, testPassword } from './setup/app.ts'
import { anAccount, aUnion } from './setup/factories.ts'

let app: TestApp
let unionId: string
let command: string

beforeAll(async () => {
  app = await startTestApp()
  unionId = (await aUnion()).id
  command = await app.signInAs((await anAccount(unionId)).username)
})
afterAll(() => app.close())

const post = (body: object, headers: Record<string, string>) =>
  fetch(`${app.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  })

const failure = async (username: string, password: string) => {
  const query = 'mutation ($input: SignInInput!) { signIn(input: $input) { token } }'
  return (await app.gql(null, query, { input: { username, password } })).errors![0]!
}

describe('signIn', () => {
  test('opens a session that viewer knows', async () => {
    const { username } = await anAccount(unionId)
    const token = await app.signInAs(username.toUpperCase())
    const { data } = await app.gql<{ viewer: object }>(
      token,
      '{ viewer { username role union { name } squad { id } scopes } }',
    )
    expect(data!.viewer).toMatchObject({ username, role: 'COMMAND', squad: null, scopes: [] })
  })

  test('viewer is null for nobody, and everything else is refused', async () => {
    expect(await app.gql(null, '{ viewer { id } }')).toMatchObject({ data: { viewer: null } })
    expect((await app.gql('no-such-token', '{ viewer { id } }')).errors![0]!.extensions.code).toBe('UNAUTHENTICATED')
    expect((await app.gql(null, '{ unions { id } }')).errors![0]!.extensions.code).toBe('UNAUTHENTICATED')
  })

  test('sets an HttpOnly cookie that signs in a page of ours', async () => {
    const { username } = await anAccount(unionId)
    const query = 'mutation ($input: SignInInput!) { signIn(input: $input) { viewer { username } } }'
    const variables = { input: { username, password: testPassword } }
    const signedIn = await post({ query, variables }, { origin: app.url })
    const cookie = signedIn.headers.getSetCookie()[0]!
    expect(cookie).toMatch(/^sizhen=[\w-]{43}; Path=\/; Max-Age=604800; HttpOnly; SameSite=Strict$/)
    const viewer = await post({ query: '{ viewer { username } }' }, { origin: app.url, cookie: cookie.split(';')[0]! })
    expect(await viewer.json()).toMatchObject({ data: { viewer: { username } } })
  })

  test('stores neither password nor token', async () => {
    const { id, username } = await anAccount(unionId)
    const token = await app.signInAs(username)
    const rows = JSON.stringify(await db.account.findUnique({ where: { id }, include: { sessions: true } }))
    expect(rows).not.toContain(token)
    expect(rows).not.toContain(testPassword)
    expect(rows).toContain('$argon2id$')
  })

  test('answers alike for a wrong password, an unknown and a disabled account', async () => {
    const known = await anAccount(unionId)
    const disabled = await anAccount(unionId)
    await app.change(command, 'disableAccount', { accountId: globalId('Account', disabled.id) }, 'account { id }')
    const attempts = [
      [known.username, 'not the password'],
      ['nobody-of-that-name', testPassword],
      [disabled.username, testPassword],
    ] as const
    const messages = await Promise.all(attempts.map(([username, password]) => failure(username, password)))
    expect(new Set(messages.map((each) => each.message)).size).toBe(1)
    expect(messages.every((each) => each.extensions.code === 'UNAUTHENTICATED')).toBe(true)
    expect(await db.session.count({ where: { accountId: disabled.id } })).toBe(0)
  })
})

// last, since it uses up what this address may fail in a minute
describe('guessing', () => {
  test('backs off after failures, and an address may fail thirty times a minute', async () => {
    const { username } = await anAccount(unionId)
    const codes: string[] = []
    for (let i = 0; i < 8; i++) codes.push((await failure(username, 'guess')).extensions.code)
    expect(codes.slice(0, 5)).toEqual(Array(5).fill('UNAUTHENTICATED'))
    expect(codes.slice(5)).toContain('UNAVAILABLE')
    const refused = await failure(username, testPassword)
    expect(refused.extensions).toMatchObject({ code: 'UNAVAILABLE', retryAfter: expect.any(Number) })
    const others = await Promise.all(Array.from({ length: 30 }, (_, i) => failure(`stranger-${i}`, 'guess')))
    expect(others.map((each) => each.extensions.code)).toContain('UNAVAILABLE')
  })
})
