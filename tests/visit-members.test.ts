import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Actor } from '#server/platform/context.ts'
import { globalId } from '#server/platform/ids.ts'
import { closeDb, db, openDb } from '#server/postgres/db.ts'
import { freshDatabase } from '#tests/setup/database.ts'
import { aSquad } from '#tests/setup/factories.ts'
import { expectFiguresTrue } from '#tests/setup/meeting.ts'
import { anArrivedVisit, arriveVisit, mutate, planVisit, recordVisit, skipVisit } from '#tests/setup/mutations.ts'
import { eventOf, expectRefused } from '#tests/setup/outcomes.ts'
import { aSmallUnion, ask, type SmallUnion, someone } from '#tests/setup/small-union.ts'

let union: SmallUnion
let squad: Actor
let enterprise: string
/** The global ids of the squad’s members, by their names. */
let ids: Record<'李敏' | '王强' | '赵丽', string>

beforeAll(async () => openDb(await freshDatabase()))
beforeEach(async () => {
  union = await aSmallUnion()
  const squadId = await aSquad(union.unionId, { names: ['李敏', '王强', '赵丽'] })
  squad = await someone(union.unionId, 'SQUAD', { squadId })
  enterprise = union.enterprises[0]
  const members = await db.squadMember.findMany({ where: { squadId } })
  ids = Object.fromEntries(members.map(({ id, name }) => [name, globalId('SquadMember', id)])) as typeof ids
})
afterAll(() => closeDb())

const hoursAgo = (hours: number) => new Date(Date.now() - hours * 3_600_000)
const there = async (visitId: string, actor: Actor = union.command) => {
  const document = 'query ($id: ID!) { visit(id: $id) { members { name } } }'
  type Seen = { visit: { members: { name: string }[] } }
  const { visit } = await ask<Seen>(actor, document, { id: globalId('Visit', visitId) })
  return visit.members.map(({ name }) => name)
}
const leave = async (name: keyof typeof ids) => {
  const squadId = globalId('Squad', squad.squadId!)
  const members = await db.squadMember.findMany({ where: { squadId: squad.squadId!, name: { not: name } } })
  const input = members.map(({ id, name, duties, phone }) => ({
    memberId: globalId('SquadMember', id),
    name,
    duties,
    phone,
  }))
  await mutate(union.command, 'setSquadMembers', { squadId, members: input })
}
const set = (actor: Actor, visitId: string, memberIds: string[]) =>
  mutate<{ seq: number | null }>(actor, 'setVisitMembers', { visitId: globalId('Visit', visitId), memberIds })
const memberNamed = (name: keyof typeof ids) =>
  db.squadMember.findFirstOrThrow({ where: { squadId: squad.squadId!, name } })
const ofMember = async (name: keyof typeof ids) => {
  const { id, squadId } = await memberNamed(name)
  return someone(union.unionId, 'SQUAD', { squadId, memberId: id })
}

describe('who of the squad is there', () => {
  it('stands on the visit in the order of the squad, and in the event of the arrival', async () => {
    const { id } = await planVisit(squad, enterprise)
    const arrival = await arriveVisit(squad, id, { memberIds: [ids.赵丽, ids.李敏] })
    expect(await there(id)).toEqual(['李敏', '赵丽'])
    const event = await eventOf(union.unionId, arrival)
    const rows = await Promise.all([memberNamed('赵丽'), memberNamed('李敏')])
    expect(event).toMatchObject({ name: 'visit.arrived', facts: { memberIds: rows.map(({ id }) => id) } })
    const document = 'query ($after: Int!) { events(after: $after) { events { kind memberIds } } }'
    const read = await ask<{ events: { events: object[] } }>(union.command, document, { after: arrival.seq! - 1 })
    expect(read.events.events).toEqual([{ kind: 'VISIT_ARRIVED', memberIds: [ids.赵丽, ids.李敏] }])
  })

  it('is the member by whose account the squad arrives, unless it says otherwise', async () => {
    const own = await ofMember('王强')
    expect(await there(await anArrivedVisit(own, enterprise))).toEqual(['王强'])
    const others = (await planVisit(own, union.enterprises[1])).id
    await arriveVisit(own, others, { memberIds: [ids.李敏] })
    expect(await there(others)).toEqual(['李敏'])
  })

  it('is nobody where the squad shares its account and names nobody, or says that nobody is to be named', async () => {
    expect(await there(await anArrivedVisit(squad, enterprise))).toEqual([])
    const other = await aSquad(union.unionId)
    const member = await db.squadMember.findFirstOrThrow({ where: { squadId: other } })
    const own = await someone(union.unionId, 'SQUAD', { squadId: other, memberId: member.id })
    const { id } = await planVisit(own, union.enterprises[1])
    await arriveVisit(own, id, { memberIds: [] })
    expect(await there(id)).toEqual([])
  })

  it('is refused in words where somebody is none of the squad, is named twice or had left by then', async () => {
    const { id } = await planVisit(squad, enterprise)
    const stranger = await db.squadMember.findFirstOrThrow({ where: { squadId: union.squads[0].squadId! } })
    const foreign = globalId('SquadMember', stranger.id)
    const arrive = (...memberIds: string[]) => arriveVisit(squad, id, { memberIds })
    await expectRefused(() => arrive(ids.李敏, foreign), 'NOT_FOUND', { field: 'memberIds.1' })
    await expectRefused(() => arrive(ids.李敏, ids.李敏), 'INVALID', { field: 'memberIds.1' })
    await leave('赵丽')
    await expectRefused(() => arrive(ids.赵丽), 'INVALID', { field: 'memberIds.0' })
  })

  it('stands on a visit from paper as well, also of somebody who has left the squad since', async () => {
    await leave('赵丽')
    const { id } = await recordVisit(squad, enterprise, hoursAgo(2), { memberIds: [ids.赵丽, ids.王强] })
    expect((await there(id)).sort()).toEqual(['王强', '赵丽'])
    const paper = (...memberIds: string[]) => recordVisit(squad, enterprise, hoursAgo(5), { memberIds })
    await expectRefused(() => paper(ids.王强, ids.王强), 'INVALID', { field: 'memberIds.1' })
    await expectRefused(() => paper(globalId('SquadMember', squad.accountId)), 'NOT_FOUND', { field: 'memberIds.0' })
  })

  it('is read by the enterprise as well, by no wall, and by a token with the scope BOARD alone', async () => {
    const { id } = await recordVisit(squad, enterprise, hoursAgo(2), { memberIds: [ids.王强] })
    for (const actor of [squad, union.owner, union.integrator('VISITS', 'BOARD')]) {
      expect(await there(id, actor)).toEqual(['王强'])
    }
    for (const actor of [union.wall, union.integrator('VISITS')]) {
      await expect(there(id, actor)).rejects.toMatchObject({ code: 'FORBIDDEN' })
    }
  })
})

describe('setVisitMembers', () => {
  it('puts right who was there, with an event that says who was named before', async () => {
    const { id } = await recordVisit(squad, enterprise, hoursAgo(2), { memberIds: [ids.王强, ids.李敏] })
    const done = await set(squad, id, [ids.赵丽, ids.李敏])
    expect(await there(id)).toEqual(['李敏', '赵丽'])
    const [one, two, three] = await Promise.all([memberNamed('李敏'), memberNamed('王强'), memberNamed('赵丽')])
    const facts = { before: [one.id, two.id].sort(), memberIds: [one.id, three.id].sort() }
    expect(await eventOf(union.unionId, done)).toMatchObject({ name: 'visit.members_set', subjectId: id, facts })
    await set(union.command, id, [])
    expect(await there(id)).toEqual([])
    await expectFiguresTrue(union.unionId)
  })

  it('writes nothing where the same are named again', async () => {
    const { id } = await recordVisit(squad, enterprise, hoursAgo(2), { memberIds: [ids.王强, ids.李敏] })
    expect((await set(squad, id, [ids.李敏, ids.王强])).seq).toBeNull()
  })

  it('is for the squad itself and the command centre, and refuses who is none of the squad', async () => {
    const { id } = await recordVisit(squad, enterprise, hoursAgo(2))
    await expectRefused(() => set(union.owner, id, [ids.李敏]), 'FORBIDDEN')
    await expectRefused(() => set(union.squads[0], id, [ids.李敏]), 'NOT_FOUND', { field: 'visitId' })
    await expectRefused(() => set(squad, id, [globalId('SquadMember', squad.accountId)]), 'NOT_FOUND', {
      field: 'memberIds.0',
    })
    await expectRefused(() => set(squad, id, [ids.李敏, ids.李敏]), 'INVALID', { field: 'memberIds.1' })
  })

  it('is CONFLICT before the arrival, and of a stop that was skipped', async () => {
    const { id } = await planVisit(squad, enterprise)
    const current = globalId('Visit', id)
    await expectRefused(() => set(squad, id, [ids.李敏]), 'CONFLICT', { current })
    await skipVisit(squad, id)
    await expectRefused(() => set(squad, id, [ids.李敏]), 'CONFLICT', { current })
  })
})
