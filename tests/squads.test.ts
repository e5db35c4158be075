import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { mayKnow } from '#server/log/catalogue.ts'
import { setSquadMembers } from '#server/modules/squads/set-members.ts'
import { updateSquad } from '#server/modules/squads/update.ts'
import { createZone } from '#server/modules/zones/create.ts'
import type { Actor } from '#server/platform/context.ts'
import { globalId } from '#server/platform/ids.ts'
import { closeDb, db, openDb } from '#server/postgres/db.ts'
import { freshDatabase } from '#tests/setup/database.ts'
import { anAccount, anActor, aSquad, aUnion } from '#tests/setup/factories.ts'
import { createAgencies, createZones } from '#tests/setup/organisation.ts'
import { eventOf, expectRefused } from '#tests/setup/outcomes.ts'
import { ask } from '#tests/setup/small-union.ts'

let unionId: string
let command: Actor
let squadId: string

const change = () => ({ clientId: randomUUID() })
const foreignUnion = async () => (await aUnion()).id

beforeAll(async () => openDb(await freshDatabase()))
beforeEach(async () => {
  unionId = (await aUnion()).id
  command = await anActor((await anAccount(unionId)).id)
  await aSquad(unionId, { number: 2 })
  squadId = await aSquad(unionId, { number: 1 })
})
afterAll(() => closeDb())

const squads = async (actor: Actor) =>
  (
    await ask<{ squads: { number: number; members: object[] }[] }>(
      actor,
      '{ squads { number cadreName phone zones { name } members { name phone duties agency { kind } } } }',
    )
  ).squads

describe('squads', () => {
  it('stand in their numbered order, with phones for those who call', async () => {
    const all = await squads(command)
    expect(all.map(({ number }) => number)).toEqual([1, 2])
    expect(all[0]).toMatchObject({ phone: '154****0001', members: [{ phone: '154****0002' }] })
    await expect(squads({ ...command, role: 'WALL' })).rejects.toThrow(/do not show this/)
    const [seen] = await squads({ ...command, role: 'DISTRICT' })
    expect(seen).toMatchObject({ phone: null, members: [{ name: '李敏', phone: null }] })
  })

  it('show an integrator only by its scope', async () => {
    const integrator: Actor = { ...command, role: 'INTEGRATOR', scopes: ['ISSUES'] }
    expect(await squads(integrator)).toEqual([])
    expect(await squads({ ...integrator, scopes: ['BOARD'] })).toHaveLength(2)
    await createAgencies(unionId, [{ kind: 'TAX', name: '税务', aliases: ['国税'] }])
    const { agencies } = await ask<{ agencies: object[] }>(command, '{ agencies { kind name aliases } }')
    expect(agencies).toEqual([{ kind: 'TAX', name: '税务', aliases: ['国税'] }])
  })
})

describe('updateSquad', () => {
  it('gives a squad another cadre and other zones', async () => {
    const [zoneId] = await createZones(unionId, ['二片区'])
    const receipt = await updateSquad(command, { ...change(), squadId, cadreName: '赵强', zoneIds: [zoneId!] })
    expect(await eventOf(unionId, receipt)).toMatchObject({ name: 'squad.updated', squadId, subjectType: 'Squad' })
    const [squad] = await squads(command)
    expect(squad).toMatchObject({ cadreName: '赵强', phone: '154****0001', zones: [{ name: '二片区' }] })
    const event = await eventOf(unionId, receipt)
    expect(mayKnow({ ...command, role: 'SQUAD', squadId }, event)).toBe(true)
    expect(mayKnow({ ...command, role: 'SQUAD', squadId: randomUUID() }, event)).toBe(false)
    expect(JSON.stringify(event)).not.toContain('赵强')
  })

  it('is the command centre’s, for its own squads and zones', async () => {
    const itself: Actor = { ...command, role: 'SQUAD', squadId }
    await expectRefused(() => updateSquad(itself, { ...change(), squadId, phone: '15400000009' }), 'FORBIDDEN')
    const foreign = await aSquad(await foreignUnion())
    await expectRefused(() => updateSquad(command, { ...change(), squadId: foreign }), 'NOT_FOUND', {
      field: 'squadId',
    })
    const [zoneId] = await createZones(await foreignUnion(), ['外'])
    await expectRefused(() => updateSquad(command, { ...change(), squadId, zoneIds: [zoneId!] }), 'NOT_FOUND', {
      field: 'zoneIds',
    })
  })
})

describe('setSquadMembers', () => {
  it('names all of them; who is not named leaves', async () => {
    const agencies = await createAgencies(unionId, [{ kind: 'TAX', name: '税务', aliases: [] }])
    const members = [
      {
        name: '孙丽',
        duties: ['GUIDE' as const, 'GUIDE' as const],
        phone: '15400000004',
        agencyId: agencies.get('TAX')!,
      },
      { name: '周洋', duties: ['INFORMANT' as const], phone: '15400000005' },
    ]
    const input = { ...change(), squadId, members }
    const receipt = await setSquadMembers(command, input)
    expect(await setSquadMembers(command, input)).toEqual(receipt)
    const [squad] = await squads(command)
    expect(squad!.members).toEqual([
      { name: '孙丽', phone: '154****0004', duties: ['GUIDE'], agency: { kind: 'TAX' } },
      { name: '周洋', phone: '154****0005', duties: ['INFORMANT'], agency: null },
    ])
  })

  type Member = { id: string; name: string; retiredAt: string | null }
  const membersOf = async (retired = false) => {
    const query = `{ squads { members(retired: ${retired}) { id name retiredAt } } }`
    return (await ask<{ squads: { members: Member[] }[] }>(command, query)).squads[0]!.members
  }
  const named = (name: string, memberId?: string) => ({ name, duties: [], phone: '15400000004', memberId })
  const set = (...members: ReturnType<typeof named>[]) => setSquadMembers(command, { ...change(), squadId, members })
  const rowOf = async (name: string) =>
    (await db.squadMember.findFirstOrThrow({ where: { squadId, name }, orderBy: { id: 'desc' } })).id

  it('keeps the row of who is named, and the name of who has left and may come back', async () => {
    await set(named('孙丽'), named('周洋'))
    const [sun, zhou] = [await rowOf('孙丽'), await rowOf('周洋')]
    await set(named('周小洋', zhou), named('马强'))
    expect((await membersOf()).map(({ id, name }) => [id, name])).toEqual([
      [globalId('SquadMember', zhou), '周小洋'],
      [globalId('SquadMember', await rowOf('马强')), '马强'],
    ])
    const left = await membersOf(true)
    expect(left.map(({ name }) => name).sort()).toEqual(['孙丽', '李敏'])
    expect(left.every(({ retiredAt }) => retiredAt !== null)).toBe(true)
    await set(named('马强', await rowOf('马强')), named('孙丽', sun))
    expect((await membersOf()).map(({ name, retiredAt }) => [name, retiredAt])).toEqual([
      ['马强', null],
      ['孙丽', null],
    ])
    expect(await db.squadMember.count({ where: { squadId } })).toBe(4)
  })

  it('refuses a member of another squad, and one who is named twice', async () => {
    const [own] = await db.squadMember.findMany({ where: { squadId } })
    const other = await db.squadMember.findFirstOrThrow({ where: { unionId, squadId: { not: squadId } } })
    await expectRefused(() => set(named('李敏', own!.id), named('外人', other.id)), 'NOT_FOUND', {
      field: 'members.1.memberId',
    })
    await expectRefused(() => set(named('李敏', own!.id), named('李敏', own!.id)), 'INVALID', {
      field: 'members.1.memberId',
    })
    expect(await db.squadMember.findMany({ where: { unionId, retiredAt: null } })).toHaveLength(2)
  })

  it('refuses the wrong person and a foreign agency', async () => {
    const members = [{ name: '孙丽', duties: [], phone: '15400000004' }]
    const itself: Actor = { ...command, role: 'SQUAD', squadId }
    await expectRefused(() => setSquadMembers(itself, { ...change(), squadId, members }), 'FORBIDDEN')
    const foreign = await createAgencies(await foreignUnion(), [{ kind: 'TAX', name: '税务', aliases: [] }])
    const wrong = [{ ...members[0]!, agencyId: foreign.get('TAX')! }]
    await expectRefused(() => setSquadMembers(command, { ...change(), squadId, members: wrong }), 'NOT_FOUND', {
      field: 'members.0.agencyId',
    })
    expect((await squads(command))[0]!.members).toHaveLength(1)
  })
})

describe('createZone', () => {
  it('adds a zone after the others, once', async () => {
    const receipt = await createZone(command, { ...change(), name: '三片区' })
    expect(await eventOf(unionId, receipt)).toMatchObject({ name: 'zone.created', subjectId: receipt.subjectId })
    const { unions } = await ask<{ unions: { zones: object[] }[] }>(
      command,
      '{ unions { level zones { name position } } }',
    )
    expect(unions[0]!.zones.at(-1)).toEqual({ name: '三片区', position: 2 })
    await expectRefused(() => createZone(command, { ...change(), name: '三片区' }), 'CONFLICT', {
      current: globalId('Zone', receipt.subjectId!),
    })
    await expectRefused(() => createZone({ ...command, role: 'DISTRICT' }, { ...change(), name: '四' }), 'FORBIDDEN')
  })
})
