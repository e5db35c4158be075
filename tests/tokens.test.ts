import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { globalId } from '#server/platform/ids.ts'
import { db } from '#server/postgres/db.ts'
import { startTestApp, type TestApp } from './setup/app.ts'
import { anAccount, aUnion } from './setup/factories.ts'
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

const post = (body: object, headers: Record<string, string>) =>
  fetch(`${app.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  })

type Viewed = { viewer: { role: string; scopes: string[] } | null }
type Made = { secret: string; token: { id: string } }

describe('tokens', () => {
  const anIntegrator = async () => globalId('Account', (await anAccount(unionId, { role: 'INTEGRATOR' })).id)
  const wanted = { name: '数据大厅', scopes: ['VISITS', 'BOARD'], expiresOn: tomorrow }

  test('createToken shows its secret once; revokeToken closes it at once', async () => {
    const from = await headOf(unionId)
    const input = { clientId: randomUUID(), ...wanted, accountId: await anIntegrator() }
    const { data } = await app.change<Made>(command, 'createToken', input, 'secret token { id name scopes expiresAt }')
    const { secret, token } = data!.createToken!
    expect(token).toMatchObject({ name: '数据大厅', scopes: ['BOARD', 'VISITS'] })
    const { data: own } = await app.gql<Viewed>(secret, '{ viewer { role scopes } }')
    expect(own!.viewer).toEqual({ role: 'INTEGRATOR', scopes: ['BOARD', 'VISITS'] })
    const again = await app.change(command, 'createToken', input, 'secret token { id }')
    expect(again.data!.createToken).toMatchObject({ secret: null, token: { id: token.id } })
    await app.change(command, 'revokeToken', { tokenId: token.id }, 'token { endedAt }')
    expect((await app.gql<Viewed>(secret, '{ viewer { role } }')).errors![0]!.extensions.code).toBe('UNAUTHENTICATED')
    const twice = await app.change(command, 'revokeToken', { tokenId: token.id }, 'token { id }')
    expect(twice.errors![0]!.extensions).toMatchObject({ code: 'CONFLICT', current: token.id })
    expect(await eventNames(unionId, from)).toEqual(['account.created', 'token.created', 'token.revoked'])
    const events = JSON.stringify(await db.event.findMany({ where: { unionId } }))
    expect(events).not.toContain(secret)
    expect(
      (await app.gql<{ tokens: { totalCount: number } }>(command, '{ tokens { totalCount } }')).data!.tokens.totalCount,
    ).toBe(1)
  })

  test.each([
    ['yesterday', { expiresOn: '2020-03-24' }, 'expiresOn'],
    ['more than a year', { expiresOn: '2090-01-01' }, 'expiresOn'],
    ['no scope', { scopes: [] }, 'scopes'],
    ['no name', { name: ' ' }, 'name'],
  ])('createToken refuses %s', async (_, given, field) => {
    const accountId = await anIntegrator()
    const before = await peopleTraces()
    const { errors } = await app.change(command, 'createToken', { ...wanted, accountId, ...given }, 'secret')
    expect(errors![0]!.extensions).toMatchObject({ code: 'INVALID', field: `input.${field}` })
    expect(await peopleTraces()).toEqual(before)
  })

  test('an integrator who signs in may read whatever its tokens could', async () => {
    const { username } = await anAccount(unionId, { role: 'INTEGRATOR' })
    const { data, errors } = await app.gql<Viewed>(await app.signInAs(username), '{ viewer { scopes } board { seq } }')
    expect(errors).toBeUndefined()
    expect(data!.viewer!.scopes).toEqual(['BOARD', 'ENTERPRISES', 'VISITS', 'ISSUES', 'SUPPLIES'])
  })

  test('a token is only for an integrator', async () => {
    const { errors } = await app.change(command, 'createToken', { ...wanted, accountId: commandId }, 'secret')
    expect(errors![0]!.extensions).toMatchObject({ code: 'INVALID', field: 'input.accountId' })
  })
})

describe('the wall', () => {
  const pair = (code: string, clientId: string = randomUUID()) =>
    post(
      {
        query: 'mutation ($input: PairWallInput!) { pairWall(input: $input) { viewer { role displayName } } }',
        variables: { input: { clientId, code } },
      },
      {},
    )

  test('a one-use link makes a device a wall for a year', async () => {
    const from = await headOf(unionId)
    const { data } = await app.change<{ link: string }>(command, 'createWallPairing', { name: '一楼大厅' }, 'link')
    const [page, code = ''] = data!.createWallPairing!.link.split('#pair=')
    expect(page).toBe(`${app.url}/board`)
    const paired = await pair(code)
    expect(await paired.json()).toMatchObject({
      data: { pairWall: { viewer: { role: 'WALL', displayName: '一楼大厅' } } },
    })
    expect(paired.headers.get('set-cookie')).toContain('Max-Age=31536000')
    expect((await (await pair(code)).json()).errors[0].extensions.code).toBe('CONFLICT')
    expect((await (await pair('wrong')).json()).errors[0].extensions.code).toBe('UNAUTHENTICATED')
    expect(await eventNames(unionId, from)).toEqual(['wall.pairing_created', 'wall.paired'])
  })

  test('a device whose answer was lost asks again, and no other device does', async () => {
    const from = await headOf(unionId)
    const { data } = await app.change<{ link: string }>(command, 'createWallPairing', { name: '三楼' }, 'link')
    const [, code = ''] = data!.createWallPairing!.link.split('#pair=')
    const clientId = randomUUID()
    const cookies = [await pair(code, clientId), await pair(code, clientId)].map((each) =>
      each.headers.get('set-cookie'),
    )
    const tokens = cookies.map((cookie) => /=([\w-]+);/.exec(cookie!)![1]!)
    const seen = await Promise.all(tokens.map((token) => app.gql<Viewed>(token, '{ viewer { role } }')))
    expect(seen.map(({ data }) => data?.viewer?.role)).toEqual([undefined, 'WALL'])
    expect((await (await pair(code)).json()).errors[0].extensions.code).toBe('CONFLICT')
    expect(await eventNames(unionId, from)).toEqual(['wall.pairing_created', 'wall.paired'])
    await db.wallPairing.updateMany({ where: { name: '三楼' }, data: { expiresAt: new Date() } })
    expect((await (await pair(code, clientId)).json()).errors[0].extensions.code).toBe('CONFLICT')
  })

  test('a wall that was disabled is another one under the same name', async () => {
    const wall = () => db.account.findMany({ where: { role: 'WALL', displayName: '四楼' }, orderBy: { id: 'asc' } })
    const create = () => app.change<{ link: string }>(command, 'createWallPairing', { name: '四楼' }, 'link')
    await create()
    await create()
    const [first, ...others] = await wall()
    expect(others).toEqual([])
    await app.change(command, 'disableAccount', { accountId: globalId('Account', first!.id) }, 'account { id }')
    await create()
    const pairing = await db.wallPairing.findFirstOrThrow({ orderBy: { id: 'desc' } })
    expect([(await wall()).length, pairing.accountId === first!.id]).toEqual([2, false])
  })

  test('a link is good for fifteen minutes', async () => {
    const { data } = await app.change<{ link: string }>(command, 'createWallPairing', { name: '二楼' }, 'link')
    await db.wallPairing.updateMany({ where: { name: '二楼' }, data: { expiresAt: new Date() } })
    const late = await pair(data!.createWallPairing!.link.split('#pair=')[1]!)
    expect((await late.json()).errors[0].extensions.code).toBe('CONFLICT')
  })
})
