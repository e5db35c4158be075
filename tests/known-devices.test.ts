import { afterAll, beforeAll, expect, it } from 'vitest'
import { globalId } from '#server/platform/ids.ts'
import { type Answer, startTestApp, type TestApp, testPassword } from './setup/app.ts'
import { callerOf } from './setup/caller.ts'
import { anAccount, aSecret, aUnion } from './setup/factories.ts'

let app: TestApp
let unionId: string

beforeAll(async () => {
  app = await startTestApp({ TRUST_PROXY: 1 })
  unionId = (await aUnion()).id
})
afterAll(() => app.close())

const query = 'mutation ($input: SignInInput!) { signIn(input: $input) { token } }'

/** Signs in as from this address, with what the browser keeps. */
async function signIn(username: string, password: string, from: string, cookie?: string) {
  const response = await fetch(`${app.url}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-forwarded-for': from,
      ...(cookie && { cookie, origin: app.url }),
    },
    body: JSON.stringify({ query, variables: { input: { username, password } } }),
  })
  const { data, errors } = (await response.json()) as Answer<{ signIn: object }>
  const cookies = response.headers.getSetCookie().map((each) => each.split(';')[0]!)
  return { outcome: data ? 'signed in' : errors![0]!.extensions.code, session: cookies[0], device: cookies[1] }
}

/** Guesses from elsewhere until nobody unknown may try any more. */
async function lockOut(username: string): Promise<void> {
  for (let n = 0; n < 5; n += 1) await signIn(username, 'a wrong one', '198.51.100.1')
  expect((await signIn(username, testPassword, '198.51.100.1')).outcome).toBe('UNAVAILABLE')
}

const attempts = async (token: string, username: string) => {
  const document = `{ accounts(search: "${username}") { edges { node { id signInAttempts { failures pausedUntil } } } } }`
  type Accounts = { accounts: { edges: { node: { signInAttempts: object } }[] } }
  return (await app.gql<Accounts>(token, document)).data!.accounts.edges[0]!.node.signInAttempts
}

it('whoever guesses elsewhere does not shut out the devices at which an account has signed in', async () => {
  const { username } = await anAccount(unionId)
  const { session, device } = await signIn(username, testPassword, '203.0.113.1')
  expect(device).toMatch(/^sizhen-device=/)
  await lockOut(username)
  expect((await signIn(username, testPassword, '203.0.113.1')).outcome).toBe('UNAVAILABLE')
  expect((await signIn(username, testPassword, '203.0.113.1', device)).outcome).toBe('signed in')
  expect((await signIn(username, testPassword, '203.0.113.1', session)).outcome).toBe('signed in')
  // the attempts of a known device are counted as well, and do not count for the address of its colleagues
  for (let n = 0; n < 5; n += 1)
    expect((await signIn(username, 'forgotten', '203.0.113.1', device)).outcome).toBe('UNAUTHENTICATED')
  expect((await signIn(username, testPassword, '203.0.113.1', device)).outcome).toBe('UNAVAILABLE')
})

it('a device is known for the accounts that have signed in there, and for no other one', async () => {
  const [first, second, victim] = await Promise.all([anAccount(unionId), anAccount(unionId), anAccount(unionId)])
  const one = await signIn(first.username, testPassword, '203.0.113.2')
  const both = await signIn(second.username, testPassword, '203.0.113.2', one.device)
  await Promise.all([first, second, victim].map(({ username }) => lockOut(username)))
  expect((await signIn(first.username, testPassword, '203.0.113.2', both.device)).outcome).toBe('signed in')
  expect((await signIn(second.username, testPassword, '203.0.113.2', both.device)).outcome).toBe('signed in')
  expect((await signIn(second.username, testPassword, '203.0.113.2', one.device)).outcome).toBe('UNAVAILABLE')
  expect((await signIn(victim.username, testPassword, '203.0.113.2', both.device)).outcome).toBe('UNAVAILABLE')
  for (const forged of [`${one.device}x`, 'sizhen-device=a.b', 'sizhen-device=~~~~', 'sizhen-device=.']) {
    expect((await signIn(first.username, testPassword, '203.0.113.2', forged)).outcome).toBe('UNAVAILABLE')
  }
})

it('the command centre sees the failures of an account and lifts its lockout', async () => {
  const { id, username } = await anAccount(unionId)
  const token = await aSecret((await anAccount(unionId)).id)
  expect(await attempts(token, username)).toEqual({ failures: 0, pausedUntil: null })
  await lockOut(username)
  // names that are typed to look like a device of the account count for themselves
  for (let n = 0; n < 2; n += 1) await signIn(`${username} x`, 'a wrong one', '198.51.100.2')
  expect(await attempts(token, username)).toEqual({ failures: 5, pausedUntil: expect.any(String) })
  await callerOf(app, token).change('liftLockout', { accountId: globalId('Account', id) })
  expect(await attempts(token, username)).toEqual({ failures: 0, pausedUntil: null })
  expect((await signIn(username, testPassword, '198.51.100.3')).outcome).toBe('signed in')
})
