import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Role } from '#codegen/prisma/enums.ts'
import type { Actor } from '#server/platform/context.ts'
import { globalId } from '#server/platform/ids.ts'
import { db } from '#server/postgres/db.ts'
import { startTestApp, type TestApp } from './setup/app.ts'
import { type Caller, callerOf } from './setup/caller.ts'
import { anAccount, anActor, anEnterprise, aSecret, aSquad, aUnion } from './setup/factories.ts'
import { follow } from './setup/follower.ts'
import { eventNames, headOf } from './setup/people.ts'

let app: TestApp
let unionId: string
let author: Actor
let command: Caller

beforeAll(async () => {
  app = await startTestApp()
  unionId = (await aUnion()).id
  author = await anActor((await anAccount(unionId)).id)
  command = callerOf(app, await aSecret(author.accountId))
})
afterAll(() => app.close())

const aZone = async (cadreName = '') =>
  (await db.zone.create({ data: { unionId, name: randomUUID(), position: 9, cadreName } })).id
const anAgency = async () => (await db.agency.create({ data: { unionId, kind: 'COMMUNITY', name: randomUUID() } })).id

/** Somebody who is signed in, and follows the union's events on a socket. */
async function watcher(role: Role, given: Parameters<typeof anAccount>[1] = {}) {
  const { id } = await anAccount(unionId, { role, ...given })
  const token = await aSecret(id)
  const { closed } = await follow(app, token, { after: await headOf(unionId) })
  return { id, account: { id: globalId('Account', id) }, caller: callerOf(app, token), closed }
}

const isInUse = async (id: string) => (await db.account.findUniqueOrThrow({ where: { id } })).disabledAt === null
const newest = async (name: string) =>
  (await db.event.findFirstOrThrow({ where: { unionId, name }, orderBy: { seq: 'desc' } })).facts
type Payload = { disabledAccounts: { id: string }[] }
const shown = 'disabledAccounts { id }'

describe('the accounts of what is retired', () => {
  const nouns = [
    ['Squad', 'squadId', 'SQUAD', () => aSquad(unionId)],
    ['Agency', 'agencyId', 'AGENCY', anAgency],
    ['Zone', 'zoneId', 'CADRE', aZone],
    ['Enterprise', 'enterpriseId', 'ENTERPRISE', () => anEnterprise(author)],
  ] as const

  it.each(nouns)('%s: are disabled with it, and their sessions and sockets end', async (noun, field, role, make) => {
    const row = await make()
    const other = await anAccount(unionId, { role, [field]: await make() })
    const own = await watcher(role, { [field]: row })
    const before = await headOf(unionId)
    const input = { clientId: randomUUID(), [field]: globalId(noun, row) }
    const first = await command.change<Payload>(`retire${noun}`, input, shown)
    expect(first.disabledAccounts).toEqual([own.account])
    expect(await command.change<Payload>(`retire${noun}`, input, shown)).toEqual(first)
    expect(await own.closed).toBe(4403)
    expect((await own.caller.refusal('{ viewer { id } }')).code).toBe('UNAUTHENTICATED')
    expect((await own.caller.refusal('{ board { seq } }')).code).toBe('UNAUTHENTICATED')
    const late = { ...input, clientId: randomUUID() }
    expect((await own.caller.refusedChange(`restore${noun}`, late)).code).toBe('UNAUTHENTICATED')
    expect(await isInUse(other.id)).toBe(true)
    const event = `${noun.toLowerCase()}.retired`
    expect(await eventNames(unionId, before)).toEqual([event, 'account.disabled', 'session.ended'])
    expect(await newest(event)).toEqual({ accounts: 1 })
  })

  it.each(nouns)(
    '%s: stay disabled when it is restored, and are enabled one by one',
    async (noun, field, role, make) => {
      const row = await make()
      const { id } = await anAccount(unionId, { role, [field]: row })
      const accountId = globalId('Account', id)
      await command.change(`retire${noun}`, { [field]: globalId(noun, row) })
      const refused = await command.refusedChange('enableAccount', { accountId })
      expect(refused).toMatchObject({ code: 'CONFLICT', current: globalId(noun, row) })
      await command.change(`restore${noun}`, { [field]: globalId(noun, row) })
      expect(await isInUse(id)).toBe(false)
      await command.change('enableAccount', { accountId })
      expect(await isInUse(id)).toBe(true)
    },
  )

  it('of a squad are those of its members and that which all of them share', async () => {
    const squadId = await aSquad(unionId)
    const { id: memberId } = await db.squadMember.findFirstOrThrow({ where: { squadId } })
    const own = await anAccount(unionId, { role: 'SQUAD', squadId, memberId })
    const shared = await anAccount(unionId, { role: 'SQUAD', squadId })
    await command.change('retireSquad', { squadId: globalId('Squad', squadId) })
    expect(await Promise.all([own, shared].map(({ id }) => isInUse(id)))).toEqual([false, false])
    expect(await newest('squad.retired')).toEqual({ accounts: 2 })
  })
})

describe('the account of a zone’s cadre', () => {
  const cadre = (zoneId: string, displayName: string) => watcher('CADRE', { zoneId, displayName })

  it('is disabled when somebody else leads the zone, but not that of the one who comes', async () => {
    const zone = await aZone('王建国')
    const [former, next] = [
      await cadre(zone, '王建国'),
      await anAccount(unionId, { role: 'CADRE', zoneId: zone, displayName: '李卫东' }),
    ]
    const zoneId = globalId('Zone', zone)
    const phone = await command.change<Payload>('updateZone', { zoneId, cadrePhone: '15400000001' }, shown)
    expect(phone.disabledAccounts).toEqual([])
    const changed = await command.change<Payload>('updateZone', { zoneId, cadreName: '李卫东' }, shown)
    expect(changed.disabledAccounts).toEqual([former.account])
    expect(await former.closed).toBe(4403)
    expect(await isInUse(next.id)).toBe(true)
    expect(await newest('zone.updated')).toEqual({ fields: 'cadreName', accounts: 1 })
  })

  it('is disabled when nobody leads it any more, and not when somebody is named for the first time', async () => {
    const zone = await aZone()
    const { id } = await anAccount(unionId, { role: 'CADRE', zoneId: zone, displayName: '片区领导' })
    const zoneId = globalId('Zone', zone)
    await command.change('updateZone', { zoneId, cadreName: '王建国' })
    expect(await isInUse(id)).toBe(true)
    await command.change('updateZone', { zoneId, cadreName: '' })
    expect(await isInUse(id)).toBe(false)
  })

  it('stays in use and gets the new name where only the name is put right', async () => {
    const zone = await aZone('王建囯')
    const { id } = await anAccount(unionId, { role: 'CADRE', zoneId: zone, displayName: '王建囯' })
    const before = await headOf(unionId)
    const input = { zoneId: globalId('Zone', zone), cadreName: '王建国', isSameCadre: true }
    const { disabledAccounts } = await command.change<Payload>('updateZone', input, shown)
    expect(disabledAccounts).toEqual([])
    expect(await db.account.findUniqueOrThrow({ where: { id } })).toMatchObject({
      displayName: '王建国',
      disabledAt: null,
    })
    expect(await eventNames(unionId, before)).toEqual(['zone.updated', 'account.updated'])
  })
})
