import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { hashOf } from '#server/modules/people/sessions.ts'
import { setUpUnionWithAccount } from '#server/modules/people/set-up.ts'
import { makeSetUpSecret } from '#server/modules/people/set-up-link.ts'
import { db } from '#server/postgres/db.ts'
import { startTestApp, type TestApp } from './setup/app.ts'

let app: TestApp
let secret: string
beforeEach(async () => {
  app = await startTestApp()
  secret = (await makeSetUpSecret())!
})
afterEach(() => app.close())

const input = {
  level: 'SUBDISTRICT',
  name: '西安市莲湖区北院门街道总工会',
  shortName: '北院门',
  districtName: '莲湖区',
  displayName: '张敏',
  username: 'Zhuxi',
  password: 'a good password',
}

type SetUp = { setUpUnion: { token: string; viewer: { username: string; role: string; union: object } } | null }

const setUp = (given: object = {}) =>
  app.gql<SetUp>(
    null,
    `mutation ($input: SetUpUnionInput!) { setUpUnion(input: $input) {
      token viewer { username role union { name shortName districtName level } } } }`,
    { input: { clientId: randomUUID(), secret, ...input, ...given } },
  )

const stateOf = async (given: string | null) =>
  (await app.gql<{ setUpState: string }>(null, 'query ($given: String) { setUpState(secret: $given) }', { given }))
    .data!.setUpState

const left = async () => [
  await db.tradeUnion.count(),
  await db.stream.count(),
  await db.account.count(),
  await db.session.count(),
  await db.event.count(),
]

const refusalOf = ({ errors }: Awaited<ReturnType<typeof setUp>>) => {
  const { code, field } = errors![0]!.extensions
  return { code, field, message: errors![0]!.message }
}

describe('the first account of an empty system', () => {
  it('is made with its union and its session by the link, of which only the hash is stored', async () => {
    expect(await stateOf(secret)).toBe('OPEN')
    const { data } = await setUp()
    const { name, shortName, districtName, level } = input
    expect(data!.setUpUnion!.viewer).toEqual({
      username: 'zhuxi',
      role: 'COMMAND',
      union: { name, shortName, districtName, level },
    })
    const written = await db.auditEntry.findMany({ orderBy: { id: 'asc' } })
    expect(written.map(({ kind, address }) => [kind, address.includes('127.0.0.1')])).toEqual(
      expect.arrayContaining([
        ['RIGHT_CHANGE', true],
        ['SIGN_IN', true],
      ]),
    )
    const seen = await app.gql(data!.setUpUnion!.token, '{ viewer { displayName } campaign { id } }')
    expect(seen).toMatchObject({ data: { viewer: { displayName: '张敏' }, campaign: null } })
    expect(await app.signInAs('zhuxi', 'a good password')).toBeTruthy()
    const events = await db.event.findMany({ orderBy: { seq: 'asc' }, select: { seq: true, name: true } })
    expect(events).toEqual([
      { seq: 1, name: 'union.created' },
      { seq: 2, name: 'account.created' },
    ])
    const [link] = await db.setUpLink.findMany()
    expect(link).toMatchObject({ secretHash: hashOf(secret) })
    expect(JSON.stringify(link)).not.toContain(secret)
    expect(await stateOf(secret)).toBe('DONE')
  })

  it('leads a district where the union is one, and has no district above it', async () => {
    const { data } = await setUp({ level: 'DISTRICT', name: '莲湖区总工会', shortName: '' })
    expect(data!.setUpUnion!.viewer).toMatchObject({
      role: 'DISTRICT',
      union: { name: '莲湖区总工会', shortName: null, districtName: null, level: 'DISTRICT' },
    })
  })

  it('is not made by a link that is wrong or void, and the sentence says where the newest one is', async () => {
    for (const wrong of ['nothing', secret.slice(1)]) {
      expect(await stateOf(wrong)).toBe('CLOSED')
      expect(refusalOf(await setUp({ secret: wrong }))).toMatchObject({
        code: 'UNAUTHENTICATED',
        message: expect.stringContaining('output of the server'),
      })
    }
    expect(await stateOf(null)).toBe('CLOSED')
    const newer = (await makeSetUpSecret())!
    expect(refusalOf(await setUp())).toMatchObject({ code: 'UNAUTHENTICATED' })
    expect(await left()).toEqual([0, 0, 0, 0, 0])
    expect((await setUp({ secret: newer })).data!.setUpUnion).not.toBeNull()
  })

  it('is not made by an expired link, and the sentence says how to get a new one', async () => {
    const [link] = await db.setUpLink.findMany()
    expect(link!.expiresAt.getTime() - link!.createdAt.getTime()).toBe(86_400_000)
    await db.setUpLink.updateMany({ data: { expiresAt: new Date(Date.now() - 1000) } })
    expect(await stateOf(secret)).toBe('EXPIRED')
    expect(refusalOf(await setUp())).toMatchObject({
      code: 'UNAUTHENTICATED',
      message: expect.stringContaining('start the server again'),
    })
    expect(await left()).toEqual([0, 0, 0, 0, 0])
  })

  it('is made once: of two callers at once one makes it, and the other is told to sign in', async () => {
    const answers = await Promise.all([setUp({ username: 'one' }), setUp({ username: 'other' })])
    const refused = answers.filter(({ errors }) => errors)
    expect(refused.map(refusalOf)).toEqual([
      expect.objectContaining({ code: 'CONFLICT', message: expect.stringContaining('sign in') }),
    ])
    expect(await left()).toEqual([1, 1, 1, 1, 2])
    expect(refusalOf(await setUp({ username: 'third' }))).toMatchObject({ code: 'CONFLICT' })
    expect(await makeSetUpSecret()).toBeNull()
  })

  it('signs the page in again whose answer was lost, and no other', async () => {
    const clientId = randomUUID()
    await setUp({ clientId })
    const again = await setUp({ clientId, username: 'somebody' })
    expect(again.data!.setUpUnion!.viewer.username).toBe('zhuxi')
    expect((await app.gql(again.data!.setUpUnion!.token, '{ viewer { username } }')).errors).toBeUndefined()
    expect(refusalOf(await setUp({ clientId, secret: 'guessed' }))).toMatchObject({ code: 'UNAUTHENTICATED' })
    expect(await left()).toEqual([1, 1, 1, 2, 2])
  })

  it('is refused after the account that a command has made meanwhile', async () => {
    const union = { name: '青年路', level: 'SUBDISTRICT' as const }
    await setUpUnionWithAccount(union, { username: 'by-command', displayName: '命令', password: 'a password' })
    expect(refusalOf(await setUp())).toMatchObject({ code: 'CONFLICT' })
    expect(await db.tradeUnion.count()).toBe(1)
  })

  it.each([
    ['name', ' '],
    ['name', '长'.repeat(61)],
    ['shortName', '长'.repeat(21)],
    ['districtName', '长'.repeat(31)],
    ['displayName', ''],
    ['username', 'a b'],
    ['password', 'short'],
    ['secret', ''],
  ])('needs a fitting %s: %j is INVALID, and nothing is left', async (field, value) => {
    expect(refusalOf(await setUp({ [field]: value }))).toMatchObject({ code: 'INVALID', field: `input.${field}` })
    expect(await left()).toEqual([0, 0, 0, 0, 0])
  })
})
