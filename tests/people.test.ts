import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Role } from '#codegen/prisma/enums.ts'
import { db } from '#server/platform/db.ts'
import { startTestApp, type TestApp, testPassword } from './setup/app.ts'
import { anAccount, aSquad, aUnion } from './setup/factories.ts'

let app: TestApp
let unionId: string
let command: string
let commandId: string

beforeAll(async () => {
  app = await startTestApp()
  unionId = (await aUnion()).id
  const account = await anAccount(unionId)
  command = await app.signInAs(account.username)
  commandId = globalId('Account', account.id)
})
afterAll(() => app.close())

const globalId = (type: string, id: string) => Buffer.from(`${type}:${id}`).toString('base64')
const tomorrow = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10)

/** What a refusal must leave as it is. */
const traces = async () => ({
  events: await db.event.count(),
  accounts: await db.account.count(),
  sessions: await db.session.count(),
  receipts: await db.receipt.count(),
})

const namesSince = async (seq: number) =>
  (await db.event.findMany({ where: { unionId, seq: { gt: seq } }, orderBy: { seq: 'asc' } })).map(({ name }) => name)

const head = async () => (await db.stream.findUniqueOrThrow({ where: { unionId } })).head

/** Runs a mutation with a clientId of its own. */
const change = (token: string | null, name: string, input: object, fields: string) => {
  const type = `${name[0]!.toUpperCase()}${name.slice(1)}Input`
  return app.gql(token, `mutation ($input: ${type}!) { ${name}(input: $input) { seq ${fields} } }`, {
    input: { clientId: randomUUID(), ...input },
  })
}

describe('signIn', () => {
  test('opens a session that viewer knows', async () => {
    const { username } = await anAccount(unionId)
    const token = await app.signInAs(username.toUpperCase())
    const { data } = await app.gql(token, '{ viewer { username role union { name } squad { id } scopes } }')
    expect(data.viewer).toMatchObject({ username, role: 'COMMAND', squad: null, scopes: [] })
  })

  test('viewer is null for nobody, and everything else is refused', async () => {
    expect(await app.gql(null, '{ viewer { id } }')).toEqual({ data: { viewer: null } })
    expect(await app.gql('no-such-token', '{ viewer { id } }')).toEqual({ data: { viewer: null } })
    expect((await app.gql(null, '{ unions { id } }')).errors![0]!.extensions.code).toBe('UNAUTHENTICATED')
  })

  test('sets an HttpOnly cookie that signs in a page of ours', async () => {
    const { username } = await anAccount(unionId)
    const query = 'mutation ($input: SignInInput!) { signIn(input: $input) { viewer { username } } }'
    const variables = { input: { username, password: testPassword } }
    const signedIn = await post({ query, variables }, { origin: app.url })
    const cookie = signedIn.headers.get('set-cookie')!
    expect(cookie).toMatch(/^sizhen=[\w-]{43}; Path=\/; Max-Age=604800; HttpOnly; SameSite=Strict$/)
    const viewer = await post({ query: '{ viewer { username } }' }, { origin: app.url, cookie: cookie.split(';')[0]! })
    expect(await viewer.json()).toEqual({ data: { viewer: { username } } })
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
    await change(command, 'disableAccount', { accountId: globalId('Account', disabled.id) }, 'account { id }')
    const attempts = [
      [known.username, 'not the password'],
      ['nobody-of-that-name', testPassword],
      [disabled.username, testPassword],
    ] as const
    const messages = await Promise.all(attempts.map(([username, password]) => failure(username, password)))
    expect(new Set(messages.map((each) => each.message)).size).toBe(1)
    expect(messages.every((each) => each.extensions.code === 'UNAUTHENTICATED')).toBe(true)
  })
})

const failure = async (username: string, password: string) => {
  const query = 'mutation ($input: SignInInput!) { signIn(input: $input) { token } }'
  return (await app.gql(null, query, { input: { username, password } })).errors![0]!
}

const post = (body: object, headers: Record<string, string>) =>
  fetch(`${app.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  })

describe('accounts', () => {
  test('createAccount makes an account that can sign in, and says so', async () => {
    const from = await head()
    const squadId = globalId('Squad', await aSquad(unionId))
    const input = { username: '小分队A', displayName: ' 第一小分队 ', role: 'SQUAD', password: 'long enough', squadId }
    const { data } = await change(command, 'createAccount', input, 'account { username displayName squad { id } }')
    expect(data.createAccount.account).toEqual({
      username: '小分队a',
      displayName: '第一小分队',
      squad: { id: squadId },
    })
    expect(await namesSince(from)).toEqual(['squad.created', 'account.created'])
    expect(await app.signInAs('小分队a', 'long enough')).toBeTruthy()
  })

  test.each([
    ['a squad without its squad', { role: 'SQUAD' }, 'squadId'],
    ['a command account with a squad', { role: 'COMMAND', squadId: 'Squad' }, 'squadId'],
    ['a squad of another union', { role: 'SQUAD', squadId: 'foreign' }, 'squadId'],
    ['a district', { role: 'DISTRICT' }, 'role'],
    ['a role that signs in, without a password', { role: 'AGENCY', password: null }, 'password'],
    ['a short password', { role: 'COMMAND', password: 'short' }, 'input.password'],
    ['a username with spaces', { role: 'COMMAND', username: 'two words' }, 'input.username'],
  ])('createAccount refuses %s', async (_, given, field) => {
    const owner = 'squadId' in given && given.squadId === 'foreign' ? (await aUnion()).id : unionId
    const squadId = 'squadId' in given ? { squadId: globalId('Squad', await aSquad(owner)) } : {}
    const before = await traces()
    const input = { username: 'refused', displayName: 'x', password: 'long enough', ...given, ...squadId }
    const { errors } = await change(command, 'createAccount', input, 'account { id }')
    expect(errors![0]!.extensions).toMatchObject({ code: 'INVALID', field })
    expect(await traces()).toEqual(before)
  })

  test('a username is one of a kind', async () => {
    const { username } = await anAccount(unionId)
    const before = await traces()
    const input = { username, displayName: 'x', role: 'COMMAND', password: 'long enough' }
    const { errors } = await change(command, 'createAccount', input, 'account { id }')
    expect(errors![0]!.extensions.code).toBe('CONFLICT')
    expect(await traces()).toEqual(before)
  })

  test('the same clientId makes one account, and its receipt does not guard a password', async () => {
    const input = {
      clientId: randomUUID(),
      username: 'once',
      displayName: 'x',
      role: 'COMMAND',
      password: 'long enough',
    }
    const first = await change(command, 'createAccount', input, 'clientId account { id }')
    const again = await change(
      command,
      'createAccount',
      { ...input, password: 'another one' },
      'clientId account { id }',
    )
    expect(again).toEqual(first)
    expect(await db.account.count({ where: { username: 'once' } })).toBe(1)
  })

  test('disableAccount ends its sessions; enableAccount lets it sign in again', async () => {
    const { id, username } = await anAccount(unionId)
    const token = await app.signInAs(username)
    const from = await head()
    const accountId = globalId('Account', id)
    const disabled = await change(command, 'disableAccount', { accountId }, 'account { disabledAt }')
    expect(disabled.data.disableAccount.account.disabledAt).toBeTruthy()
    expect(await app.gql(token, '{ viewer { id } }')).toEqual({ data: { viewer: null } })
    const again = await change(command, 'disableAccount', { accountId }, 'account { id }')
    expect(again.errors![0]!.extensions).toMatchObject({ code: 'CONFLICT', current: accountId })
    await change(command, 'enableAccount', { accountId }, 'account { id }')
    expect(await namesSince(from)).toEqual(['account.disabled', 'session.ended', 'account.enabled'])
    expect(await app.gql(token, '{ viewer { id } }')).toEqual({ data: { viewer: null } })
    expect(await app.signInAs(username)).toBeTruthy()
    const twice = await change(command, 'enableAccount', { accountId }, 'account { id }')
    expect(twice.errors![0]!.extensions.code).toBe('CONFLICT')
  })

  test('the last command account stays, also when two disable each other at once', async () => {
    const other = (await aUnion()).id
    const pair = [await anAccount(other), await anAccount(other)]
    const tokens = await Promise.all(pair.map(({ username }) => app.signInAs(username)))
    const answers = await Promise.all(
      pair.map(({ id }, i) =>
        change(tokens[1 - i]!, 'disableAccount', { accountId: globalId('Account', id) }, 'account { id }'),
      ),
    )
    expect(answers.filter((each) => each.data?.disableAccount)).toHaveLength(1)
    expect(await db.account.count({ where: { unionId: other, disabledAt: null } })).toBe(1)
  })

  test('setPassword signs others out, and not the one who sets it', async () => {
    const { id, username } = await anAccount(unionId)
    const token = await app.signInAs(username)
    const mine = await change(
      token,
      'setPassword',
      { accountId: globalId('Account', id), password: 'my new one' },
      'seq',
    )
    expect(mine.errors).toBeUndefined()
    expect((await app.gql(token, '{ viewer { username } }')).data.viewer).toEqual({ username })
    await change(command, 'setPassword', { accountId: globalId('Account', id), password: 'given at the desk' }, 'seq')
    expect((await app.gql(token, '{ viewer { username } }')).data.viewer).toBeNull()
    expect(await app.signInAs(username, 'given at the desk')).toBeTruthy()
  })

  test('the list is the command centre’s, of its own union only', async () => {
    const foreign = await aUnion()
    const stranger = await anAccount(foreign.id)
    const list = '{ accounts(first: 100) { totalCount edges { node { id username role } } } }'
    const { data } = await app.gql(command, list)
    const names = data.accounts.edges.map((edge: { node: { username: string } }) => edge.node.username)
    expect(names).toHaveLength(data.accounts.totalCount)
    expect(names).not.toContain(stranger.username)
    const accountId = globalId('Account', stranger.id)
    const refused = await change(command, 'disableAccount', { accountId }, 'account { id }')
    expect(refused.errors![0]!.extensions.code).toBe('NOT_FOUND')
  })
})

describe('tokens', () => {
  const anIntegrator = async () => globalId('Account', (await anAccount(unionId, { role: 'INTEGRATOR' })).id)
  const wanted = { name: '数据大厅', scopes: ['VISITS', 'BOARD'], expiresOn: tomorrow }

  test('createToken shows its secret once; revokeToken closes it at once', async () => {
    const from = await head()
    const input = { clientId: randomUUID(), ...wanted, accountId: await anIntegrator() }
    const { data } = await change(command, 'createToken', input, 'secret token { id name scopes expiresAt }')
    const { secret, token } = data.createToken
    expect(token).toMatchObject({ name: '数据大厅', scopes: ['BOARD', 'VISITS'] })
    const { data: own } = await app.gql(secret, '{ viewer { role scopes } }')
    expect(own.viewer).toEqual({ role: 'INTEGRATOR', scopes: ['BOARD', 'VISITS'] })
    const again = await change(command, 'createToken', input, 'secret token { id }')
    expect(again.data.createToken).toMatchObject({ secret: null, token: { id: token.id } })
    await change(command, 'revokeToken', { tokenId: token.id }, 'token { endedAt }')
    expect((await app.gql(secret, '{ viewer { role } }')).data.viewer).toBeNull()
    const twice = await change(command, 'revokeToken', { tokenId: token.id }, 'token { id }')
    expect(twice.errors![0]!.extensions.code).toBe('CONFLICT')
    expect(await namesSince(from)).toEqual(['account.created', 'token.created', 'token.revoked'])
    const events = JSON.stringify(await db.event.findMany({ where: { unionId } }))
    expect(events).not.toContain(secret)
    expect(
      (await app.gql(command, '{ tokens { totalCount edges { node { endedAt } } } }')).data.tokens.totalCount,
    ).toBe(1)
  })

  test.each([
    ['yesterday', { expiresOn: '2020-03-24' }, 'expiresOn'],
    ['more than a year', { expiresOn: '2090-01-01' }, 'expiresOn'],
    ['no scope', { scopes: [] }, 'input.scopes'],
    ['no name', { name: ' ' }, 'input.name'],
  ])('createToken refuses %s', async (_, given, field) => {
    const accountId = await anIntegrator()
    const before = await traces()
    const { errors } = await change(command, 'createToken', { ...wanted, accountId, ...given }, 'secret')
    expect(errors![0]!.extensions).toMatchObject({ code: 'INVALID', field })
    expect(await traces()).toEqual(before)
  })

  test('a token is only for an integrator', async () => {
    const { errors } = await change(command, 'createToken', { ...wanted, accountId: commandId }, 'secret')
    expect(errors![0]!.extensions).toMatchObject({ code: 'INVALID', field: 'accountId' })
  })
})

describe('the wall', () => {
  const pair = (code: string) =>
    post(
      {
        query: 'mutation ($code: String!) { pairWall(code: $code) { viewer { role displayName } } }',
        variables: { code },
      },
      {},
    )

  test('a one-use link makes a device a wall for a year', async () => {
    const from = await head()
    const { data } = await change(command, 'createWallPairing', { name: '一楼大厅' }, 'link')
    const [page, code] = data.createWallPairing.link.split('#pair=')
    expect(page).toBe(`${app.url}/board`)
    const paired = await pair(code)
    expect(await paired.json()).toEqual({ data: { pairWall: { viewer: { role: 'WALL', displayName: '一楼大厅' } } } })
    expect(paired.headers.get('set-cookie')).toContain('Max-Age=31536000')
    expect((await (await pair(code)).json()).errors[0].extensions.code).toBe('UNAUTHENTICATED')
    expect((await (await pair('wrong')).json()).errors[0].extensions.code).toBe('UNAUTHENTICATED')
    expect(await namesSince(from)).toEqual(['wall.pairing_created', 'wall.paired'])
  })

  test('a link is good for fifteen minutes', async () => {
    const { data } = await change(command, 'createWallPairing', { name: '二楼' }, 'link')
    await db.wallPairing.updateMany({ where: { name: '二楼' }, data: { expiresAt: new Date() } })
    const late = await pair(data.createWallPairing.link.split('#pair=')[1])
    expect((await late.json()).errors[0].extensions.code).toBe('UNAUTHENTICATED')
  })
})

describe('everybody but the command centre is refused', () => {
  const others: Role[] = ['SQUAD', 'AGENCY', 'ENTERPRISE', 'DISTRICT', 'WALL', 'INTEGRATOR']
  const changes = (): [string, object, string][] => [
    [
      'createAccount',
      { username: 'not-made', displayName: 'x', role: 'COMMAND', password: 'long enough' },
      'account { id }',
    ],
    ['disableAccount', { accountId: commandId }, 'account { id }'],
    ['enableAccount', { accountId: commandId }, 'account { id }'],
    ['setPassword', { accountId: commandId, password: 'taken over' }, 'account { id }'],
    ['createToken', { accountId: commandId, name: 'x', scopes: ['BOARD'], expiresOn: tomorrow }, 'secret'],
    ['revokeToken', { tokenId: globalId('Token', randomUUID()) }, 'token { id }'],
    ['createWallPairing', { name: 'x' }, 'link'],
  ]

  test.each(others)('%s', async (role) => {
    const token = await app.signInAs((await accountOf(role)).username)
    const before = await traces()
    for (const [name, input, fields] of changes()) {
      const { errors } = await change(token, name, input, fields)
      expect([name, errors?.[0]?.extensions.code]).toEqual([name, 'FORBIDDEN'])
    }
    for (const list of ['accounts', 'tokens']) {
      const answer = await app.gql(token, `{ ${list} { edges { node { id } } } }`)
      expect(answer.errors?.[0]?.extensions.code).toBe('FORBIDDEN')
    }
    expect(await traces()).toEqual(before)
  })

  test('nobody', async () => {
    for (const [name, input, fields] of changes()) {
      const { errors } = await change(null, name, input, fields)
      expect([name, errors?.[0]?.extensions.code]).toEqual([name, 'UNAUTHENTICATED'])
    }
  })

  async function accountOf(role: Role) {
    if (role === 'DISTRICT') return anAccount((await aUnion({ level: 'DISTRICT' })).id, { role })
    const account = await anAccount(unionId)
    const squadId = role === 'SQUAD' ? await aSquad(unionId) : null
    // an agency and an enterprise of their own say nothing here: the role decides
    await db.account.update({ where: { id: account.id }, data: { role, squadId } })
    return account
  }
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
