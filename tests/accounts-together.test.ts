import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { localDate } from '#server/platform/clock.ts'
import type { Actor } from '#server/platform/context.ts'
import { globalId, rowId } from '#server/platform/ids.ts'
import { closeDb, db, openDb } from '#server/postgres/db.ts'
import { testPassword } from '#tests/setup/app.ts'
import { freshDatabase } from '#tests/setup/database.ts'
import { anAccount, anActor, aSquad, aUnion } from '#tests/setup/factories.ts'
import { expectConflict, expectDone, type Met, meet } from '#tests/setup/meeting.ts'
import { mutate } from '#tests/setup/mutations.ts'
import { linksFor } from '#tests/setup/people-inputs.ts'
import { ask } from '#tests/setup/small-union.ts'

// Two deeds on accounts, held so that the second one begins before the first has committed: see meet().

let unionId: string
let command: Actor

const tomorrow = localDate(new Date(Date.now() + 86_400_000))
const current = (accountId: string) => globalId('Account', accountId)

const together = <A, B>(first: () => Promise<A>, second: () => Promise<B>): Promise<Met<A, B>> =>
  meet(unionId, first, second)

const anIntegrator = async () => (await anAccount(unionId, { role: 'INTEGRATOR' })).id
const disable = (actor: Actor, accountId: string) => () =>
  mutate(actor, 'disableAccount', { accountId: current(accountId) })

type Token = { token: { id: string } }
const createToken = (accountId: string) => () =>
  mutate<Token>(
    command,
    'createToken',
    { accountId: current(accountId), name: '数据大厅', scopes: ['BOARD'], expiresOn: tomorrow },
    'token { id }',
  )
const openSessions = (accountId: string) => db.session.count({ where: { accountId, endedAt: null } })

const aPairing = (name: string) => mutate<{ link: string }>(command, 'createWallPairing', { name }, 'link')
const codeOf = ({ link }: { link: string }) => link.split('#pair=')[1]!
const pair = (code: string) => () =>
  ask(command, 'mutation ($input: PairWallInput!) { pairWall(input: $input) { token } }', {
    input: { clientId: randomUUID(), code },
  })
const walls = (displayName: string) => db.account.findMany({ where: { unionId, role: 'WALL', displayName } })

const createAccount = (actor: Actor, username: string) => () =>
  mutate(actor, 'createAccount', { username, displayName: '对接', role: 'INTEGRATOR' })

// a statement waits for no more than two seconds, and the first queries of a kind are slow
beforeAll(async () => {
  openDb(await freshDatabase())
  unionId = (await aUnion()).id
  command = await anActor((await anAccount(unionId)).id)
  await createAccount(command, 'warm')()
  const warm = await anIntegrator()
  const { token } = await createToken(warm)()
  await mutate(command, 'revokeToken', { tokenId: token.id })
  await disable(command, warm)()
  await pair(codeOf(await aPairing('一楼')))()
})
afterAll(() => closeDb())

describe('an account', () => {
  it('is made once where two choose its username, of one union or of two', async () => {
    const [made, taken] = await together(createAccount(command, 'twice'), createAccount(command, 'twice'))
    expectDone(made)
    const { id } = await db.account.findUniqueOrThrow({ where: { username: 'twice' } })
    expectConflict(taken, current(id))

    const stranger = await anActor((await anAccount((await aUnion()).id)).id)
    const [first, foreign] = await together(createAccount(command, 'shared'), createAccount(stranger, 'shared'))
    expectDone(first)
    expect(foreign).toMatchObject({ status: 'rejected', reason: { code: 'CONFLICT', details: { current: undefined } } })
    expect(await db.account.count({ where: { username: 'shared' } })).toBe(1)
    expect(await db.receipt.count({ where: { actorId: stranger.accountId } })).toBe(0)
  })

  it('that is disabled while it gets a token has none that is alive', async () => {
    const [one, two] = [await anIntegrator(), await anIntegrator()]
    const [disabled, late] = await together(disable(command, one), createToken(one))
    expectDone(disabled)
    expectConflict(late, current(one))
    const results = await together(createToken(two), disable(command, two))
    results.map(expectDone)
    expect([await openSessions(one), await openSessions(two)]).toEqual([0, 0])
  })
})

describe('a member without an account', () => {
  const aMember = async () => {
    const squadId = await aSquad(unionId)
    const { id } = await db.squadMember.findFirstOrThrow({ where: { squadId } })
    const input = { squadId: globalId('Squad', squadId), members: [] }
    return {
      id,
      leave: () => mutate(command, 'setSquadMembers', input),
      link: () => mutate(command, 'createLinks', linksFor({ memberId: globalId('SquadMember', id) })),
    }
  }
  const inUse = (memberId: string) => db.account.count({ where: { memberId, disabledAt: null } })

  it('who leaves while a link is made has no account in use, whichever comes first', async () => {
    const [one, two] = [await aMember(), await aMember()]
    const [left, late] = await together(one.leave, one.link)
    expectDone(left)
    expectConflict(late, globalId('SquadMember', one.id))
    const results = await together(two.link, two.leave)
    results.map(expectDone)
    expect([await inUse(one.id), await inUse(two.id)]).toEqual([0, 0])
  })
})

describe('the last two command accounts', () => {
  it('that disable each other: one stays, and who comes second is signed out', async () => {
    const colleague = await anActor((await anAccount(unionId)).id)
    const [first, second] = await together(disable(command, colleague.accountId), disable(colleague, command.accountId))
    expectDone(first)
    expect(second).toMatchObject({ status: 'rejected', reason: { code: 'UNAUTHENTICATED' } })
    const left = await db.account.findMany({ where: { unionId, role: 'COMMAND', disabledAt: null } })
    expect(left.map(({ id }) => id)).toEqual([command.accountId])
  })
})

describe('a sign-in', () => {
  const signIn = (username: string) => () =>
    ask(command, 'mutation ($input: SignInInput!) { signIn(input: $input) { token } }', {
      input: { username, password: testPassword },
    })

  it('with a password that is replaced meanwhile opens no session', async () => {
    const { id, username } = await anAccount(unionId)
    const replace = () => mutate(command, 'setPassword', { accountId: current(id), password: 'another password' })
    const [replaced, late] = await together(replace, signIn(username))
    expectDone(replaced)
    expect(late).toMatchObject({ status: 'rejected', reason: { code: 'UNAUTHENTICATED' } })
    expect(await openSessions(id)).toBe(0)
  })

  it('to an account that is disabled meanwhile opens no session', async () => {
    const { id, username } = await anAccount(unionId)
    const [disabled, late] = await together(disable(command, id), signIn(username))
    expectDone(disabled)
    expect(late).toMatchObject({ status: 'rejected', reason: { code: 'UNAUTHENTICATED' } })
    expect(await openSessions(id)).toBe(0)
  })
})

describe('a token', () => {
  it('is revoked once', async () => {
    const { token } = await createToken(await anIntegrator())()
    const revoke = () => mutate(command, 'revokeToken', { tokenId: token.id })
    const [first, second] = await together(revoke, revoke)
    expectDone(first)
    expectConflict(second, token.id)
  })

  it('that is revoked while its account is disabled ends once', async () => {
    const accountId = await anIntegrator()
    const { token } = await createToken(accountId)()
    const results = await together(
      () => mutate(command, 'revokeToken', { tokenId: token.id }),
      disable(command, accountId),
    )
    results.map(expectDone)
    const id = rowId('Token', token.id, 'id')
    const revoked = await db.event.findFirstOrThrow({ where: { name: 'token.revoked', subjectId: id } })
    expect((await db.session.findUniqueOrThrow({ where: { id } })).endedAt).toEqual(revoked.happenedAt)
    expect(await db.event.count({ where: { name: 'session.ended', subjectId: accountId } })).toBe(0)
  })
})

describe('a wall', () => {
  it('of one name is one account, however many links are made for it at once', async () => {
    const make = () => aPairing('二楼')
    const results = await together(make, make)
    results.map(expectDone)
    expect(await walls('二楼')).toHaveLength(1)
  })

  it('is one device for each link, also where two show it at once', async () => {
    const code = codeOf(await aPairing('三楼'))
    const [first, second] = await together(pair(code), pair(code))
    expectDone(first)
    expect(second).toMatchObject({ status: 'rejected', reason: { code: 'CONFLICT' } })
    const [wall] = await walls('三楼')
    expect(await openSessions(wall!.id)).toBe(1)
  })

  it('that is disabled while it is paired gets no session that is alive', async () => {
    const code = codeOf(await aPairing('四楼'))
    const [wall] = await walls('四楼')
    const [disabled, late] = await together(disable(command, wall!.id), pair(code))
    expectDone(disabled)
    expect(late).toMatchObject({ status: 'rejected', reason: { code: 'CONFLICT' } })
    expect(await openSessions(wall!.id)).toBe(0)
  })
})
