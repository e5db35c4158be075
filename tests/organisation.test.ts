import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createPolicyDocument } from '#server/modules/policy-documents/create.ts'
import type { Actor } from '#server/platform/context.ts'
import { globalId } from '#server/platform/ids.ts'
import { closeDb, db, openDb } from '#server/postgres/db.ts'
import { freshDatabase } from '#tests/setup/database.ts'
import { mutate } from '#tests/setup/mutations.ts'
import { expectRefused } from '#tests/setup/outcomes.ts'
import { headOf } from '#tests/setup/people.ts'
import { ask, type SmallUnion } from '#tests/setup/small-union.ts'
import { twoUnions } from '#tests/setup/two-unions.ts'

let union: SmallUnion
let other: SmallUnion
let command: Actor
let district: Actor
let notCommand: Actor[]

beforeAll(async () => {
  openDb(await freshDatabase())
  ;({ union, other, district, notCommand } = await twoUnions())
  command = union.command
})
afterAll(() => closeDb())

const lastEvent = async () =>
  db.event.findUniqueOrThrow({
    where: { unionId_seq: { unionId: union.unionId, seq: await headOf(union.unionId) } },
  })

describe('the squads', () => {
  type Squad = {
    number: number
    cadreName: string
    cadreTitle: string
    phone: string | null
    zones: { name: string }[]
    members: { name: string; phone: string | null; duties: string[]; agency: { kind: string } | null }[]
  }
  const fields = 'number cadreName cadreTitle phone zones { name } members { name phone duties agency { kind } }'
  const read = async (actor: Actor, shown = fields) =>
    (await ask<{ squads: Squad[] }>(actor, `{ squads { ${shown} } }`)).squads
  const squadId = () => globalId('Squad', union.squads[0].squadId!)
  const first = async (actor: Actor) => (await read(actor))[0]!

  it('change what is named and keep what is not', async () => {
    const before = await first(command)
    type Payload = { zone: { id: string; name: string; position: number } }
    const zones: Payload[] = []
    for (const name of ['东片', '西片']) {
      zones.push(await mutate<Payload>(command, 'createZone', { name }, 'zone { id name position }'))
    }
    expect(zones.map(({ zone }) => zone.position)).toEqual([2, 3])
    const update = (input: object) =>
      mutate<{ squad: Squad }>(command, 'updateSquad', { squadId: squadId(), ...input }, `squad { ${fields} }`)
    const zoneIds = zones.map(({ zone }) => zone.id)
    expect((await update({ zoneIds: [...zoneIds, zoneIds[0]] })).squad.zones).toHaveLength(2)
    expect((await update({ cadreName: '赵强' })).squad).toMatchObject({
      cadreName: '赵强',
      cadreTitle: before.cadreTitle,
    })
    expect((await update({ cadreTitle: '主任' })).squad).toMatchObject({ cadreName: '赵强', cadreTitle: '主任' })
    expect((await update({ phone: '15400000077' })).squad).toMatchObject({
      phone: '154****0077',
      members: before.members,
    })
    expect((await update({ zoneIds: [zoneIds[1]] })).squad.zones).toEqual([{ name: zones[1]!.zone.name }])
    expect((await update({ zoneIds: [] })).squad.zones).toEqual([])
    expect(await lastEvent()).toMatchObject({
      name: 'squad.updated',
      squadId: union.squads[0].squadId,
      facts: { what: 'squad' },
    })
  })

  it('get their members whole, each duty once', async () => {
    const agencyId = globalId('Agency', union.tax.agencyId!)
    const members = [
      { name: '孙丽', duties: ['GUIDE', 'SERVICE', 'GUIDE'], phone: '15400000004', agencyId },
      { name: '周洋', duties: [], phone: '15400000005' },
    ]
    await mutate(command, 'setSquadMembers', { squadId: squadId(), members })
    expect((await first(command)).members).toEqual([
      { name: '孙丽', duties: ['GUIDE', 'SERVICE'], phone: '154****0004', agency: { kind: 'TAX' } },
      { name: '周洋', duties: [], phone: '154****0005', agency: null },
    ])
    const theirs = { ...members[1], agencyId: globalId('Agency', other.tax.agencyId!) }
    await expectRefused(
      () => mutate(command, 'setSquadMembers', { squadId: squadId(), members: [members[0], theirs] }),
      'NOT_FOUND',
      { field: 'members.1.agencyId' },
    )
    expect((await first(command)).members).toHaveLength(2)
    await mutate(command, 'setSquadMembers', { squadId: squadId(), members: [] })
    expect(await first(command)).toMatchObject({ members: [], cadreName: '赵强' })
    expect(await lastEvent()).toMatchObject({ name: 'squad.updated', facts: { what: 'members' } })
  })

  it('show phones to the command centre and squads, and nothing of people to a token without BOARD', async () => {
    await mutate(command, 'setSquadMembers', {
      squadId: squadId(),
      members: [{ name: '孙丽', duties: ['GUIDE'], phone: '15400000004' }],
    })
    const phones = async (actor: Actor) => {
      const { phone, members } = await first(actor)
      return [phone, members[0]!.phone]
    }
    for (const actor of [command, ...union.squads]) expect(await phones(actor)).toEqual(['154****0077', '154****0004'])
    for (const actor of [union.owner, union.tax, union.integrator('BOARD')]) {
      expect(await phones(actor)).toEqual([null, null])
    }
    await expect(phones(union.wall)).rejects.toMatchObject({ code: 'FORBIDDEN' })
    expect(await read(union.integrator('VISITS'))).toEqual([])
    const numbers = (await read(command)).map(({ number }) => number)
    expect(numbers).toEqual(numbers.toSorted((a, b) => a - b))
  })

  it('are changed by the command centre of their union, with zones of it', async () => {
    const theirs = { squadId: globalId('Squad', other.squads[0].squadId!) }
    const notFound = (field: string) => ['NOT_FOUND', { field }] as const
    await expectRefused(() => mutate(command, 'updateSquad', { ...theirs, cadreName: '外人' }), ...notFound('squadId'))
    await expectRefused(() => mutate(command, 'setSquadMembers', { ...theirs, members: [] }), ...notFound('squadId'))
    const zone = await db.zone.findFirstOrThrow({ where: { unionId: other.unionId } })
    const zoneIds = [globalId('Zone', zone.id)]
    await expectRefused(() => mutate(command, 'updateSquad', { squadId: squadId(), zoneIds }), ...notFound('zoneIds'))
    for (const actor of notCommand) {
      await expectRefused(() => mutate(actor, 'updateSquad', { squadId: squadId(), phone: '15400000009' }), 'FORBIDDEN')
      await expectRefused(() => mutate(actor, 'setSquadMembers', { squadId: squadId(), members: [] }), 'FORBIDDEN')
    }
  })
})

describe('unions, zones, agencies and documents', () => {
  const unions = async (actor: Actor) =>
    (
      await ask<{ unions: { id: string; level: string; zones: { name: string }[] }[] }>(
        actor,
        '{ unions { id level zones { name } } }',
      )
    ).unions

  it('are those that one may ask for', async () => {
    const own = globalId('TradeUnion', union.unionId)
    for (const actor of [command, union.squads[0], union.owner, union.wall]) {
      expect((await unions(actor)).map(({ id }) => id)).toEqual([own])
    }
    const children = [own, globalId('TradeUnion', other.unionId)]
    expect((await unions(district)).map(({ id }) => id).sort()).toEqual(children.sort())
    expect((await unions(command))[0]).toMatchObject({ level: 'SUBDISTRICT' })
  })

  it('get a zone after the others, whose name is taken once in each union', async () => {
    const zones = async () => (await unions(command))[0]!.zones.map(({ name }) => name)
    const before = await zones()
    const { zone } = await mutate<{ zone: { id: string } }>(command, 'createZone', { name: '新片区' }, 'zone { id }')
    expect(await zones()).toEqual([...before, '新片区'])
    await expectRefused(() => mutate(command, 'createZone', { name: ' 新片区 ' }), 'CONFLICT', { current: zone.id })
    await mutate(other.command, 'createZone', { name: '新片区' })
    for (const actor of notCommand)
      await expectRefused(() => mutate(actor, 'createZone', { name: '别的' }), 'FORBIDDEN')
  })

  it('are called what their command centre says', async () => {
    type Names = { union: { name: string; shortName: string | null; districtName: string | null } }
    const change = (actor: Actor, input: object) =>
      mutate<Names>(actor, 'updateUnion', input, 'union { name shortName districtName }')
    const named = await change(command, { name: ' 北院门街道总工会 ', shortName: '北院门', districtName: '莲湖区' })
    expect(named.union).toEqual({ name: '北院门街道总工会', shortName: '北院门', districtName: '莲湖区' })
    expect(await lastEvent()).toMatchObject({ name: 'union.updated', subjectId: union.unionId, facts: {} })
    const head = await headOf(union.unionId)
    expect((await change(command, { shortName: '北院门' })).union).toEqual(named.union)
    expect(await headOf(union.unionId)).toBe(head)
    expect((await change(command, { shortName: '' })).union).toEqual({ ...named.union, shortName: null })
    await expect(change(command, { name: '  ' })).rejects.toThrow('input.name')
    for (const actor of notCommand) await expectRefused(() => change(actor, { name: '别的' }), 'FORBIDDEN')
    expect(await db.tradeUnion.count({ where: { name: '北院门街道总工会' } })).toBe(1)
  })

  it('name the agencies of one’s union, to a token with any scope', async () => {
    const agencies = async (actor: Actor) =>
      (await ask<{ agencies: { kind: string; name: string }[] }>(actor, '{ agencies { kind name } }')).agencies
    expect(await agencies(command)).toEqual([
      { kind: 'POLICE', name: '公安' },
      { kind: 'TAX', name: '税务' },
    ])
    expect(await agencies(union.integrator('ISSUES'))).toHaveLength(2)
    expect(await agencies(union.integrator())).toEqual([])
  })

  it('list the documents in their order, at most two hundred, to everybody of the union', async () => {
    const documents = async (actor: Actor) => {
      const query = '{ policyDocuments { title issuer position } }'
      type Answer = { policyDocuments: { title: string; issuer: string; position: number }[] }
      return (await ask<Answer>(actor, query)).policyDocuments
    }
    await createPolicyDocument(command, { clientId: randomUUID(), title: '一本通', issuer: '税务局' })
    await createPolicyDocument(command, { clientId: randomUUID(), title: '汇编', issuer: '西安市税务局' })
    await db.policyDocument.create({
      data: { id: randomUUID(), unionId: union.unionId, position: 0, title: '通知', issuer: '指挥部' },
    })
    expect(await documents(command)).toEqual([
      { title: '通知', issuer: '指挥部', position: 0 },
      { title: '一本通', issuer: '税务局', position: 1 },
      { title: '汇编', issuer: '西安市税务局', position: 2 },
    ])
    for (const actor of [union.squads[0], union.owner, union.tax, union.wall, union.integrator()]) {
      expect(await documents(actor)).toEqual(await documents(command))
    }
    expect(await documents(other.command)).toEqual([])
    const more = Array.from({ length: 199 }, (_, i) => ({
      unionId: union.unionId,
      position: 3 + i,
      title: `第${i}份`,
      issuer: '',
    }))
    await db.policyDocument.createMany({ data: more })
    const all = await documents(command)
    expect(all).toHaveLength(200)
    expect(all.at(-1)).toMatchObject({ position: 199 })
  })
})
