import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { setTarget } from '#server/modules/campaigns/set-target.ts'
import { setSquadMembers } from '#server/modules/squads/set-members.ts'
import { createSupplyItem } from '#server/modules/supplies/create-item.ts'
import { createSupplier } from '#server/modules/supplies/create-supplier.ts'
import { createZone } from '#server/modules/zones/create.ts'
import type { Actor } from '#server/platform/context.ts'
import { globalId } from '#server/platform/ids.ts'
import { closeDb, db, openDb } from '#server/postgres/db.ts'
import { freshDatabase } from '#tests/setup/database.ts'
import { expectConflict, expectDone, expectFiguresTrue, meet } from '#tests/setup/meeting.ts'
import { addCampaignEnterprise } from '#tests/setup/mutations.ts'
import { expectRefused } from '#tests/setup/outcomes.ts'
import { aWarmUnion, type WarmUnion } from '#tests/setup/warm-union.ts'

// Two deeds that set a list, held so that the second one begins before the first has committed: see meet().

let union: WarmUnion
let command: Actor
let campaignId: string
beforeAll(async () => {
  openDb(await freshDatabase())
  union = await aWarmUnion(12)
  command = union.command
  campaignId = (await db.campaign.findFirstOrThrow()).id
})
afterAll(() => closeDb())

const clientId = () => randomUUID()
const places = async () =>
  (await db.campaignEnterprise.findMany({ orderBy: { position: 'asc' } })).map(({ position }) => position)

describe('the hundred', () => {
  const enter = () => addCampaignEnterprise(command, campaignId, union.unusedEnterprise())
  const target = (target: number) => setTarget(command, { clientId: clientId(), campaignId, target })

  it('gives two enterprises that enter at once two places', async () => {
    const [first, second] = await meet(union.unionId, enter, enter)
    expectDone(first)
    expectDone(second)
    expect(await places()).toEqual([1, 2, 3, 4])
    await expectFiguresTrue(union.unionId)
  })

  it('gives its last place to one of two', async () => {
    await target(5)
    const [first, second] = await meet(union.unionId, enter, enter)
    expectDone(first)
    expectConflict(second, globalId('Campaign', campaignId))
    expect(await places()).toEqual([1, 2, 3, 4, 5])
    await expectFiguresTrue(union.unionId)
  })

  it('is never longer than a target that is lowered while an enterprise enters', async () => {
    await target(6)
    const [entered, lowered] = await meet(union.unionId, enter, () => target(5))
    expectDone(entered)
    expect(lowered.status).toBe('rejected')
    await target(7)
    const [set, late] = await meet(union.unionId, () => target(6), enter)
    expectDone(set)
    expectConflict(late, globalId('Campaign', campaignId))
    expect(await db.campaign.findFirstOrThrow()).toMatchObject({ target: 6 })
    expect(await places()).toHaveLength(6)
    await expectFiguresTrue(union.unionId)
  })
})

it('the members of a squad that are set twice at once are those of one of the two, whole', async () => {
  const squadId = union.squads[0].squadId!
  const set = (...names: string[]) => {
    const members = names.map((name) => ({ name, duties: ['GUIDE' as const], phone: '15400000009' }))
    return () => setSquadMembers(command, { clientId: clientId(), squadId, members })
  }
  const [first, second] = await meet(union.unionId, set('孙丽', '周洋'), set('马强', '李敏', '赵云'))
  expectDone(first)
  expectDone(second)
  const members = await db.squadMember.findMany({ where: { squadId, retiredAt: null }, select: { name: true } })
  expect(members.map(({ name }) => name).sort()).toEqual(['李敏', '赵云', '马强'].sort())
})

it('two supply items that are made at once get two places, and a supplier has each item once', async () => {
  const item = (code: string) => () =>
    createSupplyItem(command, { clientId: clientId(), code, name: code, nameEn: code, unit: '个', unitEn: 'piece' })
  const [first, second] = await meet(union.unionId, item('GLOVES'), item('GOGGLES'))
  expectDone(first)
  expectDone(second)
  const items = await db.supplyItem.findMany({ where: { unionId: union.unionId }, orderBy: { position: 'asc' } })
  expect(new Set(items.map(({ position }) => position)).size).toBe(items.length)
  const offer = { itemId: union.mask, capacity: 100 }
  const supplier = { clientId: clientId(), name: '手套厂', contact: '张三', phone: '029-00000001' }
  await expectRefused(() => createSupplier(command, { ...supplier, items: [offer, offer] }), 'INVALID', {
    field: 'items',
  })
})

it('gives two zones that are made at once two positions', async () => {
  const make = (name: string) => () => createZone(command, { clientId: clientId(), name })
  const [first, second] = await meet(union.unionId, make('东片区'), make('西片区'))
  expectDone(first)
  expectDone(second)
  const zones = await db.zone.findMany({ where: { unionId: union.unionId }, orderBy: { position: 'asc' } })
  expect(zones.map(({ position }) => position)).toEqual(zones.map((_, i) => i + 1))
  expect(zones.slice(-2).map(({ name }) => name)).toEqual(['东片区', '西片区'])
})
