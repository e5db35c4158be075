import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { Prisma } from '#codegen/prisma/client.ts'
import { globalId } from '#server/platform/ids.ts'
import { db } from '#server/postgres/db.ts'
import { startTestApp, type TestApp } from '#tests/setup/app.ts'
import { type Caller, callerOf } from '#tests/setup/caller.ts'
import { anAccount, aSecret } from '#tests/setup/factories.ts'
import { type EventHead, type Follower, follow } from '#tests/setup/follower.ts'
import { headOf } from '#tests/setup/people.ts'
import { appendRaw, type RawEvent } from '#tests/setup/raw-events.ts'
import { aSmallUnion, type SmallUnion } from '#tests/setup/small-union.ts'
import { closeCode, openSocket, subscribe } from '#tests/setup/transports.ts'

let app: TestApp
let union: SmallUnion
let command: Caller

// The poll of the log, the sweep over the sessions and the heartbeat never come unless a test has them come: they would
// repair within a second whatever the way of an event itself leaves wrong.
beforeAll(async () => {
  vi.useFakeTimers({ toFake: ['setInterval'] })
  app = await startTestApp({ REQUEST_TIMEOUT_MS: 20_000 })
  union = await aSmallUnion()
  command = callerOf(app, await aSecret(union.command.accountId))
})
afterAll(async () => {
  await app.close()
  vi.useRealTimers()
})

const [own, others] = [0, 1] as const
const enterprise = (which: 0 | 1) => globalId('Enterprise', union.enterprises[which])

/** Opens an issue of an enterprise, which it and the command centre receive; answers with the seq of its event. */
const openIssue = async (which: 0 | 1): Promise<number> => {
  const issue = { kind: 'DIFFICULTY', category: 'RENT', severity: 'LOW', title: '房租', source: 'CALL' }
  return (await command.change('openIssue', { ...issue, enterpriseId: enterprise(which) })).seq
}

const issueOpened = (which: 0 | 1): RawEvent => ({
  name: 'issue.opened',
  subjectId: randomUUID(),
  enterpriseId: union.enterprises[which],
})

const quietly = (rows: Parameters<typeof appendRaw>[1], ...events: RawEvent[]) =>
  appendRaw(union.unionId, rows, ...events)

const toEnterprise = (id: string, which: 0 | 1) => (tx: Prisma.TransactionClient) =>
  tx.account.update({ where: { id }, data: { role: 'ENTERPRISE', enterpriseId: union.enterprises[which] } })

/** A new account that follows the union's events on a socket of its own. */
async function aFollower(given: Parameters<typeof anAccount>[1] = {}) {
  const { id } = await anAccount(union.unionId, given)
  const token = await aSecret(id)
  const follower = await follow(app, token, { after: await headOf(union.unionId) })
  return { id, token, follower }
}

const seqs = ({ events }: Follower<EventHead>) => events().map(({ seq }) => seq)

/** Every batch goes on where the one before ended. */
const expectContinuous = ({ batches }: Follower<EventHead>) =>
  expect(batches.slice(1).map(({ after }) => after)).toEqual(batches.slice(0, -1).map(({ through }) => through))

describe('an account whose role has changed', () => {
  const aboutRights: [string, (accountId: string) => Omit<RawEvent, 'name'>][] = [
    ['account.enabled', (subjectId) => ({ subjectId })],
    ['account.password_set', (subjectId) => ({ subjectId })],
    ['session.ended', (subjectId) => ({ subjectId })],
    ['wall.paired', (subjectId) => ({ subjectId })],
    ['token.revoked', (accountId) => ({ subjectId: randomUUID(), facts: { accountId } })],
  ]

  it.each(aboutRights)('with a %s event is told of its page, and of all after, by its new rights', async (name, of) => {
    const { id, follower } = await aFollower()
    const before = await headOf(union.unionId)
    const event = { name, ...of(id) }
    await quietly(toEnterprise(id, own), issueOpened(others), event, issueOpened(own), issueOpened(others))
    const after = [await openIssue(others), await openIssue(own), await openIssue(others), await openIssue(own)]
    await follower.through(after[3]!)
    expect(seqs(follower)).toEqual([before + 3, after[1], after[3]])
    expectContinuous(follower)
    await follower.stop()
  })

  it('is told nothing while it is asked for, though others are told meanwhile', async () => {
    const { id, follower } = await aFollower()
    const wall = await follow(app, await aSecret(union.wall.accountId, { kind: 'WALL' }), {
      after: await headOf(union.unionId),
      selection: 'at',
    })
    const before = await headOf(union.unionId)
    await quietly(toEnterprise(id, own), { name: 'account.enabled', subjectId: id }, issueOpened(others))
    await db.$transaction(async (tx) => {
      await tx.$executeRaw`LOCK TABLE "Session" IN ACCESS EXCLUSIVE MODE`
      await vi.advanceTimersByTimeAsync(1000)
      await wall.through(before + 2)
      expect(seqs(follower)).toEqual([])
    })
    const seq = await openIssue(own)
    await follower.through(seq)
    expect(seqs(follower)).toEqual([seq])
    await Promise.all([follower.stop(), wall.stop()])
  })

  it('leaves those it shared with as they were', async () => {
    const squadId = union.squads[0].squadId!
    const [stays, goes] = [await aFollower({ role: 'SQUAD', squadId }), await aFollower({ role: 'SQUAD', squadId })]
    const [first, second] = union.squads.map((squad) => squad.squadId!) as [string, string]
    const planned = (id: string): RawEvent => ({ name: 'visit.planned', subjectId: randomUUID(), squadId: id })
    const before = await headOf(union.unionId)
    const toSecond = (tx: Prisma.TransactionClient) =>
      tx.account.update({ where: { id: goes.id }, data: { squadId: second } })
    await quietly(toSecond, planned(first), planned(second), { name: 'account.enabled', subjectId: goes.id })
    await quietly(null, planned(second), planned(first))
    // a squad receives the events of the campaign
    const { id } = await db.campaign.findFirstOrThrow({ where: { unionId: union.unionId } })
    const last = await command.change('setTarget', { campaignId: globalId('Campaign', id), target: 99 })
    await Promise.all([stays, goes].map(({ follower }) => follower.through(last.seq)))
    expect(seqs(stays.follower)).toEqual([before + 1, before + 5, last.seq])
    expect(seqs(goes.follower)).toEqual([before + 2, before + 4, last.seq])
    for (const { follower } of [stays, goes]) {
      expectContinuous(follower)
      await follower.stop()
    }
  })

  it('subscribes on an open socket by the rights that it has now', async () => {
    const { id } = await anAccount(union.unionId)
    const socket = await openSocket(app, { authorization: `Bearer ${await aSecret(id)}` })
    const after = await headOf(union.unionId)
    await openIssue(others)
    const seq = await openIssue(own)
    await toEnterprise(id, own)(db)
    const { payload } = await subscribe(socket, `subscription { boardEvents(after: ${after}) { events { seq } } }`)
    expect(payload.data.boardEvents.events).toEqual([{ seq }])
    socket.close()
  })
})

describe('what ends an account’s rights ends its socket before its own event and all after it', () => {
  type Watcher = Awaited<ReturnType<typeof aFollower>>
  const ends: [string, (of: Watcher) => Promise<unknown>][] = [
    ['disableAccount', ({ id }) => command.change('disableAccount', { accountId: globalId('Account', id) })],
    [
      'setPassword',
      ({ id }) => command.change('setPassword', { accountId: globalId('Account', id), password: 'another password' }),
    ],
    ['signOut', ({ token }) => callerOf(app, token).query('mutation { signOut { signedOut } }')],
  ]

  it.each(ends)('%s', async (_, end) => {
    const watcher = await aFollower()
    await end(watcher)
    await openIssue(own)
    expect(await watcher.follower.closed).toBe(4403)
    expect(seqs(watcher.follower)).toEqual([])
  })

  it('revokeToken, also beside what its scope shows', async () => {
    const integrator = union.integrator().accountId
    const token = await aSecret(integrator, { kind: 'TOKEN', scopes: ['ISSUES'] })
    const follower = await follow(app, token, { after: await headOf(union.unionId) })
    const session = await db.session.findFirstOrThrow({ where: { accountId: integrator, kind: 'TOKEN' } })
    const ended = (tx: Prisma.TransactionClient) =>
      tx.session.update({ where: { id: session.id }, data: { endedAt: new Date() } })
    const revoked = { name: 'token.revoked', subjectId: session.id, facts: { accountId: integrator } }
    await quietly(ended, issueOpened(own), revoked)
    await openIssue(own)
    expect(await follower.closed).toBe(4403)
    expect(seqs(follower)).toEqual([])
  })

  it('of another union’s account than its own', async () => {
    const { id, follower } = await aFollower()
    const elsewhere = await aSmallUnion()
    const moved = (tx: Prisma.TransactionClient) =>
      tx.account.update({ where: { id }, data: { unionId: elsewhere.unionId } })
    await quietly(moved, { name: 'account.enabled', subjectId: id })
    await openIssue(own)
    expect(await follower.closed).toBe(4403)
    expect(seqs(follower)).toEqual([])
  })

  it('and only its own', async () => {
    const [ended, stays] = [await aFollower(), await aFollower()]
    await command.change('disableAccount', { accountId: globalId('Account', ended.id) })
    const seq = await openIssue(own)
    await stays.follower.through(seq)
    expect(stays.follower.events().map(({ name }) => name)).toEqual([
      'account.disabled',
      'session.ended',
      'issue.opened',
    ])
    await stays.follower.stop()
  })

  it('a subscription on an open socket whose session has ended without an event closes it', async () => {
    const { id } = await anAccount(union.unionId)
    const socket = await openSocket(app, { authorization: `Bearer ${await aSecret(id)}` })
    const closed = closeCode(socket)
    await db.session.updateMany({ where: { accountId: id }, data: { endedAt: new Date() } })
    const subscribing = subscribe(socket, 'subscription { boardEvents(after: 0) { through } }')
    await expect(subscribing).rejects.toThrow('closed 4403')
    expect(await closed).toBe(4403)
  })
})

it('an event that no module has declared is received by nobody', async () => {
  const { follower } = await aFollower()
  await quietly(null, { name: 'weather.changed', subjectId: randomUUID() })
  const seq = await openIssue(own)
  await follower.through(seq)
  expect(seqs(follower)).toEqual([seq])
  expectContinuous(follower)
  await follower.stop()
})

describe('without the poll', () => {
  it('a hundred events of ten writers all arrive, in order, at everybody who follows', async () => {
    const followers = [await aFollower(), await aFollower({ role: 'ENTERPRISE', enterpriseId: union.enterprises[own] })]
    const writer = async () => {
      const written: number[] = []
      for (let i = 0; i < 10; i++) written.push(await openIssue(own))
      return written
    }
    const written = (await Promise.all(Array.from({ length: 10 }, writer))).flat().sort((a, b) => a - b)
    for (const { follower } of followers) {
      await follower.through(written.at(-1)!)
      expect(
        follower
          .events()
          .filter(({ name }) => name === 'issue.opened')
          .map(({ seq }) => seq),
      ).toEqual(written)
      await follower.stop()
    }
  })
})
