import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Actor } from '#server/platform/context.ts'
import { globalId } from '#server/platform/ids.ts'
import { closeDb, db, openDb } from '#server/postgres/db.ts'
import { freshDatabase } from '#tests/setup/database.ts'
import { day } from '#tests/setup/days.ts'
import { aSquad } from '#tests/setup/factories.ts'
import { arriveVisit, mutate, openIssue, planVisit } from '#tests/setup/mutations.ts'
import { expectRefused } from '#tests/setup/outcomes.ts'
import { aSmallUnion, ask, type SmallUnion, someone } from '#tests/setup/small-union.ts'

let union: SmallUnion
let command: Actor
let district: Actor

beforeAll(async () => {
  openDb(await freshDatabase())
  union = await aSmallUnion()
  command = union.command
  district = { ...command, role: 'DISTRICT' }
})
afterAll(() => closeDb())

type Made = { id: string; retiredAt: string | null; position: number; number: number; zones: { name: string }[] }
const make = async (deed: string, noun: string, input: object, fields = 'id') =>
  (await mutate<Record<string, Made>>(command, deed, input, `${noun} { ${fields} }`))[noun]!
const aZone = (name: string) => make('createZone', 'zone', { name })
const named = async (actor: Actor, list: string, retired = false) =>
  (await ask<{ rows: { name: string }[] }>(actor, `{ rows: ${list}(retired: ${retired}) { name } }`)).rows.map(
    ({ name }) => name,
  )
const enterpriseId = () => globalId('Enterprise', union.enterprises[0])
const refused = (deed: string, input: object, current?: string) =>
  expectRefused(() => mutate(command, deed, input), 'CONFLICT', current ? { current } : {})

describe('zones', () => {
  it('change their names, cadres and places', async () => {
    const [first, second] = [await aZone('甲片区'), await aZone('乙片区')]
    const cadre = { cadreName: '李主任', cadreTitle: '副主任', cadrePhone: '15400000001' }
    await mutate(command, 'updateZone', { zoneId: second.id, ...cadre, position: 1 })
    expect(await named(command, 'zones')).toEqual(['乙片区', '一片区', '甲片区'])
    await refused('updateZone', { zoneId: first.id, name: '乙片区' }, second.id)
    type Zone = { cadreName: string; cadrePhone: string | null }
    const read = async (actor: Actor) =>
      (await ask<{ zones: Zone[] }>(actor, '{ zones { cadreName cadrePhone } }')).zones
    expect((await read(command))[0]).toEqual({ cadreName: '李主任', cadrePhone: '154****0001' })
    expect((await read(union.owner))[0]).toEqual({ cadreName: '李主任', cadrePhone: null })
    const head = () => db.stream.findUniqueOrThrow({ where: { unionId: union.unionId }, select: { head: true } })
    const before = await head()
    await mutate(command, 'updateZone', { zoneId: second.id, ...cadre, position: 1 })
    expect(await head()).toEqual(before)
  })

  it('are retired when nothing lies in them, and keep their name', async () => {
    const zone = await aZone('丙片区')
    await mutate(command, 'updateEnterprise', { enterpriseId: enterpriseId(), zoneId: zone.id })
    await refused('retireZone', { zoneId: zone.id }, enterpriseId())
    await mutate(command, 'updateEnterprise', { enterpriseId: enterpriseId(), zoneId: null })
    const squad = globalId('Squad', union.squads[0].squadId!)
    await mutate(command, 'updateSquad', { squadId: squad, zoneIds: [zone.id] })
    await refused('retireZone', { zoneId: zone.id }, squad)
    await mutate(command, 'updateSquad', { squadId: squad, zoneIds: [] })
    const { retiredAt } = await make('retireZone', 'zone', { zoneId: zone.id }, 'id retiredAt')
    expect(retiredAt).not.toBeNull()
    expect(await named(command, 'zones')).not.toContain('丙片区')
    expect(await named(command, 'zones', true)).toContain('丙片区')
    await refused('retireZone', { zoneId: zone.id }, zone.id)
    await refused('updateZone', { zoneId: zone.id, name: '别名' }, zone.id)
    await refused('updateEnterprise', { enterpriseId: enterpriseId(), zoneId: zone.id }, zone.id)
    await refused('updateSquad', { squadId: squad, zoneIds: [zone.id] }, zone.id)
    await refused('createZone', { name: '丙片区' }, zone.id)
    const restored = await make('restoreZone', 'zone', { zoneId: zone.id }, 'id retiredAt position')
    expect(restored).toMatchObject({ retiredAt: null, position: (await named(command, 'zones')).length })
    await refused('restoreZone', { zoneId: zone.id }, zone.id)
  })

  it('add up their enterprises for the command centre and the district', async () => {
    const zone = await aZone('丁片区')
    await mutate(command, 'updateEnterprise', { enterpriseId: enterpriseId(), zoneId: zone.id })
    await openIssue(command, union.enterprises[0])
    type Answer = { node: { sums: object | null } }
    const query = `{ node(id: "${zone.id}") { ... on Zone { sums { enterprises listed visited openIssues resumed } } } }`
    const sums = async (actor: Actor) => (await ask<Answer>(actor, query)).node.sums
    const expected = { enterprises: 1, listed: 1, visited: 0, openIssues: 1, resumed: 0 }
    expect(await sums(command)).toEqual(expected)
    expect(await sums(district)).toEqual(expected)
    for (const actor of [union.squads[0], union.tax, union.owner, union.wall]) expect(await sums(actor)).toBeNull()
  })
})

describe('agencies', () => {
  const community = (name: string, more: object = {}) =>
    make('createAgency', 'agency', { kind: 'COMMUNITY', name, ...more }, 'id zones { name }')

  it('are several of one kind with names of their own; a community answers for zones', async () => {
    const zone = await aZone('戊片区')
    const first = await community('庙后街社区', { zoneIds: [zone.id] })
    expect(first.zones).toEqual([{ name: '戊片区' }])
    await community('大麦市社区')
    await refused('createAgency', { kind: 'POLICE', name: '大麦市社区' })
    await refused('retireZone', { zoneId: zone.id }, first.id)
    const wrong = { kind: 'POLICE', name: '派出所', zoneIds: [zone.id] }
    await expectRefused(() => mutate(command, 'createAgency', wrong), 'INVALID', { field: 'zoneIds' })
    const input = { agencyId: first.id, kind: 'SUBDISTRICT', aliases: ['旧名', '旧名', '庙后街社区'] }
    const changed = await make('updateAgency', 'agency', input, 'id aliases zones { name }')
    expect(changed).toMatchObject({ aliases: ['旧名'], zones: [] })
  })

  it('are retired when nothing is open at them, with the accounts of those who act for them', async () => {
    const agency = await community('北广济街社区')
    const agencyId = (await db.agency.findFirstOrThrow({ where: { name: '北广济街社区' } })).id
    const officer = await someone(union.unionId, 'AGENCY', { agencyId })
    const query = '{ agencies { name officers { username } } }'
    type Answer = { agencies: { name: string; officers: { username: string }[] }[] }
    const officers = async (actor: Actor) =>
      (await ask<Answer>(actor, query)).agencies.find(({ name }) => name === '北广济街社区')!.officers
    expect(await officers(command)).toEqual([{ username: officer.username }])
    expect(await officers(union.squads[0])).toEqual([])
    const { id } = await openIssue(command, union.enterprises[1]!, { agencyId: agency.id })
    await refused('retireAgency', { agencyId: agency.id }, globalId('Issue', id))
    await mutate(command, 'closeIssue', { issueId: globalId('Issue', id), closingNote: '已办' })
    const { disabledAccounts } = await mutate<{ disabledAccounts: { id: string }[] }>(
      command,
      'retireAgency',
      { agencyId: agency.id },
      'disabledAccounts { id }',
    )
    expect(disabledAccounts).toEqual([{ id: globalId('Account', officer.accountId) }])
    expect(await named(command, 'agencies')).not.toContain('北广济街社区')
    expect(await named(command, 'agencies', true)).toEqual(['北广济街社区'])
    const account = { username: 'late', displayName: '迟到', role: 'AGENCY', agencyId: agency.id }
    await expectRefused(() => mutate(command, 'createAccount', account), 'INVALID')
    await expectRefused(() => openIssue(command, union.enterprises[1]!, { agencyId: agency.id }), 'CONFLICT')
    await mutate(command, 'restoreAgency', { agencyId: agency.id })
    expect(await named(command, 'agencies')).toContain('北广济街社区')
  })
})

describe('squads', () => {
  const one = { cadreName: '李主任', cadreTitle: '副主任', phone: '15400000009' }
  const numbers = async (retired = false) =>
    (await ask<{ squads: { number: number }[] }>(command, `{ squads(retired: ${retired}) { number } }`)).squads.map(
      ({ number }) => number,
    )

  it('get a number that is free, or the next', async () => {
    const squad = await make('createSquad', 'squad', { ...one, number: 900 }, 'id number')
    expect((await make('createSquad', 'squad', one, 'number')).number).toBe(901)
    await refused('createSquad', { ...one, number: 900 }, squad.id)
    await mutate(command, 'retireSquad', { squadId: squad.id })
    await refused('createSquad', { ...one, number: 900 }, squad.id)
  })

  it('are retired when nothing is to come, and keep their past', async () => {
    const row = await aSquad(union.unionId)
    const squadId = globalId('Squad', row)
    const actor = await someone(union.unionId, 'SQUAD', { squadId: row })
    const { number } = await db.squad.findUniqueOrThrow({ where: { id: row } })
    const visit = await planVisit(actor, union.enterprises[2]!)
    await refused('retireSquad', { squadId }, globalId('Visit', visit.id))
    await arriveVisit(actor, visit.id)
    await refused('retireSquad', { squadId }, globalId('Visit', visit.id))
    await mutate(command, 'voidVisit', { visitId: globalId('Visit', visit.id), reason: '录错' })
    // a stop of a past day that nobody came to
    const missed = await planVisit(actor, union.enterprises[2]!)
    await db.visit.update({ where: { id: missed.id }, data: { plannedOn: new Date(day(-3)) } })
    await refused('retireSquad', { squadId }, globalId('Visit', missed.id))
    await mutate(command, 'skipVisit', { visitId: globalId('Visit', missed.id), reason: '没有去成' })
    await mutate(command, 'retireSquad', { squadId })
    expect(await numbers()).not.toContain(number)
    expect(await numbers(true)).toContain(number)
    const board = await ask<{ board: { squads: { squad: { number: number } }[] } }>(
      command,
      '{ board { squads { squad { number } } } }',
    )
    expect(board.board.squads.map(({ squad }) => squad.number)).toEqual(await numbers())
    const enterprise = { enterpriseId: globalId('Enterprise', union.enterprises[2]!) }
    await refused('planVisit', { squadId, ...enterprise, plannedOn: day(1) }, squadId)
    await refused('planDay', { on: day(1), squads: [{ squadId, stops: [enterprise] }] }, squadId)
    await refused('updateSquad', { squadId, cadreName: '外人' }, squadId)
    await refused('setSquadMembers', { squadId, members: [] }, squadId)
    expect(await make('restoreSquad', 'squad', { squadId }, 'retiredAt')).toEqual({ retiredAt: null })
    expect(await numbers()).toContain(number)
    await refused('restoreSquad', { squadId }, squadId)
  })
})
