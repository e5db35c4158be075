import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { localDate } from '#server/platform/clock.ts'
import { closeDb, openDb } from '#server/postgres/db.ts'
import { freshDatabase } from '#tests/setup/database.ts'
import { anArrivedVisit, completeStep, finishVisit, recordChecklist, recordVisit } from '#tests/setup/mutations.ts'
import { aSmallUnion, type SmallUnion } from '#tests/setup/small-union.ts'

// Nothing is due before it was said. The day is that on which it happened, so that what a phone sends days later is judged
// by the day of the visit.

let union: SmallUnion
beforeAll(async () => {
  openDb(await freshDatabase())
  union = await aSmallUnion(9)
})
afterAll(() => closeDb())

const dayMs = 86_400_000
const today = localDate(new Date())
const yesterday = localDate(new Date(Date.now() - dayMs))
const measure = (dueOn: string) => ({ notes: [{ text: '协调口罩', responsible: '工会', dueOn }] })
const fixBy = (day: string) => ({ checks: [{ item: 'DISINFECTION', answer: 'FIX_BY', fixBy: day }] })

describe('a day before the visit', () => {
  it.each([
    [
      'a measure of',
      'notes.0.dueOn',
      (id: string, day: string) => completeStep(union.command, id, 'TREAT', measure(day)),
    ],
    ['a mend of', 'checks.0.fixBy', (id: string, day: string) => recordChecklist(union.command, id, fixBy(day))],
    [
      'a follow-up of',
      'followUpOn',
      (id: string, day: string) => finishVisit(union.command, id, { followUp: '回访', followUpOn: day }),
    ],
  ] as const)('is no day for %s it, and its own day is', async (_, field, deed) => {
    const visit = await anArrivedVisit(union.squads[0], union.enterprises[0], 'LOOK', 'LISTEN', 'ASK')
    await expect(deed(visit, yesterday)).rejects.toMatchObject({ code: 'INVALID', details: { field } })
    await deed(visit, today)
    await finishVisit(union.command, visit, { outcome: 'MOVED' }).catch(() => null)
  })

  it('is judged by the day of a visit that was written on paper, and names the note in its step', async () => {
    const steps = (dueOn: string) => [
      { step: 'LOOK' },
      { step: 'LISTEN', notes: [{ text: '希望早日复工', saidBy: '店长' }] },
      { step: 'ASK' },
      { step: 'TREAT', ...measure(dueOn) },
    ]
    const ended = new Date(Date.now() - dayMs)
    const paper = (dueOn: string) => recordVisit(union.squads[1], union.enterprises[1], ended, { steps: steps(dueOn) })
    const before = localDate(new Date(Date.now() - 2 * dayMs))
    const details = { field: 'steps.3.notes.0.dueOn' }
    await expect(paper(before)).rejects.toMatchObject({ code: 'INVALID', details })
    await paper(yesterday)
  })
})
