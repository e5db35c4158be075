import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { globalId } from '#server/platform/ids.ts'
import { db } from '#server/postgres/db.ts'
import { startTestApp, type TestApp } from './setup/app.ts'
import { type Caller, callerOf } from './setup/caller.ts'
import { anAccount, aSecret, aSquad, aUnion } from './setup/factories.ts'
import { peopleTraces } from './setup/people.ts'
import { linksFor } from './setup/people-inputs.ts'

let app: TestApp
let unionId: string
let command: Caller

beforeAll(async () => {
  app = await startTestApp()
  unionId = (await aUnion()).id
  command = callerOf(app, await aSecret((await anAccount(unionId)).id))
})
afterAll(() => app.close())

const retiredAt = new Date()
const aRetiredAgency = async (unionId: string) => {
  const { id } = await db.agency.create({ data: { unionId, kind: 'POLICE', name: randomUUID(), retiredAt } })
  return { row: { agencyId: id }, subject: { agencyId: globalId('Agency', id), name: '张经办' } }
}
const anAgency = async () => (await db.agency.create({ data: { unionId, kind: 'POLICE', name: randomUUID() } })).id
const memberOf = async (squadId: string) => {
  const { id } = await db.squadMember.findFirstOrThrow({ where: { squadId } })
  return { row: { squadId, memberId: id }, subject: { memberId: globalId('SquadMember', id) } }
}
const ofRetiredSquad = async (unionId: string) => {
  const squadId = await aSquad(unionId)
  await db.squad.update({ where: { id: squadId }, data: { retiredAt } })
  return memberOf(squadId)
}
const whoHasLeft = async (unionId: string) => {
  const squadId = await aSquad(unionId)
  await db.squadMember.updateMany({ where: { squadId }, data: { retiredAt } })
  return memberOf(squadId)
}
const aRetiredZone = async (unionId: string) => {
  const zone = { unionId, name: randomUUID(), position: 9, cadreName: '王建国', retiredAt }
  const { id } = await db.zone.create({ data: zone })
  return { row: { zoneId: id }, subject: { zoneId: globalId('Zone', id) } }
}

it.each([
  ['an officer of a retired agency', 'AGENCY', '张经办', 'Agency', 'agencyId', aRetiredAgency],
  ['a member of a retired squad', 'SQUAD', '李敏', 'Squad', 'squadId', ofRetiredSquad],
  ['a member who has left', 'SQUAD', '李敏', 'SquadMember', 'memberId', whoHasLeft],
  ['the cadre of a retired zone', 'CADRE', '王建国', 'Zone', 'zoneId', aRetiredZone],
] as const)('no link is made for %s, nor is the account enabled', async (_, role, displayName, type, field, make) => {
  const { row, subject } = await make(unionId)
  const ids: Record<string, string> = row
  const refusal = { code: 'CONFLICT', current: globalId(type, ids[field]!) }
  const before = await peopleTraces()
  expect(await command.refusedChange('createLinks', linksFor(subject))).toMatchObject(refusal)
  expect(await peopleTraces()).toEqual(before)
  const account = { unionId, role, displayName, username: randomUUID(), ...row }
  const { id } = await db.account.create({ data: account })
  const accountId = globalId('Account', id)
  const none = { seq: null, links: [], disabled: [], retired: [{ id: accountId }] }
  for (const given of [subject, { accountId }]) {
    const fields = 'links { id } disabled { id } retired { id }'
    expect(await command.change('createLinks', linksFor(given), fields)).toMatchObject(none)
  }
  await db.account.update({ where: { id }, data: { disabledAt: retiredAt } })
  expect(await command.refusedChange('enableAccount', { accountId })).toMatchObject(refusal)
  expect(await db.account.findUniqueOrThrow({ where: { id } })).toMatchObject({ disabledAt: retiredAt })
})

it('a link is made for all others where one account is disabled, which is named', async () => {
  const subject = async () => {
    const { id } = await anAccount(unionId, { role: 'AGENCY', agencyId: await anAgency() })
    return { accountId: globalId('Account', id) }
  }
  const [off, on] = [await subject(), await subject()]
  await command.change('disableAccount', off)
  const input = { clientId: randomUUID(), ...linksFor(off), subjects: [off, on] }
  const shown = 'addresses links { account { id } } disabled { id } retired { id }'
  const first = await command.change('createLinks', input, shown)
  expect(first).toMatchObject({
    addresses: [expect.any(String)],
    links: [{ account: { id: on.accountId } }],
    disabled: [{ id: off.accountId }],
    retired: [],
  })
  // what is told once is not told again
  expect(await command.change('createLinks', input, shown)).toEqual({ ...first, addresses: [], disabled: [] })
})
