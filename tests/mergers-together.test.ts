import { Client } from 'pg'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { closeDb, db, openDb } from '#server/postgres/db.ts'
import { freshDatabase } from '#tests/setup/database.ts'
import { meetAndBeginAnew, meetBetweenTurns } from '#tests/setup/meeting.ts'
import { merge, separate, trueFigures } from '#tests/setup/mergers.ts'
import { arriveVisit, openIssue, planVisit } from '#tests/setup/mutations.ts'
import { aSmallUnion, type SmallUnion } from '#tests/setup/small-union.ts'
import { aWire, type Wire } from '#tests/setup/wire.ts'

// What a squad does at a door while the entry is merged into another one, or taken apart from it again: it is held to the entry to
// which its visit belongs in the end, whose figures are those of its rows.

let wire: Wire
let watcher: Client
let union: SmallUnion
let double: string
let other: string
let visitId: string

beforeAll(async () => {
  const url = await freshDatabase()
  watcher = new Client(url)
  await watcher.connect()
  wire = await aWire(url)
  openDb(wire.url)
})
beforeEach(async () => {
  union = await aSmallUnion()
  double = union.enterprises[0]
  other = union.enterprises[1]
  visitId = (await planVisit(union.squads[0], double)).id
})
afterAll(async () => {
  await closeDb()
  await watcher.end()
  wire.close()
})

const arrive = () => arriveVisit(union.squads[0], visitId)
const at = async () => (await db.visit.findUniqueOrThrow({ where: { id: visitId } })).enterpriseId

it('a squad arrives while the entry is merged, and stands at the door of the other one', async () => {
  const [merged, arrived] = await meetBetweenTurns(wire, watcher, () => merge(union, double, other), arrive)
  expect([merged.status, arrived.status]).toEqual(['fulfilled', 'fulfilled'])
  expect(await at()).toBe(other)
  await trueFigures(union)
})

it('a squad arrives while the entry is taken apart again, and stands at its own door', async () => {
  await merge(union, double, other)
  const [separated, arrived] = await meetBetweenTurns(wire, watcher, () => separate(union, double), arrive)
  expect([separated.status, arrived.status]).toEqual(['fulfilled', 'fulfilled'])
  expect(await at()).toBe(double)
  expect(await db.enterprise.findUniqueOrThrow({ where: { id: double } })).toMatchObject({ progress: 'UNDER_WAY' })
  expect(await db.enterprise.findUniqueOrThrow({ where: { id: other } })).toMatchObject({ progress: 'NOT_PLANNED' })
  await trueFigures(union)
})

it('who has waited while two entries were taken apart holds the one to which its visit belongs now, and not the other one', async () => {
  await merge(union, double, other)
  const lock = (id: string) => watcher.query('SELECT 1 FROM "Enterprise" WHERE id = $1 FOR NO KEY UPDATE NOWAIT', [id])
  const [separated, arrived] = await meetAndBeginAnew(
    wire,
    watcher,
    [() => separate(union, double), arrive],
    async () => {
      await expect(lock(double)).rejects.toMatchObject({ code: '55P03' })
      await expect(lock(other)).resolves.toBeDefined()
    },
  )
  expect([separated.status, arrived.status]).toEqual(['fulfilled', 'fulfilled'])
  expect(await at()).toBe(double)
  await trueFigures(union)
})

it('somebody opens an issue of the double while it is merged, and a second merger waits for the first', async () => {
  const issue = () => openIssue(union.command, double)
  const [, opened] = await meetBetweenTurns(wire, watcher, () => merge(union, double, other), issue)
  expect(opened.status).toBe('fulfilled')
  expect(await db.issue.count({ where: { enterpriseId: other } })).toBe(1)
  const third = union.enterprises[2]!
  const [first, second] = await meetBetweenTurns(
    wire,
    watcher,
    () => merge(union, other, third),
    () => merge(union, third, other),
  )
  expect([first.status, second.status]).toEqual(['fulfilled', 'rejected'])
  expect((await db.enterprise.findUniqueOrThrow({ where: { id: double } })).mergedIntoId).toBe(third)
  await trueFigures(union)
})
