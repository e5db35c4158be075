import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Step, VisitOutcome, VisitProgress } from '#codegen/prisma/enums.ts'
import { localDate } from '#server/platform/clock.ts'
import type { Actor } from '#server/platform/context.ts'
import { globalId } from '#server/platform/ids.ts'
import { closeDb, db, openDb } from '#server/postgres/db.ts'
import { type CampaignFigures, type Cell, readBoard } from '#tests/setup/board.ts'
import { freshDatabase } from '#tests/setup/database.ts'
import {
  aDoneVisit,
  anArrivedVisit,
  arriveVisit,
  carryOverVisits,
  closeIssue,
  completeStep,
  finishVisit,
  mutate,
  openIssue,
  planVisit,
  recordVisit,
  skipVisit,
  swapCampaignEnterprise,
  voidVisit,
} from '#tests/setup/mutations.ts'
import { aSmallUnion, type SmallUnion } from '#tests/setup/small-union.ts'

let union: SmallUnion
let squad: Actor
let other: Actor
let campaignId: string
/** Enterprises of the hundred that no test has used yet, in the order of their places. */
let unused: string[]
/** Enterprises outside the hundred that no test has used yet. */
let outside: string[]

const hour = 3_600_000
const today = localDate(new Date())
const tomorrow = localDate(new Date(Date.now() + 24 * hour))

beforeAll(async () => {
  openDb(await freshDatabase())
  union = await aSmallUnion(28)
  ;[squad, other] = union.squads
  campaignId = (await db.campaign.findFirstOrThrow({ where: { unionId: union.unionId } })).id
  unused = union.enterprises.slice(0, 23)
  outside = union.enterprises.slice(23)
  for (const enterpriseId of unused.slice(2)) {
    await mutate(union.command, 'addCampaignEnterprise', {
      campaignId: globalId('Campaign', campaignId),
      enterpriseId: globalId('Enterprise', enterpriseId),
    })
  }
})
afterAll(() => closeDb())

const board = () => readBoard(union.command)

async function cellOf(enterpriseId: string): Promise<Pick<Cell, 'state' | 'step' | 'hasIssue'>> {
  const { cells } = await board()
  const cell = cells.find(({ enterprise }) => enterprise.id === globalId('Enterprise', enterpriseId))!
  return { state: cell.state, step: cell.step, hasIssue: cell.hasIssue }
}

const shows = (state: VisitProgress, step: Step | null = null) => ({ state, step, hasIssue: false })

/** By how much the campaign's figures change while something is done; figures that stay are left out. */
async function changes(work: () => Promise<unknown>): Promise<Partial<Record<keyof CampaignFigures, number>>> {
  const before = (await board()).campaign
  await work()
  const after = (await board()).campaign
  const names = [
    'listed',
    'visited',
    'underWay',
    'planned',
    'visitedOutside',
    'onSite',
    'issues',
    'openIssues',
  ] as const
  return Object.fromEntries(names.map((name) => [name, after[name] - before[name]]).filter(([, by]) => by !== 0))
}

describe('a cell of the hundred', () => {
  it('follows a visit from the plan through each step to its end', async () => {
    const enterprise = unused.shift()!
    expect(await cellOf(enterprise)).toEqual(shows('NOT_PLANNED'))
    const { id } = await planVisit(squad, enterprise)
    expect(await cellOf(enterprise)).toEqual(shows('PLANNED'))
    await completeStep(squad, id, 'LOOK')
    expect(await cellOf(enterprise)).toEqual(shows('UNDER_WAY', 'LOOK'))
    await arriveVisit(squad, id)
    expect(await cellOf(enterprise)).toEqual(shows('UNDER_WAY', 'LOOK'))
    for (const step of ['LISTEN', 'ASK', 'TREAT'] as const) {
      await completeStep(squad, id, step)
      expect(await cellOf(enterprise)).toEqual(shows('UNDER_WAY', step))
    }
    await finishVisit(squad, id)
    expect(await cellOf(enterprise)).toEqual(shows('DONE'))
  })

  it('is under way without a step where the squad has just arrived', async () => {
    const enterprise = unused.shift()!
    const id = await anArrivedVisit(squad, enterprise)
    expect(await cellOf(enterprise)).toEqual(shows('UNDER_WAY'))
    await completeStep(squad, id, 'ASK')
    await completeStep(squad, id, 'LOOK')
    expect(await cellOf(enterprise), 'the last in the order 望闻问切').toEqual(shows('UNDER_WAY', 'ASK'))
    await finishVisit(squad, id, { outcome: 'MOVED' })
  })

  it.each<VisitOutcome>(['CLOSED_SHOP', 'REFUSED', 'WRONG_ADDRESS', 'MOVED'])(
    'is not planned any more after %s, and counts nothing',
    async (outcome) => {
      const enterprise = unused.shift()!
      const id = await anArrivedVisit(squad, enterprise, 'LOOK')
      expect(await changes(() => finishVisit(squad, id, { outcome }))).toEqual({ underWay: -1, onSite: -1 })
      expect(await cellOf(enterprise)).toEqual(shows('NOT_PLANNED'))
    },
  )

  it('is not planned any more after a skip, and after the void of a plan or of an arrival', async () => {
    const enterprise = unused.shift()!
    const skipped = (await planVisit(squad, enterprise)).id
    expect(await changes(() => skipVisit(squad, skipped))).toEqual({ planned: -1 })
    expect(await cellOf(enterprise)).toEqual(shows('NOT_PLANNED'))
    const wrong = (await planVisit(squad, enterprise)).id
    expect(await changes(() => voidVisit(union.command, wrong))).toEqual({ planned: -1 })
    expect(await cellOf(enterprise)).toEqual(shows('NOT_PLANNED'))
    const there = await anArrivedVisit(squad, enterprise, 'LOOK')
    expect(await changes(() => voidVisit(union.command, there))).toEqual({ underWay: -1, onSite: -1 })
    expect(await cellOf(enterprise)).toEqual(shows('NOT_PLANNED'))
  })

  it('stays planned where the stop is carried over', async () => {
    const enterprise = unused.shift()!
    await planVisit(other, enterprise)
    expect(await changes(() => carryOverVisits(other, today, tomorrow))).toEqual({})
    expect(await cellOf(enterprise)).toEqual(shows('PLANNED'))
  })

  it('is visited by a visit from paper, and no more once that is struck out', async () => {
    const enterprise = unused.shift()!
    const yesterday = new Date(Date.now() - 24 * hour)
    let paper = ''
    const record = async () => {
      paper = (await recordVisit(squad, enterprise, yesterday)).id
    }
    expect(await changes(record)).toEqual({ visited: 1 })
    expect(await cellOf(enterprise)).toEqual(shows('DONE'))
    expect(await changes(() => voidVisit(union.command, paper))).toEqual({ visited: -1 })
    expect(await cellOf(enterprise)).toEqual(shows('NOT_PLANNED'))
    await recordVisit(squad, enterprise, yesterday, { outcome: 'MOVED', steps: [] })
    expect(await cellOf(enterprise)).toEqual(shows('NOT_PLANNED'))
  })

  it('shows of several visits the one that is furthest', async () => {
    const enterprise = unused.shift()!
    const first = (await planVisit(squad, enterprise)).id
    const second = (await planVisit(other, enterprise, { plannedOn: tomorrow })).id
    await completeStep(squad, first, 'LOOK')
    expect(await cellOf(enterprise), 'of two plans the one that has begun').toEqual(shows('UNDER_WAY', 'LOOK'))
    await arriveVisit(other, second)
    expect(await cellOf(enterprise), 'an arrival before a plan').toEqual(shows('UNDER_WAY'))
    await arriveVisit(squad, first)
    await completeStep(other, second, 'LOOK')
    await completeStep(other, second, 'LISTEN')
    expect(await cellOf(enterprise), 'of two arrivals the one with more steps').toEqual(shows('UNDER_WAY', 'LISTEN'))
    await completeStep(squad, first, 'LISTEN')
    await completeStep(squad, first, 'ASK')
    await finishVisit(squad, first, { followUp: '明日会商' })
    expect(await cellOf(enterprise), 'DONE before everything').toEqual(shows('DONE'))
    expect(await changes(() => finishVisit(other, second, { outcome: 'REFUSED' }))).toEqual({ onSite: -1 })
    await planVisit(other, enterprise, { plannedOn: tomorrow })
    expect(await cellOf(enterprise)).toEqual(shows('DONE'))
  })

  it('has an issue until the last one is closed', async () => {
    const enterprise = unused.shift()!
    const hasIssue = async () => (await cellOf(enterprise)).hasIssue
    const first = (await openIssue(union.command, enterprise)).id
    const second = (await openIssue(squad, enterprise)).id
    expect(await hasIssue()).toBe(true)
    expect(await changes(() => closeIssue(union.command, first))).toEqual({ openIssues: -1 })
    expect(await hasIssue()).toBe(true)
    expect(await changes(() => closeIssue(union.command, second))).toEqual({ openIssues: -1 })
    expect(await hasIssue()).toBe(false)
  })
})

describe('the hundred', () => {
  it('stands in the order of its places, from 1', async () => {
    const { cells } = await board()
    expect(cells.map(({ position }) => position)).toEqual(Array.from({ length: 23 }, (_, i) => i + 1))
    expect(cells.map(({ enterprise }) => enterprise.id)).toEqual(
      union.enterprises.slice(0, 23).map((id) => globalId('Enterprise', id)),
    )
  })

  it('shows the enterprise that is swapped in, with its own state, in the same place', async () => {
    const [out, into] = [unused.shift()!, outside.shift()!]
    await aDoneVisit(squad, into)
    await planVisit(squad, out)
    const place = union.enterprises.indexOf(out) + 1
    const swap = (enterpriseId: string) => () => swapCampaignEnterprise(union.command, campaignId, place, enterpriseId)
    expect(await changes(swap(into))).toEqual({ planned: -1, visited: 1, visitedOutside: -1 })
    const { cells } = await board()
    expect(cells[place - 1]).toMatchObject({
      position: place,
      state: 'DONE',
      enterprise: { id: globalId('Enterprise', into) },
    })
    expect(await changes(swap(out))).toEqual({ planned: 1, visited: -1, visitedOutside: 1 })
    expect(await cellOf(out)).toEqual(shows('PLANNED'))
  })

  it('does not count visits outside of it, except for those that are done, by themselves', async () => {
    const enterprise = outside.shift()!
    let id = ''
    const plan = async () => {
      id = (await planVisit(squad, enterprise)).id
    }
    expect(await changes(plan)).toEqual({})
    expect(await changes(() => arriveVisit(squad, id))).toEqual({ onSite: 1 })
    for (const step of ['LOOK', 'LISTEN', 'ASK', 'TREAT'] as const) {
      expect(await changes(() => completeStep(squad, id, step))).toEqual({})
    }
    expect(await changes(() => finishVisit(squad, id))).toEqual({ onSite: -1, visitedOutside: 1 })
    expect(await changes(() => voidVisit(union.command, id))).toEqual({ visitedOutside: -1 })
  })

  it('counts its cells by their states', async () => {
    const { cells, campaign } = await board()
    const count = (state: VisitProgress) => cells.filter((cell) => cell.state === state).length
    expect(campaign).toMatchObject({
      target: 100,
      listed: 23,
      visited: count('DONE'),
      underWay: count('UNDER_WAY'),
      planned: count('PLANNED'),
    })
    expect(count('DONE')).toBeGreaterThan(0)
    expect(count('PLANNED')).toBeGreaterThan(0)
  })
})
