import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { localDate } from '#server/platform/clock.ts'
import type { Actor } from '#server/platform/context.ts'
import { globalId } from '#server/platform/ids.ts'
import { closeDb, db, openDb } from '#server/postgres/db.ts'
import { type ResumptionFigures, readBoard } from '#tests/setup/board.ts'
import { freshDatabase } from '#tests/setup/database.ts'
import { anEnterprise } from '#tests/setup/factories.ts'
import { expectFiguresTrue } from '#tests/setup/meeting.ts'
import {
  anArrivedVisit,
  arriveVisit,
  assignIssue,
  closeIssue,
  completeStep,
  finishVisit,
  openIssue,
  planVisit,
  setResumption,
  skipVisit,
} from '#tests/setup/mutations.ts'
import { aSmallUnion, ask, type SmallUnion } from '#tests/setup/small-union.ts'

let union: SmallUnion
let command: Actor

const today = localDate(new Date())
const daysAgo = (n: number) => localDate(new Date(Date.now() - n * 86_400_000))

beforeAll(async () => {
  openDb(await freshDatabase())
  union = await aSmallUnion(5)
  command = union.command
})
afterAll(() => closeDb())

describe('resumption on the board', () => {
  const figures = async (): Promise<Omit<ResumptionFigures, 'days'>> => {
    const { days: _, ...rest } = (await readBoard(command)).resumption
    return rest
  }
  const counts = (notResumed: number, filed = 0, approved = 0, resumed = 0, suspended = 0) => ({
    enterprises: 5,
    notResumed,
    filed,
    approved,
    resumed,
    suspended,
  })

  it('counts each enterprise in one state, through every transition', async () => {
    const [one, two, three] = union.enterprises
    expect(await figures()).toEqual(counts(5))
    await setResumption(command, [one, two], 'FILED')
    expect(await figures()).toEqual(counts(3, 2))
    await setResumption(command, [one], 'APPROVED')
    expect(await figures()).toEqual(counts(3, 1, 1))
    await setResumption(command, [one], 'RESUMED')
    expect(await figures()).toEqual(counts(3, 1, 0, 1))
    await setResumption(command, [one], 'SUSPENDED')
    expect(await figures()).toEqual(counts(3, 1, 0, 0, 1))
    await setResumption(command, [one], 'RESUMED')
    expect(await figures()).toEqual(counts(3, 1, 0, 1))
    await setResumption(command, [two], 'RESUMED')
    expect(await figures()).toEqual(counts(3, 0, 0, 2))
    await setResumption(command, [three!], 'APPROVED')
    expect(await figures()).toEqual(counts(2, 0, 1, 2))
  })

  it('counts what was resumed by its own day, and no more once it has stopped', async () => {
    const resumedOn = async (date: string) => {
      const { resumption, campaign } = await readBoard(command)
      const day = resumption.days.find((each) => each.date === date)?.resumed ?? 0
      expect(campaign.days.find((each) => each.date === date)?.resumed ?? 0).toBe(day)
      return day
    }
    const [four, five] = union.enterprises.slice(3)
    const before = await resumedOn(today)
    await setResumption(command, [four!], 'RESUMED', { on: daysAgo(1) })
    await setResumption(command, [five!], 'RESUMED')
    expect([await resumedOn(daysAgo(1)), await resumedOn(today)]).toEqual([1, before + 1])
    await setResumption(command, [four!], 'SUSPENDED')
    expect([await resumedOn(daysAgo(1)), await resumedOn(today)]).toEqual([0, before + 1])
    await expectFiguresTrue(union.unionId)
  })

  it('has a new enterprise in the register', async () => {
    await anEnterprise(command)
    expect(await figures()).toEqual({ ...counts(1, 0, 1, 3, 1), enterprises: 6 })
  })
})

describe('squads on the board', () => {
  const squad = async (index: 0 | 1) => {
    const { squads } = await readBoard(command)
    const squadId = globalId('Squad', union.squads[index].squadId!)
    return squads.find(({ now }) => now.squadId === squadId)!.now
  }

  it('stand in the order of their numbers', async () => {
    const numbers = (await readBoard(command)).squads.map(({ squad: { number } }) => number)
    expect(numbers).toHaveLength(2)
    expect(numbers).toEqual(numbers.toSorted((a, b) => a - b))
    const [one, two] = await db.squad.findMany({ where: { unionId: union.unionId }, orderBy: { number: 'asc' } })
    await db.squad.update({ where: { id: one!.id }, data: { number: two!.number + 1 } })
    expect((await readBoard(command)).squads.map(({ now }) => now.squadId)).toEqual(
      [two!, one!].map(({ id }) => globalId('Squad', id)),
    )
  })

  it('say where they are, since when, and which steps are done there', async () => {
    const [actor] = union.squads
    const nowhere = { visitId: null, enterprise: null, since: null, step: null, steps: [] }
    const { id } = await planVisit(actor, union.enterprises[0])
    expect(await squad(0)).toMatchObject({ ...nowhere, days: [{ date: today, planned: 1, finished: 0 }] })
    await arriveVisit(actor, id)
    const { arrivedAt } = await db.visit.findUniqueOrThrow({ where: { id } })
    const here = {
      visitId: globalId('Visit', id),
      enterprise: { id: globalId('Enterprise', union.enterprises[0]) },
      since: arrivedAt!.toISOString(),
    }
    expect(await squad(0)).toMatchObject({ ...here, step: null, steps: [] })
    expect(await squad(1), 'another squad is not there').toMatchObject({ ...nowhere, days: [] })
    await completeStep(actor, id, 'ASK')
    await completeStep(actor, id, 'LOOK')
    expect(await squad(0)).toMatchObject({ ...here, step: 'ASK', steps: ['LOOK', 'ASK'] })
    await finishVisit(actor, id, { outcome: 'REFUSED' })
    expect(await squad(0)).toMatchObject({ ...nowhere, days: [{ date: today, planned: 1, finished: 1 }] })
  })

  it('count a skipped stop no more, and show what a continued visit had done already', async () => {
    const [, actor] = union.squads
    await skipVisit(actor, (await planVisit(actor, union.enterprises[1])).id)
    expect((await squad(1)).days).toEqual([])
    const first = await anArrivedVisit(actor, union.enterprises[2]!, 'LOOK', 'LISTEN')
    await finishVisit(actor, first, { outcome: 'CLOSED_SHOP' })
    const again = (await planVisit(actor, union.enterprises[2]!, { continuesId: first })).id
    await arriveVisit(actor, again)
    expect(await squad(1)).toMatchObject({ step: 'LISTEN', steps: ['LOOK', 'LISTEN'] })
    await finishVisit(actor, again, { outcome: 'CLOSED_SHOP' })
    await expectFiguresTrue(union.unionId)
  })
})

describe('what is new on the board', () => {
  it('is the newest twenty issues, newest first, and the newest twenty events in their order', async () => {
    for (let i = 1; i <= 22; i++) await openIssue(command, union.enterprises[i % 3]!, { title: `第${i}个` })
    const { recentIssues, recentEvents, seq, campaign } = await readBoard(command)
    expect(recentIssues.map(({ title }) => title)).toEqual(Array.from({ length: 20 }, (_, i) => `第${22 - i}个`))
    expect(recentEvents.map((event) => event.seq)).toEqual(Array.from({ length: 20 }, (_, i) => seq - 19 + i))
    expect(campaign).toMatchObject({ issues: 22, openIssues: 22 })
    expect(campaign.days.find(({ date }) => date === today)).toMatchObject({ issues: 22 })
  })

  it('is only what the viewer may see', async () => {
    const watcher = await readBoard(union.integrator('BOARD'))
    expect(watcher.recentIssues).toEqual([])
    expect(watcher.campaign).toEqual((await readBoard(command)).campaign)
    expect((await readBoard(union.integrator('BOARD', 'ISSUES'))).recentIssues).toHaveLength(20)
    const other = await aSmallUnion()
    const theirs = await readBoard(other.command)
    expect(theirs).toMatchObject({ recentIssues: [], campaign: { issues: 0 }, title: '深入百家企业' })
    expect(theirs.squads.map(({ now }) => now.squadId)).toEqual(
      other.squads.map(({ squadId }) => globalId('Squad', squadId!)),
    )
    for (const actor of [...union.squads, union.owner, union.tax, union.integrator('ISSUES')]) {
      await expect(readBoard(actor)).rejects.toMatchObject({ code: 'FORBIDDEN' })
    }
    await expect(readBoard(command, other.unionId)).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })
})

describe('the issues of agencies on the board', () => {
  it('are counted with the agency that leads, the most first, until they are closed', async () => {
    const { unionId, tax, police } = union
    const agencies = async () => {
      const query = `{ board(unionId: "${globalId('TradeUnion', unionId)}") { campaign {
        agencies { agency { id } issues } openIssues } } }`
      type Answer = { board: { campaign: { agencies: { agency: { id: string }; issues: number }[] } } }
      const { board } = await ask<Answer>(command, query)
      return board.campaign.agencies.map(({ agency, issues }) => [agency.id, issues])
    }
    const [ofTax, ofPolice] = [tax, police].map(({ agencyId }) => globalId('Agency', agencyId!))
    const opened = async (title: string) => (await openIssue(command, union.enterprises[4]!, { title })).id
    expect(await agencies()).toEqual([])
    const [a, b, c] = [await opened('口罩不够'), await opened('电力不足'), await opened('员工返岗难')]
    for (const id of [a, b]) await assignIssue(command, id, tax)
    await assignIssue(command, c, police)
    expect(await agencies()).toEqual([
      [ofTax, 2],
      [ofPolice, 1],
    ])
    await assignIssue(command, a, police)
    await closeIssue(command, b)
    expect(await agencies()).toEqual([[ofPolice, 2]])
    await expectFiguresTrue(unionId)
  })
})
