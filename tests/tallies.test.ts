import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { tallyDifferences } from '#server/board/verify-tallies.ts'
import { isoDate, momentsOf, runAt } from '#server/platform/clock.ts'
import { AppError } from '#server/platform/errors.ts'
import { closeDb, db, openDb } from '#server/postgres/db.ts'
import { isRetryable } from '#server/postgres/errors.ts'
import { freshDatabase } from '#tests/setup/database.ts'
import type { Deed, Draw } from '#tests/setup/draw.ts'
import { deeds } from '#tests/setup/random-deeds.ts'
import { rebuiltWall, wallOfRows } from '#tests/setup/rebuilt-wall.ts'
import { aSmallUnion, type SmallUnion } from '#tests/setup/small-union.ts'

beforeAll(async () => openDb(await freshDatabase()))
afterAll(() => closeDb())

const day = 86_400_000

/** What one caller does; to be refused, or told to try again, is an answer as well. */
const attempt = (union: SmallUnion, deed: Deed, draw: Draw) =>
  deed(union, draw).then(
    () => 1,
    (error) => {
      if (error instanceof AppError || isRetryable(error)) return 0
      throw error
    },
  )

const often = ['planVisit', 'planVisit', 'planVisit', 'arriveVisit', 'orderSupply', 'reserveSupply']
const callers = fc.record({
  deed: fc.constantFrom(...deeds.keys(), ...often),
  squad: fc.nat(1),
  enterprise: fc.nat(2),
  row: fc.nat(30),
  quantity: fc.nat(200),
  yes: fc.boolean(),
})
/** Up to three callers at the same moment; now and then a day passes before. */
const moments = fc.record({
  nextDay: fc.integer({ min: 0, max: 9 }).map((n) => n === 0),
  callers: fc.array(callers, { minLength: 1, maxLength: 3 }),
})

it('after whatever happened, the tallies are what the rows add up to, and the events suffice to rebuild the wall', async () => {
  const done = new Map<string, number>()
  await fc.assert(
    fc.asyncProperty(fc.array(moments, { minLength: 30, maxLength: 45 }), async (story) => {
      const union = await aSmallUnion()
      let at = Date.now()
      for (const moment of story) {
        at += moment.nextDay ? day : 60_000
        await runAt(new Date(at), () =>
          Promise.all(
            moment.callers.map(async ({ deed, ...draw }) => {
              const went = await attempt(union, deeds.get(deed)!, draw)
              done.set(deed, (done.get(deed) ?? 0) + went)
            }),
          ),
        )
      }
      expect(await tallyDifferences(union.unionId)).toEqual([])
      await expectKeptColumns(union.unionId)
      await expectCountedWithinPeriod(union.unionId)
      const events = await db.event.findMany({ where: { unionId: union.unionId }, orderBy: { seq: 'asc' } })
      expect(rebuiltWall(events)).toEqual(await wallOfRows(union.unionId))
    }),
    { numRuns: 5, endOnFailure: true },
  )
  const wentThrough = [...done.values()].filter((times) => times > 0)
  expect(wentThrough.length, 'kinds of deeds that went through').toBeGreaterThan(deeds.size / 2)
})

/** What an enterprise's row keeps of its issues, and a squad's of where it is. */
async function expectKeptColumns(unionId: string): Promise<void> {
  const enterprises = await db.enterprise.findMany({
    where: { unionId },
    include: { _count: { select: { issues: { where: { status: 'OPEN' } } } } },
  })
  for (const { openIssues, _count } of enterprises) expect(openIssues).toBe(_count.issues)
  const squads = await db.squad.findMany({
    where: { unionId },
    include: { visits: { where: { state: 'ARRIVED' }, select: { id: true } } },
  })
  for (const { currentVisitId, visits } of squads) {
    expect(visits.map(({ id }) => id)).toEqual(currentVisitId ? [currentVisitId] : [])
  }
}

/** An enterprise counts by one visit, where one that lacks nothing has ended as DONE on a day of the campaign, and else by none. */
async function expectCountedWithinPeriod(unionId: string): Promise<void> {
  const campaign = await db.campaign.findFirst({ where: { unionId, state: 'ACTIVE' } })
  const done = { unionId, state: 'FINISHED', outcome: 'DONE' } as const
  const within = campaign
    ? { gte: momentsOf(isoDate(campaign.startsOn)).gte, lt: momentsOf(isoDate(campaign.endsOn)).lt }
    : undefined
  const counting = await db.visit.findMany({ where: { unionId, counts: true }, select: { enterpriseId: true } })
  const countable = await db.visit.findMany({
    where: { ...done, finishedAt: within, missing: { isEmpty: true } },
    distinct: ['enterpriseId'],
  })
  const ids = (visits: { enterpriseId: string }[]) => visits.map(({ enterpriseId }) => enterpriseId).sort()
  expect(ids(counting)).toEqual(ids(countable))
}
