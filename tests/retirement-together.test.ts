import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { globalId } from '#server/platform/ids.ts'
import { closeDb, db, openDb } from '#server/postgres/db.ts'
import { freshDatabase } from '#tests/setup/database.ts'
import { day } from '#tests/setup/days.ts'
import { anEnterprise } from '#tests/setup/factories.ts'
import { expectFiguresTrue, meet } from '#tests/setup/meeting.ts'
import { mutate } from '#tests/setup/mutations.ts'
import { aSmallUnion, type SmallUnion } from '#tests/setup/small-union.ts'

let union: SmallUnion
let campaignId: string

beforeAll(async () => {
  openDb(await freshDatabase())
  union = await aSmallUnion()
  const campaign = await db.campaign.findFirstOrThrow({ where: { unionId: union.unionId } })
  campaignId = globalId('Campaign', campaign.id)
})
afterAll(() => closeDb())

const idOf = (enterprise: string) => globalId('Enterprise', enterprise)
const retire = (enterprise: string) => mutate(union.command, 'retireEnterprise', { enterpriseId: idOf(enterprise) })
const order = (enterprise: string) => ({
  enterpriseId: idOf(enterprise),
  itemId: globalId('SupplyItem', union.mask),
  requested: 5,
})
const issueOf = (enterprise: string) => ({
  enterpriseId: idOf(enterprise),
  kind: 'DIFFICULTY',
  category: 'SUPPLIES',
  severity: 'LOW',
  source: 'CALL',
  title: '口罩不够',
})

describe('of two at once', () => {
  const changes = {
    updateEnterprise: (id: string) => ({ enterpriseId: idOf(id), headcount: 3 }),
    setResumption: (id: string) => ({
      enterpriseIds: [idOf(id)],
      to: 'FILED',
      on: day(0),
      basis: '备案表',
      source: 'FORM',
    }),
    createLinks: (id: string) => ({ subjects: [{ enterpriseId: idOf(id) }], purpose: 'DEVICE', expiresOn: day(3) }),
  }

  it.each(Object.keys(changes) as (keyof typeof changes)[])(
    'retireEnterprise and %s: it is refused after the other and not before',
    async (name) => {
      for (const retiresFirst of [true, false]) {
        const id = await anEnterprise(union.command)
        const change = () => mutate(union.command, name, changes[name](id))
        const leave = () => retire(id)
        const [first, second] = retiresFirst ? [leave, change] : [change, leave]
        const met = await meet<unknown, unknown>(union.unionId, first, second)
        expect(met.map(({ status }) => status)).toEqual(['fulfilled', retiresFirst ? 'rejected' : 'fulfilled'])
        expect(await db.account.count({ where: { enterpriseId: id, disabledAt: null } })).toBe(0)
        await expectFiguresTrue(union.unionId)
      }
    },
  )

  const works = {
    planVisit: (id: string) => ({
      enterpriseId: idOf(id),
      squadId: globalId('Squad', union.squads[0].squadId!),
      plannedOn: day(2),
    }),
    openIssue: issueOf,
    orderSupply: order,
    addCampaignEnterprise: (id: string) => ({ enterpriseId: idOf(id), campaignId }),
  }

  it.each(Object.keys(works) as (keyof typeof works)[])(
    'retireEnterprise and %s: the second is refused',
    async (name) => {
      for (const retiresFirst of [true, false]) {
        const id = await anEnterprise(union.command)
        const work = () => mutate(union.command, name, works[name](id))
        const leave = () => retire(id)
        const [first, second] = retiresFirst ? [leave, work] : [work, leave]
        const met = await meet<unknown, unknown>(union.unionId, first, second)
        expect(met.map(({ status }) => status)).toEqual(['fulfilled', 'rejected'])
        expect((met[1] as PromiseRejectedResult).reason).toMatchObject({ code: 'CONFLICT' })
        await expectFiguresTrue(union.unionId)
      }
    },
  )
})
