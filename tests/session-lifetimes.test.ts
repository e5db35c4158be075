import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { Scope, SessionKind } from '#codegen/prisma/enums.ts'
import { localDate } from '#server/platform/clock.ts'
import { globalId } from '#server/platform/ids.ts'
import { db } from '#server/postgres/db.ts'
import { startTestApp, type TestApp } from '#tests/setup/app.ts'
import { type Caller, callerOf } from '#tests/setup/caller.ts'
import { anAccount, aSecret, aUnion } from '#tests/setup/factories.ts'
import { openSocket } from '#tests/setup/transports.ts'

const second = 1000
const minute = 60 * second
const hour = 60 * minute
const day = 24 * hour

let app: TestApp
let unionId: string
let command: Caller

// the sweep over the sessions comes only where a test has it come
beforeAll(async () => {
  vi.useFakeTimers({ toFake: ['setInterval'] })
  app = await startTestApp()
  unionId = (await aUnion()).id
  command = callerOf(app, await aSecret((await anAccount(unionId)).id))
})
afterAll(async () => {
  await app.close()
  vi.useRealTimers()
})

/** An account with one session of the kind, and the token that opens it. */
async function aSession(kind: SessionKind) {
  const role = kind === 'BROWSER' ? 'COMMAND' : kind === 'WALL' ? 'WALL' : 'INTEGRATOR'
  const { id: accountId } = await anAccount(unionId, { role })
  const scopes: Scope[] = kind === 'TOKEN' ? ['BOARD'] : []
  const token = await aSecret(accountId, { kind, scopes })
  const { id } = await db.session.findFirstOrThrow({ where: { accountId } })
  const row = () => db.session.findUniqueOrThrow({ where: { id } })
  /** Sets when it was last used and when it expires, as milliseconds from now; answers with both. */
  const set = async (from: { usedAt?: number; expiresAt?: number }) => {
    const data = Object.fromEntries(Object.entries(from).map(([name, ms]) => [name, new Date(Date.now() + ms)]))
    return db.session.update({ where: { id }, data })
  }
  const isAlive = async () => Boolean((await app.gql(token, '{ viewer { id } }')).data)
  return { accountId, token, row, set, isAlive }
}

/** Two moments are the same but for the time that a test takes. */
const expectNear = (at: Date, expected: number) => {
  expect(at.getTime()).toBeGreaterThan(expected - minute)
  expect(at.getTime()).toBeLessThan(expected + minute)
}

const kinds: SessionKind[] = ['BROWSER', 'WALL', 'TOKEN']

describe('a session ends', () => {
  it.each(kinds)('at its last moment: %s', async (kind) => {
    const { set, isAlive } = await aSession(kind)
    await set({ expiresAt: minute })
    expect(await isAlive()).toBe(true)
    await set({ expiresAt: -second })
    expect(await isAlive()).toBe(false)
  })

  it.each<[SessionKind, number]>([
    ['BROWSER', 12 * hour],
    ['WALL', 365 * day],
    ['TOKEN', 366 * day],
  ])('when it has lain unused for too long: %s', async (kind, idle) => {
    const { set, isAlive } = await aSession(kind)
    await set({ usedAt: -idle + minute, expiresAt: hour })
    expect(await isAlive()).toBe(true)
    await set({ usedAt: -idle - second, expiresAt: hour })
    expect(await isAlive()).toBe(false)
  })

  it.each<[SessionKind, number]>([
    ['BROWSER', 7 * day],
    ['WALL', 365 * day],
  ])('a time after it was opened that depends on its kind: %s', async (kind, total) => {
    const { createdAt, usedAt, expiresAt } = await (await aSession(kind)).row()
    expect(expiresAt.getTime() - createdAt.getTime()).toBe(total)
    expect(usedAt).toEqual(createdAt)
  })
})

describe('the use of a session', () => {
  it.each(kinds)('is noted after a minute, and not before: %s', async (kind) => {
    const { set, row, isAlive } = await aSession(kind)
    const justUsed = await set({ usedAt: -50 * second })
    await isAlive()
    expect((await row()).usedAt).toEqual(justUsed.usedAt)
    await set({ usedAt: -70 * second })
    await isAlive()
    expectNear((await row()).usedAt, Date.now())
  })

  it('begins a wall’s year anew', async () => {
    const { set, row, isAlive } = await aSession('WALL')
    await set({ usedAt: -2 * minute, expiresAt: hour })
    await isAlive()
    expectNear((await row()).expiresAt, Date.now() + 365 * day)
  })

  it.each<SessionKind>(['BROWSER', 'TOKEN'])('lengthens no other: %s', async (kind) => {
    const { set, row, isAlive } = await aSession(kind)
    const { expiresAt } = await set({ usedAt: -2 * minute, expiresAt: hour })
    await isAlive()
    expect((await row()).expiresAt).toEqual(expiresAt)
  })

  it('is an open socket of a wall or a token, and none of a browser', async () => {
    const sessions = await Promise.all(kinds.map(aSession))
    const sockets = await Promise.all(
      sessions.map(({ token }) => openSocket(app, { authorization: `Bearer ${token}` })),
    )
    const before = await Promise.all(sessions.map(({ set }) => set({ usedAt: -2 * minute, expiresAt: hour })))
    await vi.advanceTimersByTimeAsync(1000)
    const [browser, wall, token] = sessions as [(typeof sessions)[0], (typeof sessions)[0], (typeof sessions)[0]]
    await expect.poll(async () => (await wall.row()).usedAt).not.toEqual(before[1]!.usedAt)
    expectNear((await wall.row()).expiresAt, Date.now() + 365 * day)
    expectNear((await token.row()).usedAt, Date.now())
    expect((await token.row()).expiresAt).toEqual(before[2]!.expiresAt)
    expect(await browser.row()).toMatchObject({ usedAt: before[0]!.usedAt, expiresAt: before[0]!.expiresAt })
    for (const socket of sockets) socket.close()
  })

  it('does not bring back one that has ended', async () => {
    const { set, row, isAlive } = await aSession('WALL')
    await set({ usedAt: -2 * minute, expiresAt: -second })
    const { usedAt, expiresAt } = await row()
    expect(await isAlive()).toBe(false)
    expect(await row()).toMatchObject({ usedAt, expiresAt })
  })
})

describe('a token', () => {
  const dayFromNow = (days: number) => localDate(new Date(Date.now() + days * day))
  const wanted = async (days: number) => {
    const { id } = await anAccount(unionId, { role: 'INTEGRATOR' })
    return { accountId: globalId('Account', id), name: '数据大厅', scopes: ['BOARD'], expiresOn: dayFromNow(days) }
  }

  it.each([0, 1, 365])('lasts until the end of its day in Beijing, %i days from today', async (days) => {
    const input = await wanted(days)
    const fields = 'token { expiresAt }'
    const { token } = await command.change<{ token: { expiresAt: string } }>('createToken', input, fields)
    expect(new Date(token.expiresAt).getTime()).toBe(new Date(`${input.expiresOn}T00:00:00+08:00`).getTime() + day)
  })

  it.each([-1, 366])('is refused for a day %i days from today', async (days) => {
    const refusal = await command.refusedChange('createToken', await wanted(days))
    expect(refusal).toMatchObject({ code: 'INVALID', field: 'input.expiresOn' })
  })

  it('opens its scopes and no others, and what another token of its account opens is no matter of its', async () => {
    const { id } = await anAccount(unionId, { role: 'INTEGRATOR' })
    const scopesOf = async (scopes: Scope[]) => {
      const caller = callerOf(app, await aSecret(id, { kind: 'TOKEN', scopes }))
      return (await caller.query<{ viewer: { scopes: Scope[] } }>('{ viewer { scopes } }')).viewer.scopes
    }
    expect(await scopesOf(['ISSUES'])).toEqual(['ISSUES'])
    expect(await scopesOf(['SUPPLIES', 'VISITS'])).toEqual(['SUPPLIES', 'VISITS'])
  })

  it('of an account that is disabled opens nothing, and opens nothing again when the account is enabled', async () => {
    const { accountId, isAlive } = await aSession('TOKEN')
    const input = { accountId: globalId('Account', accountId) }
    await command.change('disableAccount', input)
    expect(await isAlive()).toBe(false)
    const refusal = await command.refusedChange('createToken', { ...(await wanted(1)), ...input })
    expect(refusal).toMatchObject({ code: 'CONFLICT', current: input.accountId })
    await command.change('enableAccount', input)
    expect(await isAlive()).toBe(false)
    await command.change('createToken', { ...(await wanted(1)), ...input })
  })
})
