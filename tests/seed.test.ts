import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { seedArticle } from '#prisma/seed/seed.ts'
import { tallyDifferences } from '#server/board/verify-tallies.ts'
import { closeDb, db, openDb } from '#server/postgres/db.ts'
import { freshDatabase } from '#tests/setup/database.ts'
import { practiceDatabase } from '#tests/setup/practice.ts'

const patience = 240_000

let unionId: string
let firstTally: unknown
const progress: [number, number][] = []

const theUnion = async () => (await db.tradeUnion.findFirstOrThrow({ where: { level: 'SUBDISTRICT' } })).id
/** The tally, in which the figures of agencies stand without their ids: these differ from one database to the other. */
const theTally = async (id: string) => {
  const { tally } = await db.stream.findUniqueOrThrow({ where: { unionId: id } })
  const { agencyIssues, ...figures } = tally as { agencyIssues: Record<string, number> }
  return { ...figures, ofAgencies: Object.values(agencyIssues).sort() }
}

beforeAll(async () => {
  openDb(await practiceDatabase())
  firstTally = await theTally(await theUnion())
  await closeDb()
  openDb(await freshDatabase())
  await seedArticle((done, total) => progress.push([done, total]))
  unionId = await theUnion()
}, patience)

afterAll(() => closeDb())

describe('the practice data in the database', () => {
  it('starts part-way: 37 of 100 visited, 1,204 resumed, part of the supplies', async () => {
    expect(await theTally(unionId)).toMatchObject({
      target: 100,
      listed: 100,
      visited: 37,
      enterprises: 1500,
      resumption: { RESUMED: 1204, SUSPENDED: 6 },
      issues: 40,
      openIssues: 23,
      supplies: {
        MASK: { reserved: 61_200, received: 48_300 },
        THERMOMETER: { reserved: 342, received: 300 },
        ALCOHOL: { reserved: 15_000, received: 12_150, enterprisesReserved: 300 },
        DISINFECTANT: { reserved: 7400, received: 6200 },
      },
    })
  })

  it('is a history: events dense from 1, in the order of time, from weeks ago to yesterday, and clocks ring until now', async () => {
    const { head } = await db.stream.findUniqueOrThrow({ where: { unionId } })
    const events = await db.event.findMany({
      where: { unionId },
      orderBy: { seq: 'asc' },
      select: { seq: true, at: true, name: true },
    })
    expect(events.map(({ seq }) => seq)).toEqual(Array.from({ length: head }, (_, index) => index + 1))
    const times = events.map(({ at }) => at.getTime())
    expect(times).toEqual(times.toSorted((a, b) => a - b))
    const midnight = new Date(`${new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10)}T00:00:00+08:00`)
    expect(times.at(-1)).toBeLessThanOrEqual(Date.now())
    const ofClocks = ['warned', 'overdue', 'escalated']
    const lastDeed = events.findLast(({ name }) => !ofClocks.includes(name.split('.')[1]!))!
    expect(lastDeed.at.getTime()).toBeLessThan(midnight.getTime())
    expect(times[0]).toBeLessThan(midnight.getTime() - 25 * 86_400_000)
  })

  it('has tallies that its rows add up to', async () => {
    expect(await tallyDifferences(unionId)).toEqual([])
  })

  it('would be found out where a tally is wrong', async () => {
    const [squad] = await db.squadTally.findMany({ where: { unionId }, orderBy: { squadId: 'asc' } })
    const { number } = await db.squad.findUniqueOrThrow({ where: { id: squad!.squadId } })
    await db.$transaction(async (tx) => {
      await tx.$executeRaw`UPDATE "Stream" SET tally = tally || '{"visited": 38}' WHERE "unionId" = ${unionId}::uuid`
      await tx.$executeRaw`UPDATE "SquadTally" SET tally = tally || '{"step": "ASK"}' WHERE "squadId" = ${squad!.squadId}::uuid`
    })
    expect(await tallyDifferences(unionId)).toEqual([
      { squad: null, figure: 'visited', stored: 38, recounted: 37 },
      { squad: number, figure: 'step', stored: 'ASK', recounted: null },
    ])
    await db.$executeRaw`UPDATE "Stream" SET tally = tally || '{"visited": 37}' WHERE "unionId" = ${unionId}::uuid`
    await db.$executeRaw`UPDATE "SquadTally" SET tally = tally - 'step' WHERE "squadId" = ${squad!.squadId}::uuid`
  })

  it('has every squad resting and five stops for today', async () => {
    const squads = await db.squad.findMany({
      where: { unionId },
      include: { visits: { where: { state: 'PLANNED' } }, members: true },
    })
    expect(squads).toHaveLength(10)
    for (const { visits, currentVisitId, members } of squads) {
      expect(visits).toHaveLength(5)
      expect(currentVisitId).toBeNull()
      expect(new Set(members.flatMap(({ duties }) => duties)).size).toBe(4)
    }
  })

  it('is the same from the same seed', async () => {
    expect(await theTally(unionId)).toEqual(firstTally)
  })

  it('says how far it is', () => {
    const total = progress[0]![1]
    expect(progress.at(-1)).toEqual([total, total])
    expect(progress.map(([done]) => done)).toEqual(progress.map(([done]) => done).toSorted((a, b) => a - b))
  })

  it('has the practice accounts', async () => {
    const names = (await db.account.findMany({ where: { issueId: null } })).map(({ username }) => username)
    const squads = Array.from({ length: 10 }, (_, index) => `squad${index + 1}`)
    const others = 'command tax police commerce fooddrug cadre district wall integrator enterprise1'.split(' ')
    expect(names.sort()).toEqual([...squads, ...others].sort())
  })
})
