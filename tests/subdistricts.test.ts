import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Actor } from '#server/platform/context.ts'
import { globalId, rowId } from '#server/platform/ids.ts'
import { closeDb, db, openDb } from '#server/postgres/db.ts'
import { freshDatabase } from './setup/database.ts'
import { anAccount, anActor, aUnion } from './setup/factories.ts'
import { meet } from './setup/meeting.ts'
import { mutate } from './setup/mutations.ts'
import { expectRefused } from './setup/outcomes.ts'
import { ask, type SmallUnion } from './setup/small-union.ts'
import { twoUnions } from './setup/two-unions.ts'

let union: SmallUnion
let other: SmallUnion
let district: Actor
let notCommand: Actor[]

beforeAll(async () => {
  openDb(await freshDatabase())
  ;({ union, other, district, notCommand } = await twoUnions())
})
afterAll(() => closeDb())

type Made = { seq: number; union: { id: string; name: string; shortName: string | null; level: string } }

const inputOf = (given: object = {}) => ({
  name: `街道${randomUUID().slice(0, 8)}`,
  shortName: '青年路',
  displayName: '李主席',
  username: `chair-${randomUUID().slice(0, 8)}`,
  password: 'a good password',
  ...given,
})

const create = (actor: Actor, input: object) =>
  mutate<Made>(actor, 'createSubdistrict', input, 'seq union { id name shortName level }')

const unionsOf = async (actor: Actor) =>
  (await ask<{ unions: { id: string }[] }>(actor, '{ unions { id } }')).unions.map(({ id }) => id)

describe('createSubdistrict', () => {
  it('makes a union below the district with a stream and an account of its own', async () => {
    const input = inputOf()
    const { seq, union: made } = await create(district, input)
    expect(made).toMatchObject({ name: input.name, shortName: '青年路', level: 'SUBDISTRICT' })
    const row = await db.tradeUnion.findFirstOrThrow({ where: { name: input.name }, include: { accounts: true } })
    expect(row.parentId).toBe(district.unionId)
    expect(row.accounts).toMatchObject([{ username: input.username, role: 'COMMAND', displayName: '李主席' }])
    const events = await db.event.findMany({ where: { unionId: row.id }, orderBy: { seq: 'asc' } })
    expect(events.map(({ name, actorId }) => [name, actorId])).toEqual([
      ['union.created', district.accountId],
      ['account.created', district.accountId],
    ])
    expect(seq).toBe(2)
    const renewed = await anActor(district.accountId)
    expect(await unionsOf(renewed)).toContain(made.id)
    const leader = await anActor(row.accounts[0]!.id)
    expect(leader.mustChangePassword).toBe(true)
    expect(await unionsOf({ ...leader, mustChangePassword: false })).toEqual([made.id])
  })

  it('makes a link by which the person sets the password, and shows it once', async () => {
    const { password: _, ...input } = { clientId: randomUUID(), ...inputOf() }
    const fields = 'union { id } address expiresAt'
    type Linked = { union: { id: string }; address: string | null; expiresAt: string | null }
    const made = await mutate<Linked>(district, 'createSubdistrict', input, fields)
    expect(made.address).toMatch(/\/l\/me#.{40,}$/)
    const unionId = rowId('TradeUnion', made.union.id, 'id')
    const link = await db.personalLink.findFirstOrThrow({ where: { unionId }, include: { account: true } })
    expect(link).toMatchObject({
      purpose: 'SET_PASSWORD',
      createdById: district.accountId,
      account: { username: input.username, passwordHash: null },
    })
    expect(new Date(made.expiresAt!)).toEqual(link.expiresAt)
    expect(JSON.stringify(link)).not.toContain(made.address!.split('#')[1]!)
    const events = await db.event.findMany({ where: { unionId }, orderBy: { seq: 'asc' } })
    expect(events.map(({ name }) => name)).toEqual(['union.created', 'account.created', 'link.created'])
    const again = await mutate<Linked>(district, 'createSubdistrict', input, fields)
    expect(again).toMatchObject({ union: made.union, address: null, expiresAt: null })
    const set = 'mutation ($input: OpenLinkInput!) { openLink(input: $input) { viewer { username role rank } } }'
    const secret = made.address!.split('#')[1]!
    const opened = { clientId: randomUUID(), secret, password: 'my own password' }
    const viewer = { username: input.username, role: 'COMMAND', rank: 'CHAIR' }
    expect(await ask(district, set, { input: opened })).toEqual({ openLink: { viewer } })
  })

  it('does nothing the second time that the same clientId comes', async () => {
    const input = { clientId: randomUUID(), ...inputOf() }
    const [one, again] = await Promise.all([create(district, input), create(district, input)])
    expect(again).toEqual(one)
    expect(await db.tradeUnion.count({ where: { name: input.name } })).toBe(1)
  })

  it('refuses a name that the district has, and a username that anybody has, and leaves nothing', async () => {
    const input = inputOf()
    const { union: made } = await create(district, input)
    await expectRefused(() => create(district, inputOf({ name: input.name })), 'CONFLICT', { current: made.id })
    await expectRefused(() => create(district, inputOf({ username: input.username })), 'CONFLICT')
    const name = `街道${randomUUID().slice(0, 8)}`
    const both = await Promise.allSettled([create(district, inputOf({ name })), create(district, inputOf({ name }))])
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(await db.tradeUnion.count({ where: { name } })).toBe(1)
  })

  it('is for the district alone, and below itself', async () => {
    for (const actor of [union.command, ...notCommand.filter(({ role }) => role !== 'DISTRICT')]) {
      await expectRefused(() => create(actor, inputOf()), 'FORBIDDEN')
    }
    const { id } = await aUnion({ level: 'DISTRICT' })
    const elsewhere = await anActor((await anAccount(id, { role: 'DISTRICT' })).id)
    const { union: made } = await create(elsewhere, inputOf())
    expect(await unionsOf(await anActor(district.accountId))).not.toContain(made.id)
  })
})

type Link = { displayName: string; username: string; address: string | null; expiresAt: string | null }

const linkTo = (actor: Actor, unionId: string, clientId = randomUUID()) =>
  mutate<Link>(actor, 'createChairLink', { clientId, unionId }, 'displayName username address expiresAt')

const secretOf = (address: string | null) => address!.split('#')[1]!

const open = (secret: string, password: string) =>
  ask<{ openLink: { viewer: { username: string } } }>(
    district,
    'mutation ($input: OpenLinkInput!) { openLink(input: $input) { viewer { username } } }',
    { input: { clientId: randomUUID(), secret, password } },
  )

/** A union below the district whose chair has a link and has not used it. */
async function waiting() {
  const { password: _, ...input } = inputOf()
  const made = await mutate<Made & { address: string }>(district, 'createSubdistrict', input, 'union { id } address')
  return { id: made.union.id, username: input.username, first: secretOf(made.address) }
}

const isInUse = async (id: string) => {
  const { unions } = await ask<{ unions: { id: string; isInUse: boolean }[] }>(
    await anActor(district.accountId),
    '{ unions { id isInUse } }',
  )
  return unions.find((each) => each.id === id)!.isInUse
}

describe('createChairLink', () => {
  it('makes another link for the chair, whose first one ends, and tells the union’s own log', async () => {
    const { id, username, first } = await waiting()
    const actor = await anActor(district.accountId)
    expect(await isInUse(id)).toBe(false)
    const made = await linkTo(actor, id)
    expect(made).toMatchObject({ displayName: '李主席', username })
    await expect(open(first, 'a password of mine')).rejects.toMatchObject({ code: 'CONFLICT' })
    expect((await open(secretOf(made.address), 'a password of mine')).openLink.viewer.username).toBe(username)
    expect(await isInUse(id)).toBe(true)
    const events = await db.event.findMany({
      where: { unionId: rowId('TradeUnion', id, 'id') },
      orderBy: { seq: 'asc' },
    })
    expect(events.filter(({ name }) => name === 'link.created').map(({ actorId }) => actorId)).toEqual([
      district.accountId,
      district.accountId,
    ])
    const again = await linkTo(actor, id)
    expect((await open(secretOf(again.address), 'a password forgotten')).openLink.viewer.username).toBe(username)
  })

  it('makes one link where the same clientId comes twice at once, and shows its address once', async () => {
    const { id } = await waiting()
    const actor = await anActor(district.accountId)
    const clientId = randomUUID()
    const both = await Promise.all([linkTo(actor, id, clientId), linkTo(actor, id, clientId)])
    expect(both.filter(({ address }) => address)).toHaveLength(1)
    expect(await db.personalLink.count({ where: { unionId: rowId('TradeUnion', id, 'id'), revokedAt: null } })).toBe(1)
  })

  it('leaves one link that can be used where two are made at once', async () => {
    const { id } = await waiting()
    const actor = await anActor(district.accountId)
    await Promise.all([linkTo(actor, id), linkTo(actor, id), linkTo(actor, id)])
    expect(await db.personalLink.count({ where: { unionId: rowId('TradeUnion', id, 'id'), revokedAt: null } })).toBe(1)
  })

  it('and the use of the earlier one at once: the first is done, and one link at most can be used', async () => {
    for (const usesFirst of [true, false]) {
      const { id, first } = await waiting()
      const actor = await anActor(district.accountId)
      const use = () => open(first, 'a password of mine')
      const renew = () => linkTo(actor, id)
      const unionId = rowId('TradeUnion', id, 'id')
      const [one, other] = usesFirst ? [use, renew] : [renew, use]
      const met = await meet<unknown, unknown>(unionId, one, other)
      expect(met.map(({ status }) => status)).toEqual(['fulfilled', usesFirst ? 'fulfilled' : 'rejected'])
      const links = await db.personalLink.findMany({ where: { unionId }, orderBy: { id: 'asc' } })
      expect(links.map(({ usedAt, revokedAt }) => [usedAt !== null, revokedAt !== null])).toEqual([
        [usesFirst, !usesFirst],
        [false, false],
      ])
    }
  })

  it('is for the district alone, about a union below it that has a chair', async () => {
    const own = globalId('TradeUnion', union.unionId)
    const renewed = await anActor(district.accountId)
    for (const actor of [union.command, ...notCommand.filter(({ role }) => role !== 'DISTRICT')]) {
      await expectRefused(() => linkTo(actor, own), 'FORBIDDEN')
    }
    const { id } = await aUnion({ level: 'DISTRICT' })
    const elsewhere = await anActor((await anAccount(id, { role: 'DISTRICT' })).id)
    await expectRefused(() => linkTo(elsewhere, own), 'NOT_FOUND')
    await expectRefused(() => linkTo(renewed, globalId('TradeUnion', district.unionId)), 'NOT_FOUND')
    const { id: empty } = await aUnion({ parentId: district.unionId })
    const withEmpty = await anActor(district.accountId)
    await expectRefused(() => linkTo(withEmpty, globalId('TradeUnion', empty)), 'CONFLICT')
  })
})

describe('of two unions under a district', () => {
  it('each list holds the rows of the one that is named', async () => {
    for (const each of [union, other]) {
      const unionId = globalId('TradeUnion', each.unionId)
      const { enterprises, squads } = await ask<{
        enterprises: { edges: { node: { id: string } }[] }
        squads: { id: string }[]
      }>(
        district,
        `{ enterprises(unionId: "${unionId}") { edges { node { id } } } squads(unionId: "${unionId}") { id } }`,
      )
      expect(enterprises.edges.map(({ node }) => node.id).sort()).toEqual(
        each.enterprises.map((id) => globalId('Enterprise', id)).sort(),
      )
      expect(squads).toHaveLength(2)
    }
  })

  it('no command centre sees the other, also when it names it', async () => {
    const unionId = globalId('TradeUnion', other.unionId)
    await expect(ask(union.command, `{ enterprises(unionId: "${unionId}") { totalCount } }`)).rejects.toMatchObject({
      code: 'NOT_FOUND',
    })
  })
})
