import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Actor } from '#server/platform/context.ts'
import { globalId } from '#server/platform/ids.ts'
import { closeDb, db, openDb } from '#server/postgres/db.ts'
import { readBoard } from '#tests/setup/board.ts'
import { freshDatabase } from '#tests/setup/database.ts'
import { expectFiguresTrue } from '#tests/setup/meeting.ts'
import { mutate, swapCampaignEnterprise } from '#tests/setup/mutations.ts'
import { expectRefused } from '#tests/setup/outcomes.ts'
import { headOf } from '#tests/setup/people.ts'
import { ask, type SmallUnion } from '#tests/setup/small-union.ts'
import { twoUnions } from '#tests/setup/two-unions.ts'

let union: SmallUnion
let other: SmallUnion
let command: Actor
let district: Actor
let notCommand: Actor[]
let campaignId: string

beforeAll(async () => {
  openDb(await freshDatabase())
  ;({ union, other, district, notCommand } = await twoUnions())
  command = union.command
  campaignId = (await db.campaign.findFirstOrThrow({ where: { unionId: union.unionId } })).id
})
afterAll(() => closeDb())

const lastEvent = async () =>
  db.event.findUniqueOrThrow({
    where: { unionId_seq: { unionId: union.unionId, seq: await headOf(union.unionId) } },
  })

describe('the campaign', () => {
  type Campaign = {
    title: string
    target: number
    startsOn: string
    endsOn: string
    entries: { position: number; enterprise: { id: string } }[]
  }
  const fields = 'title target startsOn endsOn entries { position enterprise { id } }'
  const read = async (actor: Actor, unionId?: string) => {
    const args = unionId ? `(unionId: "${globalId('TradeUnion', unionId)}")` : ''
    return (await ask<{ campaign: Campaign | null }>(actor, `{ campaign${args} { ${fields} } }`)).campaign
  }
  const places = async (actor: Actor) =>
    (await read(actor))!.entries.map(({ position, enterprise }) => [position, enterprise.id])
  const id = (enterpriseId: string) => globalId('Enterprise', enterpriseId)

  it('is read by everybody of the union with the enterprises that each may see', async () => {
    const [first, second] = union.enterprises.map(id)
    expect(await read(command)).toEqual({
      title: '深入百家企业',
      target: 100,
      startsOn: '2020-01-01',
      endsOn: '2099-12-31',
      entries: [
        { position: 1, enterprise: { id: first } },
        { position: 2, enterprise: { id: second } },
      ],
    })
    for (const actor of [union.squads[0], union.wall, union.integrator('BOARD')]) {
      expect(await read(actor)).toEqual(await read(command))
    }
    expect(await places(union.neighbour)).toEqual([[2, second]])
    expect(await places(union.tax)).toEqual([])
    expect(await read(union.integrator('ENTERPRISES'))).toBeNull()
    expect(await read(district, union.unionId)).toEqual(await read(command))
    await expect(read(district)).rejects.toMatchObject({ code: 'INVALID', details: { field: 'unionId' } })
    await expect(read(command, other.unionId)).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })

  const swap = (position: number, enterpriseId: string) => ({
    campaignId: globalId('Campaign', campaignId),
    position,
    enterpriseId: id(enterpriseId),
  })
  const add = (enterpriseId: string) => ({
    campaignId: globalId('Campaign', campaignId),
    enterpriseId: id(enterpriseId),
  })
  const target = (count: number) => ({ campaignId: globalId('Campaign', campaignId), target: count })

  it('gets an enterprise in the first free place, and another one in a place', async () => {
    const [first, second, third, fourth] = union.enterprises
    const { campaign } = await mutate<{ campaign: Campaign }>(
      command,
      'addCampaignEnterprise',
      add(third!),
      `campaign { ${fields} }`,
    )
    expect(campaign.entries.map(({ position }) => position)).toEqual([1, 2, 3])
    await swapCampaignEnterprise(command, campaignId, 2, fourth!)
    expect(await places(command)).toEqual([
      [1, id(first)],
      [2, id(fourth!)],
      [3, id(third!)],
    ])
    expect(await lastEvent()).toMatchObject({ enterpriseId: fourth, facts: { position: 2, out: second } })
  })

  it('is filled where a place is free, not at the end', async () => {
    const theirs = await db.campaign.findFirstOrThrow({ where: { unionId: other.unionId } })
    await db.campaignEnterprise.deleteMany({ where: { campaignId: theirs.id, position: 1 } })
    const added = { campaignId: globalId('Campaign', theirs.id), enterpriseId: id(other.enterprises[2]!) }
    await mutate(other.command, 'addCampaignEnterprise', added)
    expect(await places(other.command)).toEqual([
      [1, id(other.enterprises[2]!)],
      [2, id(other.enterprises[1])],
    ])
  })

  it('has a target that is never below its list, and may be just that', async () => {
    await expectRefused(() => mutate(command, 'setTarget', target(2)), 'INVALID', { field: 'target' })
    await mutate(command, 'setTarget', target(3))
    expect((await readBoard(command)).campaign).toMatchObject({ target: 3, listed: 3 })
    await expectRefused(() => mutate(command, 'addCampaignEnterprise', add(union.enterprises[4]!)), 'CONFLICT', {
      current: globalId('Campaign', campaignId),
    })
    await mutate(command, 'setTarget', target(4))
    expect(await lastEvent()).toMatchObject({ facts: { from: 3, target: 4 } })
    await mutate(command, 'addCampaignEnterprise', add(union.enterprises[4]!))
    expect((await readBoard(command)).campaign).toMatchObject({ target: 4, listed: 4 })
    await expectFiguresTrue(union.unionId)
  })

  it('refuses who is on the list, who is not of the union, a place that is none, and everybody else', async () => {
    const listed = ['CONFLICT', { current: id(union.enterprises[0]) }] as const
    await expectRefused(() => mutate(command, 'addCampaignEnterprise', add(union.enterprises[0])), ...listed)
    await expectRefused(() => mutate(command, 'swapCampaignEnterprise', swap(3, union.enterprises[0])), ...listed)
    const stranger = ['NOT_FOUND', { field: 'enterpriseId' }] as const
    await expectRefused(() => mutate(command, 'addCampaignEnterprise', add(other.enterprises[0])), ...stranger)
    await expectRefused(() => mutate(command, 'swapCampaignEnterprise', swap(1, other.enterprises[2]!)), ...stranger)
    const nowhere = ['NOT_FOUND', { field: 'position' }] as const
    await expectRefused(() => mutate(command, 'swapCampaignEnterprise', swap(5, union.enterprises[5]!)), ...nowhere)
    const foreign = ['NOT_FOUND', { field: 'campaignId' }] as const
    await expectRefused(() => mutate(other.command, 'setTarget', target(50)), ...foreign)
    for (const actor of notCommand) {
      await expectRefused(() => mutate(actor, 'swapCampaignEnterprise', swap(1, union.enterprises[5]!)), 'FORBIDDEN')
      await expectRefused(() => mutate(actor, 'addCampaignEnterprise', add(union.enterprises[5]!)), 'FORBIDDEN')
      await expectRefused(() => mutate(actor, 'setTarget', target(50)), 'FORBIDDEN')
    }
  })

  it('that is closed is not shown as the present one, nor changed', async () => {
    await mutate(command, 'closeCampaign', { campaignId: globalId('Campaign', campaignId) })
    expect(await read(command)).toBeNull()
    const closed = ['CONFLICT', { current: globalId('Campaign', campaignId) }] as const
    await expectRefused(() => mutate(command, 'setTarget', target(50)), ...closed)
    await expectRefused(() => mutate(command, 'swapCampaignEnterprise', swap(1, union.enterprises[5]!)), ...closed)
    expect(await readBoard(command)).toMatchObject({ title: '', cells: [] })
  })
})
