import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { localDate } from '#server/platform/clock.ts'
import { globalId, rowId } from '#server/platform/ids.ts'
import { db } from '#server/postgres/db.ts'
import { startTestApp, type TestApp } from '#tests/setup/app.ts'
import { type Caller, callerOf } from '#tests/setup/caller.ts'
import { anAccount, aSecret } from '#tests/setup/factories.ts'
import { peopleTraces } from '#tests/setup/people.ts'
import { aSmallUnion, type SmallUnion } from '#tests/setup/small-union.ts'

let app: TestApp
let union: SmallUnion
let command: Caller

beforeAll(async () => {
  app = await startTestApp()
  union = await aSmallUnion()
  command = callerOf(app, await aSecret(union.command.accountId))
})
afterAll(() => app.close())

type Zone = { id: string }

const aZone = async (given: object = {}) => {
  const input = { name: `片区 ${randomUUID().slice(0, 8)}`, ...given }
  return (await command.change<{ zone: Zone }>('createZone', input, 'zone { id }')).zone.id
}

/** The row id of a new zone, as the table has it. */
const rowOf = (id: string) => rowId('Zone', id, 'id')

/** Somebody who leads this zone, and the account’s global id. */
async function aCadre(zone: string) {
  const { id } = await anAccount(union.unionId, { role: 'CADRE', zoneId: rowOf(zone) })
  return { account: globalId('Account', id), caller: callerOf(app, await aSecret(id)) }
}

const sums = 'sums { enterprises listed visited openIssues resumed }'

describe('the cadre who leads a zone', () => {
  it('reads what the own zone adds up to, and nothing of another', async () => {
    const [own, other] = [await aZone(), await aZone()]
    const zoneId = rowOf(own)
    await db.enterprise.update({ where: { id: union.enterprises[0] }, data: { zoneId, resumption: 'RESUMED' } })
    const { caller } = await aCadre(own)
    const asked = `{ viewer { zone { id ${sums} } union { zones { id } } } zones { id } other: node(id: "${other}") { id } }`
    const zone = { id: own, sums: { enterprises: 1, listed: 1, visited: 0, openIssues: 0, resumed: 1 } }
    expect(await caller.query(asked)).toEqual({
      viewer: { zone, union: { zones: [{ id: own }] } },
      zones: [{ id: own }],
      other: null,
    })
    await db.enterprise.update({ where: { id: union.enterprises[0] }, data: { zoneId: null } })
  })

  it('is given another zone', async () => {
    const [before, after] = [await aZone(), await aZone()]
    const { account, caller } = await aCadre(before)
    await command.change('updateAccount', { accountId: account, zoneId: after })
    expect(await caller.query('{ viewer { zone { id } } }')).toEqual({ viewer: { zone: { id: after } } })
  })

  it('is not given one that is retired, and nobody else leads one', async () => {
    const zoneId = await aZone()
    const { account } = await aCadre(await aZone())
    const squad = globalId('Account', union.squads[0].accountId)
    expect(await command.refusedChange('updateAccount', { accountId: squad, zoneId })).toMatchObject({
      code: 'INVALID',
      field: 'input.zoneId',
    })
    await command.change('retireZone', { zoneId })
    const before = await peopleTraces()
    expect(await command.refusedChange('updateAccount', { accountId: account, zoneId })).toMatchObject({
      code: 'CONFLICT',
      current: zoneId,
    })
    const made = { username: 'late', displayName: '迟到', role: 'CADRE', password: 'long enough', zoneId }
    expect(await command.refusedChange('createAccount', made)).toMatchObject({ code: 'INVALID', field: 'input.zoneId' })
    expect(await peopleTraces()).toEqual(before)
  })
})

describe('a personal link for the cadre of a zone', () => {
  const inputFor = (zoneId: string) => ({
    purpose: 'DEVICE',
    expiresOn: localDate(new Date()),
    subjects: [{ zoneId }],
  })
  type Made = { links: { account: { id: string; role: string; displayName: string; zone: Zone } }[] }
  const made = async (zoneId: string) => {
    const fields = 'links { account { id role displayName zone { id } } }'
    return (await command.change<Made>('createLinks', inputFor(zoneId), fields)).links[0]!.account
  }

  it('makes an account where this cadre has none, and another one for the next cadre', async () => {
    const zoneId = await aZone({ cadreName: '王建国' })
    const first = await made(zoneId)
    expect(first).toMatchObject({ role: 'CADRE', displayName: '王建国', zone: { id: zoneId } })
    expect(await made(zoneId)).toEqual(first)
    await command.change('updateZone', { zoneId, cadreName: '李卫东' })
    const next = await made(zoneId)
    expect(next.displayName).toBe('李卫东')
    expect(next.id).not.toBe(first.id)
  })

  it('is not made where nobody leads the zone, or it is retired', async () => {
    const [without, retired] = [await aZone(), await aZone({ cadreName: '王建国' })]
    await command.change('retireZone', { zoneId: retired })
    const before = await peopleTraces()
    expect(await command.refusedChange('createLinks', inputFor(without))).toMatchObject({
      code: 'INVALID',
      field: 'input.subjects.0.zoneId',
    })
    expect(await command.refusedChange('createLinks', inputFor(retired))).toMatchObject({
      code: 'CONFLICT',
      field: 'input.subjects.0',
      current: retired,
    })
    expect(await peopleTraces()).toEqual(before)
  })
})
