import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { globalId } from '#server/platform/ids.ts'
import { closeDb, db, openDb } from '#server/postgres/db.ts'
import { freshDatabase } from '#tests/setup/database.ts'
import { expectFiguresTrue } from '#tests/setup/meeting.ts'
import { arriveVisit, completeStep, mutate, notesOf, planVisit } from '#tests/setup/mutations.ts'
import { expectRefused } from '#tests/setup/outcomes.ts'
import { aSmallUnion, type SmallUnion } from '#tests/setup/small-union.ts'
import { wholeChecklist } from '#tests/setup/whole-end.ts'

let union: SmallUnion
let visit: string

const steps = [{ step: 'LISTEN', notes: [{ text: '盼客流', saidBy: '厨师' }] }]
const supplement = (input: object) => () =>
  mutate<{ seq: number }>(union.squads[0], 'supplementVisit', { visitId: globalId('Visit', visit), ...input })

beforeAll(async () => openDb(await freshDatabase()))
beforeEach(async () => {
  union = await aSmallUnion()
  const [squad] = union.squads
  visit = (await planVisit(squad, union.enterprises[0])).id
  await arriveVisit(squad, visit)
  await completeStep(squad, visit, 'LISTEN', { notes: notesOf.LISTEN })
})
afterAll(() => closeDb())

it('puts further words to a step that was done while the visit goes on: two phones may both have noted it', async () => {
  const { seq } = await supplement({ steps })()
  const notes = await db.visitNote.findMany({ where: { visitId: visit }, orderBy: { position: 'asc' } })
  expect(notes.map(({ text }) => text)).toEqual([notesOf.LISTEN[0]!.text, '盼客流'])
  expect(await db.visit.findUnique({ where: { id: visit } })).toMatchObject({ state: 'ARRIVED', counts: false })
  const event = await db.event.findFirst({ where: { unionId: union.unionId, seq } })
  expect(event).toMatchObject({ name: 'visit.supplemented', facts: { counts: false } })
  await expectFiguresTrue(union.unionId)
})

it('takes no end of a visit that goes on, nothing of a step that was not done, and nothing from before the arrival', async () => {
  await expectRefused(supplement({ steps, followUp: '会商' }), 'INVALID', { field: 'followUp' })
  await expectRefused(supplement({ steps, checks: wholeChecklist }), 'INVALID', { field: 'checks' })
  await expectRefused(supplement({ steps: [{ ...steps[0], step: 'ASK' }] }), 'INVALID', { field: 'steps.0.step' })
  const happenedAt = new Date(Date.now() - 20 * 3_600_000).toISOString()
  await expectRefused(supplement({ steps, happenedAt }), 'INVALID', { field: 'happenedAt' })
  expect(await db.visitNote.count({ where: { visitId: visit } })).toBe(notesOf.LISTEN.length)
  visit = (await planVisit(union.squads[1], union.enterprises[1])).id
  await expectRefused(
    () => mutate(union.command, 'supplementVisit', { visitId: globalId('Visit', visit), steps }),
    'CONFLICT',
    { current: globalId('Visit', visit) },
  )
})
