import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import type { Actor } from '#server/platform/context.ts'
import { globalId } from '#server/platform/ids.ts'
import { closeDb, db, openDb } from '#server/postgres/db.ts'
import { freshDatabase } from '#tests/setup/database.ts'
import { aDoneVisit, mutate } from '#tests/setup/mutations.ts'
import { expectRefused } from '#tests/setup/outcomes.ts'
import { aSmallUnion, ask, type SmallUnion } from '#tests/setup/small-union.ts'

let union: SmallUnion
let campaignId: string

beforeAll(async () => openDb(await freshDatabase()))
beforeEach(async () => {
  union = await aSmallUnion(4)
  campaignId = globalId('Campaign', union.campaign)
})
afterAll(() => closeDb())

const deed = (name: string, input: object) => mutate(union.command, name, input)

it('a campaign keeps each closing with its figures, who closed it, and why it was opened again', async () => {
  const [first, second] = union.enterprises
  const { displayName } = union.command
  const headNow = async () => (await db.stream.findUniqueOrThrow({ where: { unionId: union.unionId } })).head
  await aDoneVisit(union.squads[0], first)
  const heads = [await headNow()]
  await deed('closeCampaign', { campaignId })
  await deed('reopenCampaign', { campaignId, reason: '补访两家' })
  await aDoneVisit(union.squads[0], second)
  heads.push(await headNow())
  await deed('closeCampaign', { campaignId })
  type Closing = { reopenedAt: string | null; event: object | null; figures: object | null }
  const closings = async (actor: Actor) => {
    const [reason, name] = actor.role === 'WALL' ? ['', ''] : ['reopenReason', 'displayName']
    const asked = `query ($id: ID!) { campaign(id: $id) { closedSeq ${reason} closings {
      seq ${reason} reopenedAt figures { visited listed } event { name actor { ${name} rank } }
    } } }`
    type Answer = { campaign: { closings: Closing[] } }
    return (await ask<Answer>(actor, asked, { id: campaignId })).campaign
  }
  const event = { name: 'campaign.closed', actor: { displayName, rank: 'CHAIR' } }
  const kept = await closings(union.command)
  expect(kept).toMatchObject({
    closedSeq: heads[1],
    reopenReason: '补访两家',
    closings: [
      { seq: heads[0], reopenReason: '补访两家', figures: { visited: 1, listed: 2 }, event },
      { seq: heads[1], reopenReason: null, reopenedAt: null, figures: { visited: 2, listed: 2 }, event },
    ],
  })
  expect(kept.closings[0]!.reopenedAt).toEqual(expect.any(String))
  await deed('reopenCampaign', { campaignId, reason: '再补一家' })
  expect(await closings(union.command)).toMatchObject({ closedSeq: null, reopenReason: '再补一家' })
  const seenBy = async (actor: Actor) => (await closings(actor)).closings.map(({ figures, event }) => [figures, event])
  const [none, some] = [null, expect.anything()]
  expect(await seenBy(union.wall)).toEqual([
    [some, some],
    [some, some],
  ])
  expect(await seenBy(union.squads[0])).toEqual([
    [none, some],
    [none, some],
  ])
  expect(await seenBy(union.owner)).toEqual([
    [none, none],
    [none, none],
  ])
})

it('a campaign is opened again at most nineteen times', async () => {
  const closed = { unionId: union.unionId, campaignId: union.campaign, at: new Date(), tally: {} }
  await db.campaignClosing.createMany({
    data: Array.from({ length: 19 }, (_, n) => ({ ...closed, seq: -1 - n, reopenedAt: new Date() })),
  })
  await deed('closeCampaign', { campaignId })
  const reopen = () => deed('reopenCampaign', { campaignId, reason: '再来' })
  await expectRefused(reopen, 'CONFLICT', { current: campaignId })
})
