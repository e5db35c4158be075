import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runAt } from '#server/platform/clock.ts'
import type { Actor } from '#server/platform/context.ts'
import { globalId } from '#server/platform/ids.ts'
import { closeDb, db, openDb } from '#server/postgres/db.ts'
import { type Board, readBoard } from '#tests/setup/board.ts'
import { freshDatabase } from '#tests/setup/database.ts'
import { expectFiguresTrue } from '#tests/setup/meeting.ts'
import {
  anArrivedVisit,
  finishVisit,
  openIssue,
  planVisit,
  recordVisit,
  setResumption,
} from '#tests/setup/mutations.ts'
import { aSmallUnion, ask, type SmallUnion } from '#tests/setup/small-union.ts'

/** The last millisecond of 2020-03-23 in Xi’an, and the first one of 2020-03-24. */
const last = new Date('2020-03-23T23:59:59.999+08:00')
const first = new Date('2020-03-24T00:00:00.000+08:00')
const noon = new Date('2020-03-24T12:00:00.000+08:00')
const [dayBefore, day, dayAfter] = ['2020-03-23', '2020-03-24', '2020-03-25']

/** Zones of the process and of the database in which every figure has to be the same; null leaves the machine's own. */
const places: { processZone: string | null; databaseZone: string | null; offset?: number }[] = [
  { processZone: 'America/New_York', databaseZone: null, offset: 240 },
  { processZone: 'Pacific/Kiritimati', databaseZone: null, offset: -840 },
  { processZone: null, databaseZone: 'America/New_York' },
  { processZone: null, databaseZone: 'Pacific/Kiritimati' },
]

/** Makes every new session of a database begin in that zone. */
async function setDatabaseZone(url: string, zone: string): Promise<void> {
  const client = new Client(url)
  await client.connect()
  await client.query(`ALTER DATABASE ${new URL(url).pathname.slice(1)} SET timezone = '${zone}'`)
  await client.end()
}

describe.each(places)('the edge of a day, process in $processZone, database in $databaseZone', (place) => {
  const machineZone = process.env.TZ
  let union: SmallUnion
  let command: Actor

  beforeAll(async () => {
    if (place.processZone) process.env.TZ = place.processZone
    const url = await freshDatabase()
    if (place.databaseZone) await setDatabaseZone(url, place.databaseZone)
    openDb(url)
    union = await runAt(new Date('2020-03-20T00:00:00Z'), () => aSmallUnion(6))
    command = union.command
  })
  afterAll(async () => {
    if (machineZone === undefined) delete process.env.TZ
    else process.env.TZ = machineZone
    await closeDb()
  })

  const daysOf = async (at = noon): Promise<Board['campaign']['days']> =>
    (await runAt(at, () => readBoard(command))).campaign.days
  const figureOn = async (date: string, figure: 'planned' | 'finished' | 'visited' | 'resumed' | 'issues') =>
    (await daysOf()).find((each) => each.date === date)?.[figure] ?? 0

  it('is where we think it is', () => {
    if (place.offset !== undefined) expect(noon.getTimezoneOffset()).toBe(place.offset)
  })

  it('is where tomorrow becomes today for a resumption', async () => {
    const [one, two] = union.enterprises
    const resume = (at: Date, enterpriseId: string, on: string) =>
      runAt(at, () => setResumption(command, [enterpriseId], 'RESUMED', { on }))
    await expect(resume(last, one, day)).rejects.toMatchObject({ code: 'INVALID', details: { field: 'on' } })
    await resume(last, one, dayBefore)
    await resume(first, two, day)
    expect([await figureOn(dayBefore, 'resumed'), await figureOn(day, 'resumed')]).toEqual([1, 1])
  })

  it('is where today ends for a plan, and sixty days after today is the last day to plan for', async () => {
    const [, second, third, fourth] = union.enterprises
    const [squad] = union.squads
    const plan = (at: Date, enterpriseId: string, plannedOn: string) =>
      runAt(at, () => planVisit(squad, enterpriseId, { plannedOn }))
    const { id } = await plan(last, second!, dayBefore)
    expect((await db.visit.findUniqueOrThrow({ where: { id } })).plannedOn).toEqual(new Date(dayBefore))
    const refused = { code: 'INVALID', details: { field: 'plannedOn' } }
    await expect(plan(first, third!, dayBefore)).rejects.toMatchObject(refused)
    await plan(first, third!, day)
    await expect(plan(last, fourth!, '2020-05-23')).rejects.toMatchObject(refused)
    await plan(first, fourth!, '2020-05-23')
    await expect(plan(first, fourth!, '2020-05-24')).rejects.toMatchObject(refused)
    const stops = async (at: Date) => {
      const query = '{ squads { visits { edges { node { enterprise { id } } } } } }'
      type Visits = { edges: { node: { enterprise: { id: string } } }[] }
      type Answer = { squads: { visits: Visits }[] }
      const { squads } = await runAt(at, () => ask<Answer>(squad, query))
      return squads.flatMap(({ visits }) => visits.edges.map(({ node }) => node.enterprise.id))
    }
    expect(await stops(last)).toEqual([globalId('Enterprise', second!)])
    expect(await stops(first)).toEqual([globalId('Enterprise', third!)])
    expect([await figureOn(dayBefore, 'planned'), await figureOn(day, 'planned')]).toEqual([1, 1])
  })

  it('parts the issues that were opened on either side of it', async () => {
    await runAt(last, () => openIssue(command, union.enterprises[0]))
    for (const at of [first, noon]) await runAt(at, () => openIssue(command, union.enterprises[0]))
    expect([await figureOn(dayBefore, 'issues'), await figureOn(day, 'issues')]).toEqual([1, 2])
  })

  it('parts the visits that ended on either side of it, in the figures and in the list', async () => {
    const [, one, two] = union.enterprises.slice(3)
    const [squad, other] = union.squads
    const steps = ['LOOK', 'LISTEN', 'ASK', 'TREAT'] as const
    const live = await runAt(last, () => anArrivedVisit(other, one!, ...steps))
    await runAt(first, () => finishVisit(other, live))
    const paper = await runAt(noon, () => recordVisit(squad, two!, last))
    expect([await figureOn(dayBefore, 'visited'), await figureOn(day, 'visited')]).toEqual([1, 1])
    const listed = async (on: string) => {
      const query = `{ visits(filter: { finishedOn: "${on}" }) { totalCount edges { node { id finishedAt } } } }`
      type Answer = { visits: { totalCount: number; edges: { node: { id: string; finishedAt: string } }[] } }
      const { visits } = await ask<Answer>(command, query)
      expect(visits.totalCount).toBe(visits.edges.length)
      return visits.edges.map(({ node }) => node)
    }
    expect(await listed(dayBefore)).toEqual([
      { id: globalId('Visit', paper.id), finishedAt: '2020-03-23T15:59:59.999Z' },
    ])
    expect(await listed(day)).toEqual([{ id: globalId('Visit', live), finishedAt: '2020-03-23T16:00:00.000Z' }])
    expect(await listed(dayAfter)).toEqual([])
  })

  it('is where the name of an exported file changes', async () => {
    const name = async (at: Date) => {
      type Answer = { exportList: { fileName: string } }
      const query = '{ exportList(list: VISITS, format: CSV) { fileName } }'
      return (await runAt(at, () => ask<Answer>(command, query))).exportList.fileName
    }
    expect([await name(last), await name(first)]).toEqual([`Visits-${dayBefore}.csv`, `Visits-${day}.csv`])
  })

  // In a session that begins in another zone than UTC the rows' moments are not those that were meant, so what SQL
  // counts by itself is wrong there as long as no session is told its zone.
  if (place.databaseZone === null) {
    it('parts the trend of fourteen days, which ends today', async () => {
      const trend = async (at: Date) => (await runAt(at, () => readBoard(command))).trend
      const points = await trend(noon)
      expect(points).toHaveLength(14)
      expect(points[0]).toEqual({ date: '2020-03-11', resumed: 0 })
      expect(points.slice(-3)).toEqual([
        { date: '2020-03-22', resumed: 0 },
        { date: dayBefore, resumed: 1 },
        { date: day, resumed: 2 },
      ])
      expect((await trend(last)).at(-1)).toEqual({ date: dayBefore, resumed: 1 })
      expect((await trend(first)).at(-1)).toEqual({ date: day, resumed: 2 })
    })

    it('is where the oldest day is forgotten: yesterday and later days are kept', async () => {
      expect((await daysOf()).map(({ date }) => date)).toEqual([dayBefore, day, '2020-05-23'])
      const lastOfDay = new Date('2020-03-24T23:59:59.999+08:00')
      await runAt(lastOfDay, () => openIssue(command, union.enterprises[0]))
      expect((await daysOf()).map(({ date }) => date)).toEqual([dayBefore, day, '2020-05-23'])
      await runAt(new Date('2020-03-25T00:00:00.000+08:00'), () => openIssue(command, union.enterprises[0]))
      expect((await daysOf()).map(({ date }) => date)).toEqual([day, dayAfter, '2020-05-23'])
      await expectFiguresTrue(union.unionId)
    })
  }
})
