import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Prisma } from '#codegen/prisma/client.ts'
import type { Actor } from '#server/platform/context.ts'
import { globalId } from '#server/platform/ids.ts'
import { closeDb, db, openDb } from '#server/postgres/db.ts'
import { freshDatabase } from '#tests/setup/database.ts'
import { everyDeed } from '#tests/setup/every-deed.ts'
import { aSquad } from '#tests/setup/factories.ts'
import { mutate, openIssue, orderSupply, planVisit } from '#tests/setup/mutations.ts'
import { expectRefused } from '#tests/setup/outcomes.ts'
import { peopleTraces } from '#tests/setup/people.ts'
import { aPlaceFor, ready } from '#tests/setup/ready-deed.ts'
import { aSmallUnion, type SmallUnion, someone } from '#tests/setup/small-union.ts'

// A mutation confirms its actor in its own transaction, so what has changed since the request began counts.

let union: SmallUnion

beforeAll(async () => {
  openDb(await freshDatabase())
  union = await aSmallUnion()
})
afterAll(() => closeDb())

const hour = 3_600_000
const ago = (ms: number) => new Date(Date.now() - ms)
const setSession = ({ sessionId: id }: Actor, data: Prisma.SessionUpdateInput) =>
  db.session.update({ where: { id }, data })
const setAccount = ({ accountId: id }: Actor, data: Prisma.AccountUncheckedUpdateInput) =>
  db.account.update({ where: { id }, data })

/** What may happen to an actor after its request has begun. */
const changes: [string, (actor: Actor) => Promise<unknown>][] = [
  ['whose session has ended', (actor) => setSession(actor, { endedAt: new Date() })],
  ['whose session has expired', (actor) => setSession(actor, { expiresAt: ago(1) })],
  ['whose session has lain idle', (actor) => setSession(actor, { usedAt: ago(12 * hour + 1000) })],
  ['whose account is disabled', (actor) => setAccount(actor, { disabledAt: new Date() })],
]

it.each(Object.keys(everyDeed))(
  '%s of somebody whose session has ended is refused and leaves nothing',
  async (name) => {
    const deed = await ready(await aPlaceFor(name, union), name)
    const end = { endedAt: new Date('2020-01-01T00:00:00Z') }
    await db.session.updateMany({ where: { endedAt: null }, data: end })
    await expectRefused(deed, 'UNAUTHENTICATED')
    await db.session.updateMany({ where: end, data: { endedAt: null } })
    await deed()
  },
)

describe('a mutation of somebody', () => {
  let squad: Actor
  let command: Actor

  beforeEach(async () => {
    squad = await someone(union.unionId, 'SQUAD', { squadId: await aSquad(union.unionId) })
    command = await someone(union.unionId, 'COMMAND')
  })

  /** One deed of each noun, by who may do it. */
  const deeds = (): [Actor, () => Promise<unknown>][] => [
    [squad, () => planVisit(squad, union.enterprises[2]!)],
    [squad, () => openIssue(squad, union.enterprises[2]!)],
    [squad, () => orderSupply(squad, union.enterprises[2]!, union.mask)],
    [command, () => mutate(command, 'createWallPairing', { name: '一楼' })],
  ]

  it.each(changes)('%s is refused and leaves nothing', async (_, change) => {
    await change(squad)
    await change(command)
    const before = await peopleTraces()
    for (const [, deed] of deeds()) {
      await expectRefused(deed, 'UNAUTHENTICATED')
      await expect(deed()).rejects.toThrow('Sign in first.')
    }
    expect(await peopleTraces()).toEqual(before)
  })

  it('whose rights have changed is to be sent again, and leaves nothing', async () => {
    await setAccount(squad, { squadId: union.squads[1].squadId })
    await setAccount(command, { role: 'INTEGRATOR' })
    const before = await peopleTraces()
    for (const [, deed] of deeds()) await expectRefused(deed, 'UNAVAILABLE', { retryAfter: 1 })
    expect(await peopleTraces()).toEqual(before)
  })

  it('who has another name or password is done', async () => {
    await setAccount(squad, { displayName: '第九小分队', passwordHash: 'another' })
    await setAccount(command, { displayName: '值班员' })
    for (const [{ accountId: actorId }, deed] of deeds()) {
      await deed()
      expect(await db.receipt.count({ where: { actorId } })).toBeGreaterThan(0)
    }
  })

  it('is not answered by what was done before the session ended', async () => {
    const input = { clientId: randomUUID(), accountId: globalId('Account', squad.accountId) }
    await mutate(command, 'disableAccount', input)
    await mutate(command, 'disableAccount', input)
    await setSession(command, { endedAt: new Date() })
    await expectRefused(() => mutate(command, 'disableAccount', input), 'UNAUTHENTICATED')
  })
})
