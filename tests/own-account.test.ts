import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { globalId } from '#server/platform/ids.ts'
import { db } from '#server/postgres/db.ts'
import { startTestApp, type TestApp, testPassword } from './setup/app.ts'
import { anAccount, aUnion } from './setup/factories.ts'

const another = 'horses graze at dawn'

let app: TestApp
let unionId: string
let command: string
let serial = 0

beforeAll(async () => {
  app = await startTestApp()
  unionId = (await aUnion()).id
  command = await app.signInAs((await anAccount(unionId, { rank: 'CHAIR' })).username)
})
afterAll(() => app.close())

const viewer = async (token: string) =>
  (await app.gql<{ viewer: { username: string } | null }>(token, '{ viewer { username mustChangePassword } }')).data
    ?.viewer ?? null
const change = (token: string, current: string, password: string) =>
  app.change(token, 'changePassword', { current, password }, 'viewer { mustChangePassword }')
const refusal = async (answer: ReturnType<typeof change>) => (await answer).errors![0]!.extensions

describe('the own password', () => {
  test('is changed by the old one; other browsers are signed out, this one and devices are not', async () => {
    const { id, username } = await anAccount(unionId)
    const [here, elsewhere] = [await app.signInAs(username), await app.signInAs(username)]
    expect(await refusal(change(here, 'not the old one', another))).toMatchObject({
      code: 'INVALID',
      field: 'input.current',
    })
    expect((await change(here, testPassword, another)).errors).toBeUndefined()
    expect(await viewer(here)).toMatchObject({ username })
    expect(await viewer(elsewhere)).toBeNull()
    expect(await viewer(await app.signInAs(username, another))).toMatchObject({ username })
    expect(await db.auditEntry.count({ where: { accountId: id, kind: 'PASSWORD_CHANGE' } })).toBe(1)
  })

  test('is guessed at by a session no more often than at the sign-in', async () => {
    const { id, username } = await anAccount(unionId)
    const token = await app.signInAs(username)
    const codes: unknown[] = []
    for (let i = 0; i < 8; i++) codes.push((await refusal(change(token, 'guess', another))).code)
    expect(codes.slice(0, 5)).toEqual(Array(5).fill('INVALID'))
    expect(codes).toContain('UNAVAILABLE')
    const written = await db.auditEntry.groupBy({ by: ['kind'], where: { accountId: id }, _count: true })
    expect(Object.fromEntries(written.map(({ kind, _count }) => [kind, _count]))).toEqual({
      SIGN_IN: 1,
      SIGN_IN_FAILURE: codes.filter((code) => code === 'INVALID').length,
      LOCKOUT: 1,
    })
    type Counted = { node: { signInAttempts: { failures: number; pausedUntil: string | null } } }
    const counted = `{ node(id: "${globalId('Account', id)}") { ... on Account { signInAttempts { failures pausedUntil } } } }`
    const { failures, pausedUntil } = (await app.gql<Counted>(command, counted)).data!.node.signInAttempts
    expect([failures >= 5, pausedUntil !== null]).toEqual([true, true])
  })

  test.each([
    ['short', 'a1b2c3'],
    ['common', 'Password1'],
    ['common', 'dragon2026!'],
    ['common', 'woaini1314'],
    ['the old one', testPassword],
    ['the username', 'x-Wang.Xiaomei6-x'],
    ['the name in pinyin', 'Wangxiaomei88'],
  ])('is not %s: %s', async (_, password) => {
    const { username } = await anAccount(unionId, { username: `wang.xiaomei${++serial}`, displayName: '王小梅' })
    const token = await app.signInAs(username)
    const refused = { code: 'INVALID', field: 'input.password' }
    expect(await refusal(change(token, testPassword, password))).toMatchObject(refused)
    expect(await viewer(await app.signInAs(username))).toMatchObject({ username })
  })
})

describe('a short name', () => {
  test.each([
    ['tax', '税务局', 'tax-2026-03', 'taxonomy of whales'],
    ['zhu', '朱', 'ZHUzhu99!', 'zhuzhou by train'],
    ['li.na', '李娜', '我是李娜2026', 'linen and cotton'],
  ])(
    '%s (%s) is no password with digits and signs, and may stand among other letters',
    async (username, displayName, wrong, right) => {
      const token = await app.signInAs((await anAccount(unionId, { username, displayName })).username)
      expect(await refusal(change(token, testPassword, wrong))).toMatchObject({
        code: 'INVALID',
        field: 'input.password',
      })
      expect((await change(token, testPassword, right)).errors).toBeUndefined()
    },
  )
})

describe('a password that somebody else has set', () => {
  const isFirst = { code: 'FORBIDDEN', mustChangePassword: true }

  test('opens nothing but its change', async () => {
    const username = 'new-officer'
    const input = { username, displayName: '新来的', role: 'COMMAND', password: 'given at the desk' }
    expect((await app.change(command, 'createAccount', input, 'account { id }')).errors).toBeUndefined()
    const token = await app.signInAs(username, input.password)
    expect(await viewer(token)).toMatchObject({ mustChangePassword: true })
    for (const asked of [
      app.gql(token, '{ accounts { totalCount } }'),
      app.gql(token, '{ viewer { union { zones { id } } } }'),
      app.change(token, 'createZone', { name: '东片区' }, 'zone { id }'),
      app.gql(token, 'subscription { boardEvents(after: 0) { seq: through } }'),
    ])
      expect((await asked).errors![0]!.extensions).toMatchObject(isFirst)
    const changed = await change(token, input.password, another)
    expect(changed.data!.changePassword).toMatchObject({ viewer: { mustChangePassword: false } })
    expect((await app.change(token, 'createZone', { name: '东片区' }, 'zone { id }')).errors).toBeUndefined()
  })

  test('is asked to be changed after each that somebody else sets, and the own one is not set so', async () => {
    const { id, username } = await anAccount(unionId)
    const accountId = globalId('Account', id)
    await app.change(command, 'setPassword', { accountId, password: 'given at the desk' }, 'account { id }')
    const token = await app.signInAs(username, 'given at the desk')
    expect(await viewer(token)).toMatchObject({ mustChangePassword: true })
    const own = await app.gql<{ viewer: { id: string } }>(command, '{ viewer { id } }')
    const refused = app.change(command, 'setPassword', { accountId: own.data!.viewer.id, password: another }, 'seq')
    expect((await refused).errors![0]!.extensions).toMatchObject({ code: 'INVALID', field: 'input.accountId' })
  })
})

describe('a username that somebody else has', () => {
  test('is answered alike in words, and shows an account of the own union alone', async () => {
    const stranger = await anAccount((await aUnion()).id)
    const own = await anAccount(unionId)
    const taken = async (username: string) =>
      (await app.change(command, 'createAccount', { username, displayName: '某', role: 'WALL' }, 'seq')).errors![0]!
    const [foreign, known] = [await taken(stranger.username), await taken(own.username)]
    expect(foreign.message).toBe(known.message)
    expect(foreign.extensions.current).toBeUndefined()
    expect(known.extensions.current).toBe(globalId('Account', own.id))
  })
})

describe('the own sessions', () => {
  const query = '{ viewer { sessions { id kind device address isCurrent } } }'
  type Own = { id: string; isCurrent: boolean }
  const sessions = async (token: string) =>
    (await app.gql<{ viewer: { sessions: Own[] } }>(token, query)).data!.viewer.sessions

  test('are seen and ended, those of others are not, and the current one shows itself', async () => {
    const { username } = await anAccount(unionId)
    const [here, elsewhere] = [await app.signInAs(username), await app.signInAs(username)]
    const found = await sessions(here)
    expect(found).toHaveLength(2)
    expect(found).toContainEqual(
      expect.objectContaining({ kind: 'BROWSER', device: 'COMPUTER', address: expect.stringContaining('127.0.0.1') }),
    )
    const others = found.filter(({ isCurrent }) => !isCurrent).map(({ id }) => id)
    const end = (token: string) => app.change(token, 'endOwnSessions', { sessionIds: others }, 'viewer { id }')
    expect((await end(command)).errors![0]!.extensions.code).toBe('NOT_FOUND')
    expect((await end(here)).errors).toBeUndefined()
    expect(await viewer(elsewhere)).toBeNull()
    expect(await sessions(here)).toEqual([expect.objectContaining({ isCurrent: true })])
  })
})
