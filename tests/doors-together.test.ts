import { Client } from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { runAt } from '#server/platform/clock.ts'
import type { Actor } from '#server/platform/context.ts'
import { globalId } from '#server/platform/ids.ts'
import { closeDb, db, openDb } from '#server/postgres/db.ts'
import { freshDatabase } from '#tests/setup/database.ts'
import { aSquad } from '#tests/setup/factories.ts'
import { expectConflict, expectDone, expectFiguresTrue, meetBetweenTurns } from '#tests/setup/meeting.ts'
import { arriveVisit, finishVisit, mutate, planVisit, recordVisit } from '#tests/setup/mutations.ts'
import { aSmallUnion, type SmallUnion, someone } from '#tests/setup/small-union.ts'
import { aWire, type Wire } from '#tests/setup/wire.ts'

// Of two deeds that would put a squad at two doors the first is held between load and save while the second runs.

let wire: Wire
let watcher: Client
let union: SmallUnion
let squad: Actor
let one: string
let other: string
let [first, second]: string[] = []

beforeAll(async () => {
  const url = await freshDatabase()
  watcher = new Client(url)
  await watcher.connect()
  wire = await aWire(url)
  openDb(wire.url)
}, 60_000)
beforeEach(async () => {
  union = await aSmallUnion()
  const squadId = await aSquad(union.unionId, { names: ['李敏', '王强'] })
  squad = await someone(union.unionId, 'SQUAD', { squadId })
  ;[one, other] = union.enterprises as [string, string, ...string[]]
  const members = await db.squadMember.findMany({ where: { squadId }, orderBy: { position: 'asc' } })
  ;[first, second] = members.map(({ id }) => globalId('SquadMember', id))
})
afterAll(async () => {
  await closeDb()
  await watcher.end()
  wire.close()
})

const clock = (time: string) => new Date(`2026-03-02T${time}:00+08:00`)
const onPaper = (enterprise: string, from: string, until: string) =>
  runAt(clock('20:00'), () => recordVisit(squad, enterprise, clock(until), { arrivedAt: clock(from).toISOString() }))
const planned = async (enterprise: string) => (await runAt(clock('08:00'), () => planVisit(squad, enterprise))).id
const arrive = (id: string, time: string, ...memberIds: (string | undefined)[]) =>
  runAt(clock(time), () => arriveVisit(squad, id, { memberIds }))
const setMembers = (id: string, ...memberIds: (string | undefined)[]) =>
  mutate(squad, 'setVisitMembers', { visitId: globalId('Visit', id), memberIds })

describe('two deeds that meet, the first held between load and save', () => {
  const meeting = async (
    firstDeed: () => Promise<unknown>,
    secondDeed: () => Promise<unknown>,
    holder: () => string,
  ) => {
    const [done, late] = await meetBetweenTurns(wire, watcher, firstDeed, secondDeed)
    expectDone(done)
    expectConflict(late, globalId('Visit', holder()))
    await expectFiguresTrue(union.unionId)
  }

  it('put the squad at one door: two arrivals', async () => {
    const [here, there] = [await planned(one), await planned(other)]
    await meeting(
      () => arrive(here, '10:00'),
      () => arrive(there, '10:00'),
      () => here,
    )
  })

  it('an arrival and a paper', async () => {
    const here = await planned(one)
    await meeting(
      () => arrive(here, '10:00'),
      () => onPaper(other, '09:30', '10:30'),
      () => here,
    )
  })

  it('two papers, of which the second learns of the first', async () => {
    let done = ''
    await meeting(
      async () => {
        done = (await onPaper(one, '10:00', '11:00')).id
      },
      () => onPaper(other, '10:30', '11:30'),
      () => done,
    )
  })

  it('other members and an arrival', async () => {
    const here = await planned(one)
    await arrive(here, '09:00', first)
    const there = await planned(other)
    await meeting(
      () => setMembers(here, second),
      () => arrive(there, '10:00', second),
      () => here,
    )
  })

  it('the end of a visit and the next arrival: the next one waits, and goes through', async () => {
    const [here, there] = [await planned(one), await planned(other)]
    await arrive(here, '09:00')
    const [done, next] = await meetBetweenTurns(
      wire,
      watcher,
      () => runAt(clock('10:00'), () => finishVisit(squad, here, { outcome: 'CLOSED_SHOP' })),
      () => arrive(there, '10:00'),
    )
    expectDone(done)
    expectDone(next)
    expect(await db.squad.findUniqueOrThrow({ where: { id: squad.squadId! } })).toMatchObject({ currentVisitId: there })
    await expectFiguresTrue(union.unionId)
  })
})
