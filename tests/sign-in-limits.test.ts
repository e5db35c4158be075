import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { globalId } from '#server/platform/ids.ts'
import { db } from '#server/postgres/db.ts'
import { type Answer, startTestApp, type TestApp, testPassword } from '#tests/setup/app.ts'
import { callerOf } from '#tests/setup/caller.ts'
import { day } from '#tests/setup/days.ts'
import { anAccount, aSecret, aSquad, aUnion } from '#tests/setup/factories.ts'

/** How many sign-ins in a row may fail: of one account in an hour, and from one address in a minute. */
const perHour = 20
const perMinute = 20
const hour = 3_600_000

let app: TestApp
let unionId: string
let address = 0

beforeAll(async () => {
  // the limits of signing in are read from the environment itself
  process.env.SIGN_INS_PER_HOUR = String(perHour)
  process.env.SIGN_INS_PER_MINUTE = String(perMinute)
  app = await startTestApp({ TRUST_PROXY: 1 })
  unionId = (await aUnion()).id
})
afterAll(() => app.close())

type SignIn = { signIn: { token: string } }
type Outcome = { code: string; retryAfter?: number } | 'signed in'

/** An address from which nobody has signed in yet. */
const anAddress = () => `10.0.0.${++address}`

/** Asks without an account as from this address. */
async function ask<T>(query: string, input: object, from: string): Promise<Answer<T>> {
  const response = await fetch(`${app.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-forwarded-for': from },
    body: JSON.stringify({ query, variables: { input } }),
  })
  return (await response.json()) as Answer<T>
}

/** Signs in as from this address. */
async function signIn(username: string, password: string, from = anAddress()): Promise<Outcome> {
  const query = 'mutation ($input: SignInInput!) { signIn(input: $input) { token } }'
  const { data, errors } = await ask<SignIn>(query, { username, password }, from)
  if (data) return 'signed in'
  const { code, retryAfter } = errors![0]!.extensions
  return { code, ...(retryAfter !== undefined && { retryAfter: retryAfter as number }) }
}

const wrong = { code: 'UNAUTHENTICATED' }
const aName = async () => (await anAccount(unionId)).username

/** Signs in with a wrong password so many times; each is refused for that. */
async function fail(username: string, times: number): Promise<void> {
  for (let i = 0; i < times; i++) expect(await signIn(username, 'a wrong password')).toEqual(wrong)
}

/** The pause that an account has to make, if any. */
const pauseOf = (username: string) => db.signInLimit.findUnique({ where: { key: `pause:${username}` } })

/** Sets how long from now the pause of an account still lasts; there must be one. */
const setPause = (username: string, ms: number) =>
  db.signInLimit.update({ where: { key: `pause:${username}` }, data: { expire: new Date(Date.now() + ms) } })

/** Sets how often an account has failed in this hour. */
const setFailures = (username: string, points: number) =>
  db.signInLimit.update({ where: { key: `account:${username}` }, data: { points } })

describe('an account', () => {
  it('may fail four times without a pause; after the fifth even the right password has to wait', async () => {
    const username = await aName()
    await fail(username, 4)
    expect(await pauseOf(username)).toBeNull()
    expect(await signIn(username, testPassword)).toBe('signed in')
    await fail(username, 5)
    await setPause(username, hour)
    const refused = (await signIn(username, testPassword)) as { code: string; retryAfter: number }
    expect(refused.code).toBe('UNAVAILABLE')
    expect(refused.retryAfter).toBeGreaterThan(3000)
    expect(refused.retryAfter).toBeLessThanOrEqual(3600)
    await setPause(username, -1000)
    expect(await signIn(username, testPassword)).toBe('signed in')
  })

  it('begins anew after a right password', async () => {
    const username = await aName()
    for (let i = 0; i < 3; i++) {
      await fail(username, 4)
      expect(await signIn(username, testPassword)).toBe('signed in')
    }
    expect(await db.signInLimit.findUnique({ where: { key: `account:${username}` } })).toBeNull()
  })

  it.each([
    [5, 1],
    [6, 2],
    [7, 4],
    [13, 256],
    [14, 300],
  ])('pauses after failure %i for %i seconds', async (failures, seconds) => {
    const username = await aName()
    await fail(username, 1)
    await setFailures(username, failures - 1)
    const before = Date.now()
    await fail(username, 1)
    const { expire } = (await pauseOf(username))!
    expect(expire!.getTime()).toBeGreaterThanOrEqual(before + seconds * 1000)
    expect(expire!.getTime()).toBeLessThanOrEqual(Date.now() + seconds * 1000)
  })

  it('is refused for the rest of the hour when it has failed as often as it may', async () => {
    const username = await aName()
    await fail(username, 1)
    await setFailures(username, perHour - 1)
    await fail(username, 1)
    await setPause(username, -1000)
    const refused = (await signIn(username, testPassword)) as { code: string; retryAfter: number }
    expect(refused.code).toBe('UNAVAILABLE')
    expect(refused.retryAfter).toBeGreaterThan(3000)
    expect(refused.retryAfter).toBeLessThanOrEqual(3600)
    expect(await signIn(await aName(), testPassword)).toBe('signed in')
  })

  it('is the same however its name is written', async () => {
    const username = await aName()
    await fail(` ${username.toUpperCase()} `, 5)
    expect(await pauseOf(username)).not.toBeNull()
  })
})

describe('an address', () => {
  it('may fail so often a minute, whatever the names, and no other pays for it', async () => {
    const from = anAddress()
    for (let i = 0; i < perMinute; i++) expect(await signIn(`nobody-${i}`, 'a password', from)).toEqual(wrong)
    const username = await aName()
    const refused = (await signIn(username, testPassword, from)) as { code: string; retryAfter: number }
    expect(refused.code).toBe('UNAVAILABLE')
    expect(refused.retryAfter).toBeLessThanOrEqual(60)
    expect(await signIn(username, testPassword)).toBe('signed in')
  })

  it('is not charged for those who sign in', async () => {
    const from = anAddress()
    const username = await aName()
    for (let i = 0; i < perMinute - 1; i++) expect(await signIn(`nobody-${i}`, 'a password', from)).toEqual(wrong)
    for (let i = 0; i < 3; i++) expect(await signIn(username, testPassword, from)).toBe('signed in')
    expect(await signIn('nobody', 'a password', from)).toEqual(wrong)
    expect(await signIn(username, testPassword, from)).toMatchObject({ code: 'UNAVAILABLE' })
  })

  it('may guess the secrets of links as seldom as passwords', async () => {
    const from = anAddress()
    const guess = async (address: string, secret: string) => {
      const query = 'mutation ($input: ShowLinkInput!) { showLink(input: $input) { state } }'
      const { data, errors } = await ask<{ showLink: object }>(query, { secret }, address)
      return data ? 'shown' : errors![0]!.extensions.code
    }
    const open = 'mutation ($input: OpenLinkInput!) { openLink(input: $input) { token } }'
    const command = callerOf(app, await aSecret((await anAccount(unionId)).id))
    const { id } = await anAccount(unionId, { role: 'SQUAD', squadId: await aSquad(unionId) })
    const subjects = [{ accountId: globalId('Account', id) }]
    const input = { purpose: 'DEVICE', expiresOn: day(14), subjects }
    const { addresses } = await command.change<{ addresses: string[] }>('createLinks', input, 'addresses')
    const secret = addresses[0]!.split('#')[1]!
    for (let i = 0; i < perMinute; i++) expect(await guess(from, `nothing-${i}`)).toBe('UNAUTHENTICATED')
    expect(await guess(from, secret)).toBe('UNAVAILABLE')
    const { errors } = await ask(open, { clientId: randomUUID(), secret }, from)
    expect(errors![0]!.extensions.code).toBe('UNAVAILABLE')
    const other = anAddress()
    for (let i = 0; i < perMinute + 1; i++) expect(await guess(other, secret)).toBe('shown')
  })
})
