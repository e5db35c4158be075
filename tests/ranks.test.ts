import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CommandRank } from '#codegen/prisma/enums.ts'
import { globalId } from '#server/platform/ids.ts'
import { db } from '#server/postgres/db.ts'
import { startTestApp, type TestApp } from './setup/app.ts'
import { type Caller, callerOf } from './setup/caller.ts'
import { anAccount, aSecret, aUnion } from './setup/factories.ts'
import { peopleTraces } from './setup/people.ts'

const ranks = ['CHAIR', 'DUTY_OFFICER', 'CLERK'] as const

let app: TestApp
let unionId: string
const callers = {} as Record<CommandRank, Caller>
const accounts = {} as Record<CommandRank, string>

beforeAll(async () => {
  app = await startTestApp()
  unionId = (await aUnion()).id
  for (const rank of ranks) {
    const { id } = await anAccount(unionId, { rank })
    accounts[rank] = globalId('Account', id)
    callers[rank] = callerOf(app, await aSecret(id))
  }
})
afterAll(() => app.close())

const isAbove = (one: CommandRank, other: CommandRank) => ranks.indexOf(one) < ranks.indexOf(other)
const aRanked = async (rank: CommandRank) => globalId('Account', (await anAccount(unionId, { rank })).id)
const newAccount = (rank: CommandRank) => ({
  username: `r${Math.random().toString(36).slice(2, 10)}`,
  displayName: '某人',
  role: 'COMMAND',
  password: 'a long enough password',
  rank,
})

describe('the ranks of the command centre', () => {
  it('the first account of a union is its chair’s, and others are on duty', async () => {
    const other = (await aUnion()).id
    const ids = [
      (await anAccount(other)).id,
      (await anAccount(other)).id,
      (await anAccount(other, { role: 'WALL' })).id,
    ]
    const found = await db.account.findMany({ where: { id: { in: ids } }, orderBy: { createdAt: 'asc' } })
    expect(found.map(({ rank }) => rank)).toEqual(['CHAIR', 'DUTY_OFFICER', null])
  })

  describe.each(ranks)('%s', (own) => {
    it.each(ranks)('makes, corrects and disables an account of %s unless that is higher', async (rank) => {
      const caller = callers[own]
      const accountId = await aRanked(rank)
      const deeds: [string, object][] = [
        ['createAccount', newAccount(rank)],
        ['updateAccount', { accountId, displayName: '新名字' }],
        ['setPassword', { accountId, password: 'another long password' }],
        ['liftLockout', { accountId }],
        ['disableAccount', { accountId }],
        ['enableAccount', { accountId }],
      ]
      for (const [name, input] of deeds) {
        if (!isAbove(rank, own)) {
          await caller.change(name, input)
          continue
        }
        const before = await peopleTraces()
        expect(await caller.refusedChange(name, input), name).toMatchObject({ code: 'FORBIDDEN' })
        expect(await peopleTraces(), name).toEqual(before)
      }
    })

    it('changes a rank if it is a chair', async () => {
      const accountId = await aRanked('CLERK')
      const change = { accountId, rank: 'DUTY_OFFICER' }
      if (own === 'CHAIR') await callers[own].change('updateAccount', change)
      else expect(await callers[own].refusedChange('updateAccount', change)).toMatchObject({ code: 'FORBIDDEN' })
    })
  })

  it('a union keeps one chair, whichever way the last one would go, also of two at once', async () => {
    const other = (await aUnion()).id
    const chairs = [await anAccount(other), await anAccount(other, { rank: 'CHAIR' })]
    const [one, two] = await Promise.all(chairs.map(async ({ id }) => callerOf(app, await aSecret(id))))
    const [first, second] = chairs.map(({ id }) => globalId('Account', id))
    const left = await Promise.allSettled([
      one!.change('updateAccount', { accountId: first, rank: 'CLERK' }),
      two!.change('disableAccount', { accountId: second }),
    ])
    expect(left.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    const inUse = await db.account.findMany({ where: { unionId: other, rank: 'CHAIR', disabledAt: null } })
    expect(inUse).toHaveLength(1)
    const last = globalId('Account', inUse[0]!.id)
    const caller = last === first ? one! : two!
    const ends: [string, object][] = [
      ['updateAccount', { accountId: last, rank: 'CLERK' }],
      ['disableAccount', { accountId: last }],
    ]
    for (const [name, input] of ends) {
      expect(await caller.refusedChange(name, input)).toMatchObject({ code: 'CONFLICT', current: last })
    }
  })

  it('who gives up a rank has done so, and what was done before, in that rank', async () => {
    const { id } = await anAccount(unionId, { rank: 'CHAIR' })
    const caller = callerOf(app, await aSecret(id))
    const accountId = globalId('Account', id)
    await caller.change('updateAccount', { accountId, displayName: '老主席' })
    await caller.change('updateAccount', { accountId, rank: 'CLERK' })
    await caller.change('createAgency', { kind: 'COMMUNITY', name: '某社区' })
    const events = await db.event.findMany({ where: { actorId: id }, orderBy: { seq: 'asc' } })
    expect(events.map(({ name, actorRank }) => [name, actorRank])).toEqual([
      ['account.updated', 'CHAIR'],
      ['account.updated', 'CHAIR'],
      ['agency.created', 'CLERK'],
    ])
  })

  it('who has lost a rank while the request was on its way is told to try again', async () => {
    const { id } = await anAccount(unionId, { rank: 'CHAIR' })
    const caller = callerOf(app, await aSecret(id))
    await callers.CHAIR.change('updateAccount', { accountId: globalId('Account', id), rank: 'CLERK' })
    const refusal = await caller.refusedChange('updateAccount', { accountId: accounts.CLERK, rank: 'DUTY_OFFICER' })
    expect(refusal.code).toBe('FORBIDDEN')
  })
})
