import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Role } from '#codegen/prisma/enums.ts'
import { globalId } from '#server/platform/ids.ts'
import { db } from '#server/postgres/db.ts'
import { startTestApp, type TestApp } from './setup/app.ts'
import { anAccount, aSquad, aUnion } from './setup/factories.ts'
import { eventNames, headOf, peopleTraces } from './setup/people.ts'

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

const tomorrow = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10)

type Viewed = { viewer: { username: string } | null }

describe('accounts', () => {
  test('createAccount makes an account that can sign in, and says so', async () => {
    const from = await headOf(unionId)
    const squadId = globalId('Squad', await aSquad(unionId))
    const input = { username: '小分队A', displayName: ' 第一小分队 ', role: 'SQUAD', password: 'long enough', squadId }
    const { data } = await app.change<{ account: object }>(
      command,
      'createAccount',
      input,
      'account { username displayName squad { id } }',
    )
    expect(data!.createAccount!.account).toEqual({
      username: '小分队a',
      displayName: '第一小分队',
      squad: { id: squadId },
    })
    expect(await eventNames(unionId, from)).toEqual(['squad.created', 'account.created'])
    expect(await app.signInAs('小分队a', 'long enough')).toBeTruthy()
  })

  test.each([
    ['a squad without its squad', { role: 'SQUAD' }, 'squadId'],
    ['a command account with a squad', { role: 'COMMAND', squadId: 'Squad' }, 'squadId'],
    ['a squad of another union', { role: 'SQUAD', squadId: 'foreign' }, 'squadId'],
    ['a district', { role: 'DISTRICT' }, 'role'],
    ['a role that signs in, without a password', { role: 'AGENCY', password: null }, 'password'],
    ['a short password', { role: 'COMMAND', password: 'short' }, 'password'],
    ['a username with spaces', { role: 'COMMAND', username: 'two words' }, 'username'],
  ])('createAccount refuses %s', async (_, given, field) => {
    const owner = 'squadId' in given && given.squadId === 'foreign' ? (await aUnion()).id : unionId
    const squadId = 'squadId' in given ? { squadId: globalId('Squad', await aSquad(owner)) } : {}
    const before = await peopleTraces()
    const input = { username: 'refused', displayName: 'x', password: 'long enough', ...given, ...squadId }
    const { errors } = await app.change(command, 'createAccount', input, 'account { id }')
    expect(errors![0]!.extensions).toMatchObject({ code: 'INVALID', field: `input.${field}` })
    expect(await peopleTraces()).toEqual(before)
  })

  test('a username is one of a kind', async () => {
    const ours = await anAccount(unionId)
    const foreign = await anAccount((await aUnion()).id)
    const before = await peopleTraces()
    const current = async (username: string) => {
      const input = { username, displayName: 'x', role: 'COMMAND', password: 'long enough' }
      const { errors } = await app.change(command, 'createAccount', input, 'account { id }')
      expect(errors![0]!.extensions.code).toBe('CONFLICT')
      return errors![0]!.extensions.current
    }
    expect(await current(ours.username)).toBe(globalId('Account', ours.id))
    expect(await current(foreign.username)).toBeUndefined()
    expect(await peopleTraces()).toEqual(before)
  })

  test('the same clientId makes one account, and with another password it is CONFLICT', async () => {
    const input = {
      clientId: randomUUID(),
      username: 'once',
      displayName: 'x',
      role: 'COMMAND',
      password: 'long enough',
    }
    const first = await app.change(command, 'createAccount', input, 'clientId account { id }')
    const make = (password: string) =>
      app.change(command, 'createAccount', { ...input, password }, 'clientId account { id }')
    expect(await make(input.password)).toEqual(first)
    expect((await make('another one')).errors![0]!.extensions).toMatchObject({
      code: 'CONFLICT',
      field: 'input.clientId',
    })
    expect(await db.account.count({ where: { username: 'once' } })).toBe(1)
  })

  test('disableAccount ends its sessions; enableAccount lets it sign in again', async () => {
    const { id, username } = await anAccount(unionId)
    const token = await app.signInAs(username)
    const from = await headOf(unionId)
    const accountId = globalId('Account', id)
    const disabled = await app.change<{ account: { disabledAt: string } }>(
      command,
      'disableAccount',
      { accountId },
      'account { disabledAt }',
    )
    expect(disabled.data!.disableAccount!.account.disabledAt).toBeTruthy()
    expect((await app.gql(token, '{ viewer { id } }')).errors![0]!.extensions.code).toBe('UNAUTHENTICATED')
    const again = await app.change(command, 'disableAccount', { accountId }, 'account { id }')
    expect(again.errors![0]!.extensions).toMatchObject({ code: 'CONFLICT', current: accountId })
    await app.change(command, 'enableAccount', { accountId }, 'account { id }')
    expect(await eventNames(unionId, from)).toEqual(['account.disabled', 'session.ended', 'account.enabled'])
    expect((await app.gql(token, '{ viewer { id } }')).errors![0]!.extensions.code).toBe('UNAUTHENTICATED')
    expect(await app.signInAs(username)).toBeTruthy()
    const twice = await app.change(command, 'enableAccount', { accountId }, 'account { id }')
    expect(twice.errors![0]!.extensions).toMatchObject({ code: 'CONFLICT', current: accountId })
  })

  test('the last command account stays, also when two disable each other at once', async () => {
    const other = (await aUnion()).id
    const pair = [await anAccount(other), await anAccount(other)]
    const tokens = await Promise.all(pair.map(({ username }) => app.signInAs(username)))
    const answers = await Promise.all(
      pair.map(({ id }, i) =>
        app.change(tokens[1 - i]!, 'disableAccount', { accountId: globalId('Account', id) }, 'account { id }'),
      ),
    )
    expect(answers.filter((each) => each.data?.disableAccount)).toHaveLength(1)
    expect(await db.account.count({ where: { unionId: other, disabledAt: null } })).toBe(1)
  })

  test('a command account that is disabled already does not stand in for the last one', async () => {
    const other = (await aUnion()).id
    const [last, gone] = [await anAccount(other), await anAccount(other)]
    const token = await app.signInAs(last.username)
    const disable = ({ id }: { id: string }) =>
      app.change(token, 'disableAccount', { accountId: globalId('Account', id) }, 'account { id }')
    expect((await disable(gone)).errors).toBeUndefined()
    const current = globalId('Account', last.id)
    expect((await disable(last)).errors![0]!.extensions).toMatchObject({ code: 'CONFLICT', current })
  })

  test('setPassword leaves the tokens of an integrator as they are', async () => {
    const { id } = await anAccount(unionId, { role: 'INTEGRATOR' })
    const accountId = globalId('Account', id)
    const made = await app.change<{ secret: string }>(
      command,
      'createToken',
      { accountId, name: 'x', scopes: ['BOARD'], expiresOn: tomorrow },
      'secret',
    )
    const changed = await app.change(command, 'setPassword', { accountId, password: 'given at the desk' }, 'seq')
    expect(changed.errors).toBeUndefined()
    const { data } = await app.gql<object>(made.data!.createToken!.secret, '{ viewer { id } }')
    expect(data).toEqual({ viewer: { id: accountId } })
  })

  test('setPassword signs out whoever is signed in by the old one', async () => {
    const { id, username } = await anAccount(unionId)
    const token = await app.signInAs(username)
    expect((await app.gql<Viewed>(token, '{ viewer { username } }')).data!.viewer).toEqual({ username })
    await app.change(
      command,
      'setPassword',
      { accountId: globalId('Account', id), password: 'given at the desk' },
      'seq',
    )
    expect((await app.gql<Viewed>(token, '{ viewer { username } }')).errors![0]!.extensions.code).toBe(
      'UNAUTHENTICATED',
    )
    expect(await app.signInAs(username, 'given at the desk')).toBeTruthy()
  })

  test('the list is the command centre’s, of its own union only', async () => {
    const foreign = await aUnion()
    const stranger = await anAccount(foreign.id)
    const list = '{ accounts(first: 100) { totalCount edges { node { id username role } } } }'
    const { data } = await app.gql<{
      accounts: { totalCount: number; edges: { node: { username: string } }[] }
    }>(command, list)
    const names = data!.accounts.edges.map((edge) => edge.node.username)
    expect(names).toHaveLength(data!.accounts.totalCount)
    expect(names).not.toContain(stranger.username)
    const accountId = globalId('Account', stranger.id)
    const refused = await app.change(command, 'disableAccount', { accountId }, 'account { id }')
    expect(refused.errors![0]!.extensions.code).toBe('NOT_FOUND')
  })
})

describe('everybody but the command centre is refused', () => {
  const others: Role[] = ['SQUAD', 'AGENCY', 'ENTERPRISE', 'CADRE', 'DISTRICT', 'WALL', 'INTEGRATOR']
  const changes = (): [string, object, string][] => [
    [
      'createAccount',
      { username: 'not-made', displayName: 'x', role: 'COMMAND', password: 'long enough' },
      'account { id }',
    ],
    ['updateAccount', { accountId: commandId, displayName: 'x' }, 'account { id }'],
    ['disableAccount', { accountId: commandId }, 'account { id }'],
    ['enableAccount', { accountId: commandId }, 'account { id }'],
    ['setPassword', { accountId: commandId, password: 'taken over' }, 'account { id }'],
    ['createToken', { accountId: commandId, name: 'x', scopes: ['BOARD'], expiresOn: tomorrow }, 'secret'],
    ['revokeToken', { tokenId: globalId('Token', randomUUID()) }, 'token { id }'],
    ['createWallPairing', { name: 'x' }, 'link'],
  ]

  test.each(others)('%s', async (role) => {
    const token = await app.signInAs((await accountOf(role)).username)
    const before = await peopleTraces()
    for (const [name, input, fields] of changes()) {
      const { errors } = await app.change(token, name, input, fields)
      expect([name, errors?.[0]?.extensions.code]).toEqual([name, 'FORBIDDEN'])
    }
    for (const list of ['accounts', 'tokens']) {
      const answer = await app.gql(token, `{ ${list} { edges { node { id } } } }`)
      expect(answer.errors?.[0]?.extensions.code).toBe('FORBIDDEN')
    }
    expect(await peopleTraces()).toEqual(before)
  })

  test('nobody', async () => {
    for (const [name, input, fields] of changes()) {
      const { errors } = await app.change(null, name, input, fields)
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
