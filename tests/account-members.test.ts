import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Duty } from '#codegen/prisma/enums.ts'
import { globalId } from '#server/platform/ids.ts'
import { db } from '#server/postgres/db.ts'
import { startTestApp, type TestApp } from './setup/app.ts'
import { anAccount, anActor, anEnterprise, aSquad, aUnion } from './setup/factories.ts'
import { eventNames, headOf, peopleTraces } from './setup/people.ts'

let app: TestApp
let unionId: string
let command: string

beforeAll(async () => {
  app = await startTestApp()
  unionId = (await aUnion()).id
  command = await app.signInAs((await anAccount(unionId)).username)
})
afterAll(() => app.close())

const dayFromNow = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)

describe('the account of a member', () => {
  it('updateAccount corrects an account, and gives it the name of its member', async () => {
    const squadId = await aSquad(unionId)
    const { id } = await anAccount(unionId, { role: 'SQUAD', squadId })
    const member = await db.squadMember.findFirstOrThrow({ where: { squadId } })
    const from = await headOf(unionId)
    const accountId = globalId('Account', id)
    const memberId = globalId('SquadMember', member.id)
    const shown = 'account { username displayName rank member { name duties } }'
    const named = await app.change(command, 'updateAccount', { accountId, memberId }, shown)
    const username = expect.any(String)
    expect(named.data!.updateAccount).toMatchObject({
      account: { username, displayName: member.name, rank: null, member: { name: member.name, duties: ['GUIDE'] } },
    })
    const corrected = { accountId, username: '李敏.队员', memberId }
    const renamed = await app.change(command, 'updateAccount', corrected, shown)
    expect(renamed.data!.updateAccount).toMatchObject({
      account: { username: '李敏.队员', displayName: member.name, member: { name: member.name } },
    })
    expect((await app.change(command, 'updateAccount', corrected, shown)).data!.updateAccount!.seq).toBeNull()
    expect(await eventNames(unionId, from)).toEqual(['account.updated', 'account.updated'])
  })

  it('a member has one account, and only of the own squad', async () => {
    const squadId = await aSquad(unionId)
    const memberId = (await db.squadMember.findFirstOrThrow({ where: { squadId } })).id
    const { id: holder } = await anAccount(unionId, { role: 'SQUAD', squadId, memberId })
    const { id: second } = await anAccount(unionId, { role: 'SQUAD', squadId })
    const { id: foreign } = await anAccount(unionId, { role: 'SQUAD', squadId: await aSquad(unionId) })
    const before = await peopleTraces()
    const refused = async (id: string, given: object) => {
      const input = { accountId: globalId('Account', id), ...given }
      return (await app.change(command, 'updateAccount', input, 'seq')).errors![0]!.extensions
    }
    const member = { memberId: globalId('SquadMember', memberId) }
    expect(await refused(second, member)).toMatchObject({ code: 'CONFLICT', current: globalId('Account', holder) })
    expect(await refused(foreign, member)).toMatchObject({ code: 'INVALID', field: 'input.memberId' })
    expect(await refused(second, { rank: 'CLERK' })).toMatchObject({ code: 'INVALID', field: 'input.rank' })
    expect(await peopleTraces()).toEqual(before)
  })

  it('stays that member’s: nobody else would have done what it did', async () => {
    const squadId = await aSquad(unionId, { names: ['李敏', '赵刚'] })
    const [own, other] = await db.squadMember.findMany({ where: { squadId }, orderBy: { position: 'asc' } })
    const { id } = await anAccount(unionId, { role: 'SQUAD', squadId, memberId: own!.id, displayName: own!.name })
    const before = await peopleTraces()
    for (const memberId of [globalId('SquadMember', other!.id), null]) {
      const input = { accountId: globalId('Account', id), memberId }
      const { errors } = await app.change(command, 'updateAccount', input, 'seq')
      expect(errors![0]!.extensions).toMatchObject({ code: 'CONFLICT', current: globalId('Account', id) })
    }
    expect(await peopleTraces()).toEqual(before)
  })

  it('an act keeps the name of the person and the duties of its moment', async () => {
    const squadId = await aSquad(unionId)
    const { id: memberId, name } = await db.squadMember.findFirstOrThrow({ where: { squadId } })
    const { username } = await anAccount(unionId, { role: 'SQUAD', squadId, memberId, displayName: name })
    const token = await app.signInAs(username)
    const enterpriseId = globalId('Enterprise', await anEnterprise(await anActor((await anAccount(unionId)).id)))
    const from = await headOf(unionId)
    const plan = async (plannedOn: string) => {
      const input = { squadId: globalId('Squad', squadId), enterpriseId, plannedOn }
      expect((await app.change(token, 'planVisit', input, 'seq')).errors).toBeUndefined()
    }
    const give = async (duties: Duty[]) => {
      const members = [{ memberId: globalId('SquadMember', memberId), name, duties, phone: '15400000001' }]
      const input = { squadId: globalId('Squad', squadId), members }
      expect((await app.change(command, 'setSquadMembers', input, 'seq')).errors).toBeUndefined()
    }
    await plan(dayFromNow(1))
    await give(['COMMUNICATOR', 'SERVICE'])
    await plan(dayFromNow(2))
    await give([])
    await plan(dayFromNow(3))
    type Event = { name: string; actor: { displayName: string; rank: string | null; duties: Duty[] } }
    type Answer = { events: { events: Event[] }; enterprise: { history: { edges: { node: Event }[] } } }
    const { data, errors } = await app.gql<Answer>(
      token,
      `query($id: ID!) {
        events(after: ${from}, first: 20) { events { name actor { displayName rank duties } } }
        enterprise(id: $id) { history(first: 20) { edges { node { name actor { displayName rank duties } } } } }
      }`,
      { id: enterpriseId },
    )
    expect(errors).toBeUndefined()
    const acts = [['GUIDE'], ['COMMUNICATOR', 'SERVICE'], []].map((duties) => ({
      displayName: name,
      rank: null,
      duties,
    }))
    const planned = (events: Event[]) => events.flatMap((event) => (event.name === 'visit.planned' ? event.actor : []))
    expect(planned(data!.events.events)).toEqual(acts)
    const history = data!.enterprise.history.edges.map(({ node }) => node)
    expect(planned(history)).toEqual(acts.toReversed())
  })

  it('of one who leaves the squad is disabled with its sessions, and no other account is', async () => {
    const squadId = await aSquad(unionId)
    const { id: memberId, name } = await db.squadMember.findFirstOrThrow({ where: { squadId } })
    const own = await anAccount(unionId, { role: 'SQUAD', squadId, memberId, displayName: name })
    const shared = await anAccount(unionId, { role: 'SQUAD', squadId })
    const token = await app.signInAs(own.username)
    const from = await headOf(unionId)
    const kept = { memberId: globalId('SquadMember', memberId), name, duties: ['GUIDE'], phone: '15400000001' }
    const set = (members: object[]) =>
      app.change(command, 'setSquadMembers', { squadId: globalId('Squad', squadId), members }, 'seq')
    expect((await set([kept])).errors).toBeUndefined()
    expect((await db.account.findUniqueOrThrow({ where: { id: own.id } })).disabledAt).toBeNull()
    expect((await set([])).errors).toBeUndefined()
    const disabled = await db.account.findMany({
      where: { id: { in: [own.id, shared.id] }, disabledAt: { not: null } },
    })
    expect(disabled.map(({ id }) => id)).toEqual([own.id])
    expect((await app.gql(token, '{ viewer { id } }')).errors![0]!.extensions.code).toBe('UNAUTHENTICATED')
    expect(await eventNames(unionId, from)).toEqual(
      expect.arrayContaining(['squad.updated', 'account.disabled', 'session.ended']),
    )
  })
})
