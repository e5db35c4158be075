import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Visit } from '#codegen/prisma/client.ts'
import { localDate } from '#server/platform/clock.ts'
import type { Actor } from '#server/platform/context.ts'
import { closeDb, db, openDb } from '#server/postgres/db.ts'
import { freshDatabase } from '#tests/setup/database.ts'
import { expectDone, expectFiguresTrue, meet } from '#tests/setup/meeting.ts'
import {
  addCampaignEnterprise,
  arriveVisit,
  completeStep,
  finishVisit,
  planVisit,
  recordVisit,
  skipVisit,
  voidVisit,
} from '#tests/setup/mutations.ts'
import { aWarmUnion, type WarmUnion } from '#tests/setup/warm-union.ts'

// Two deeds on two visits of one enterprise, of two squads and two days, held so that the second one begins before the
// first has committed: see meet(). Every pair is tried, since each of the two changes what the enterprise's cell and
// the figures are made of.

const today = localDate(new Date())
const tomorrow = localDate(new Date(Date.now() + 86_400_000))

type Deed = {
  /** What has to be there before; its id. */
  before?: (squad: Actor, enterprise: string, plannedOn: string) => Promise<string>
  work: (squad: Actor, visit: string, enterprise: string, plannedOn: string) => Promise<unknown>
}

const aPlan = async (squad: Actor, enterprise: string, plannedOn: string) =>
  (await planVisit(squad, enterprise, { plannedOn })).id

/** A visit with all its steps, at whose door the squad stands. */
const aWholeVisit = async (squad: Actor, enterprise: string, plannedOn: string) => {
  const visit = await aPlan(squad, enterprise, plannedOn)
  await arriveVisit(squad, visit)
  for (const step of ['LOOK', 'LISTEN', 'ASK', 'TREAT'] as const) await completeStep(squad, visit, step)
  return visit
}

const aFinishedVisit = async (squad: Actor, enterprise: string, plannedOn: string) => {
  const visit = await aWholeVisit(squad, enterprise, plannedOn)
  await finishVisit(squad, visit)
  return visit
}

const deeds: Record<string, Deed> = {
  'a plan': { work: (squad, _, enterprise, plannedOn) => planVisit(squad, enterprise, { plannedOn }) },
  'an arrival': { before: aPlan, work: (squad, visit) => arriveVisit(squad, visit) },
  'a first step': { before: aPlan, work: (squad, visit) => completeStep(squad, visit, 'LOOK') },
  'a skip': { before: aPlan, work: (squad, visit) => skipVisit(squad, visit) },
  'a void of a plan': { before: aPlan, work: (_, visit) => voidVisit(union.command, visit) },
  'a void of an arrival': { before: aWholeVisit, work: (_, visit) => voidVisit(union.command, visit) },
  'a void of a visit that may count': { before: aFinishedVisit, work: (_, visit) => voidVisit(union.command, visit) },
  'an end': { before: aWholeVisit, work: (squad, visit) => finishVisit(squad, visit) },
  'an entry into the hundred': {
    work: (_, __, enterprise) => addCampaignEnterprise(union.command, campaignId, enterprise),
  },
  'a paper visit': { work: (squad, _, enterprise) => recordVisit(squad, enterprise, new Date()) },
}

const names = Object.keys(deeds)

let union: WarmUnion
let campaignId: string
beforeAll(async () => {
  openDb(await freshDatabase())
  union = await aWarmUnion(2 + names.length ** 2)
  campaignId = (await db.campaign.findFirstOrThrow()).id
})
afterAll(() => closeDb())

const progressOf = (visits: Visit[]) => {
  const open = visits.filter(({ state }) => state === 'ARRIVED' || state === 'PLANNED')
  if (visits.some(({ counts }) => counts)) return 'DONE'
  if (open.some(({ state, steps }) => state === 'ARRIVED' || steps.length > 0)) return 'UNDER_WAY'
  return open.length > 0 ? 'PLANNED' : 'NOT_PLANNED'
}

it.each(names)(
  '%s and each deed on another visit of its enterprise leave its cell and the figures true',
  async (name) => {
    for (const other of names) {
      const enterprise = union.unusedEnterprise()
      const prepared = async ({ before, work }: Deed, day: string) => {
        const squad = await union.aFreeSquad()
        const visit = (await before?.(squad, enterprise, day)) ?? ''
        return () => work(squad, visit, enterprise, day)
      }
      const first = await prepared(deeds[name]!, today)
      const second = await prepared(deeds[other]!, tomorrow)
      const [done, late] = await meet(union.unionId, first, second)
      expectDone(done)
      if (late.status === 'rejected') expect([other, late.reason.code]).toEqual([other, 'CONFLICT'])
      const { progress, visits } = await db.enterprise.findUniqueOrThrow({
        where: { id: enterprise },
        include: { visits: true },
      })
      expect([other, progress]).toEqual([other, progressOf(visits)])
      const finished = visits.filter(({ state, outcome }) => state === 'FINISHED' && outcome === 'DONE')
      expect([other, visits.filter(({ counts }) => counts).length]).toEqual([other, Math.min(finished.length, 1)])
    }
    await expectFiguresTrue(union.unionId)
  },
)
