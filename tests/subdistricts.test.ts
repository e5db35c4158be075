import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { Actor } from '#server/platform/context.ts'
import { globalId, rowId } from '#server/platform/ids.ts'
import { closeDb, db, openDb } from '#server/postgres/db.ts'
import { freshDatabase } from './setup/database.ts'
import { anAccount, anActor, aUnion } from './setup/factories.ts'
import { mutate } from './setup/mutations.ts'
import { expectRefused } from './setup/outcomes.ts'
import { ask, type SmallUnion } from './setup/small-union.ts'
import { twoUnions } from './setup/two-unions.ts'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

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
    expect(await unionsOf(await anActor(row.accounts[0]!.id))).toEqual([made.id])
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
