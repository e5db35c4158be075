import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { loadCalendar } from '#server/modules/calendars/load.ts'
import { setTimeLimits } from '#server/modules/calendars/set-time-limits.ts'
import { dueTimes } from '#server/modules/calendars/time-limits.ts'
import type { Actor } from '#server/platform/context.ts'
import { closeDb, db, openDb } from '#server/postgres/db.ts'
import { freshDatabase } from '#tests/setup/database.ts'
import { anAccount, anActor, aUnion } from '#tests/setup/factories.ts'
import { eventOf, expectRefused } from '#tests/setup/outcomes.ts'

let unionId: string
let command: Actor

const change = () => ({ clientId: randomUUID() })
const at = (text: string) => new Date(`${text}+08:00`)
const days = (amount: number) => ({ amount, unit: 'WORKING_DAYS' as const })
const hours = (amount: number) => ({ amount, unit: 'HOURS' as const })

beforeAll(async () => openDb(await freshDatabase()))
beforeEach(async () => {
  unionId = (await aUnion()).id
  command = await anActor((await anAccount(unionId)).id)
})
afterAll(() => closeDb())

describe('time limits', () => {
  type Limits = Parameters<typeof setTimeLimits>[1]['limits']
  const set = (limits: Limits) => setTimeLimits(command, { ...change(), limits })

  it('say when an issue is due, in working time or round the clock', async () => {
    const { calendar, limits } = await loadCalendar(unionId)
    const opened = at('2026-09-30T17:00')
    expect(dueTimes(calendar, limits, 'LOW', opened)).toEqual({
      takeBy: at('2026-10-08T17:00'),
      doneBy: at('2026-10-13T17:00'),
    })
    expect(dueTimes(calendar, limits, 'HIGH', at('2026-10-01T03:00')).doneBy).toEqual(at('2026-10-08T18:00'))
    expect(dueTimes(calendar, limits, 'EMERGENCY', at('2026-10-01T03:00'))).toEqual({
      takeBy: at('2026-10-01T04:00'),
      doneBy: at('2026-10-02T03:00'),
    })
  })

  it('are set one by one, and told from one to another', async () => {
    const limit = { urgency: 'HIGH' as const, takeIn: { amount: 2, unit: 'WORKING_HOURS' as const }, doneIn: days(2) }
    const receipt = await set([{ urgency: 'LOW', takeIn: days(1), doneIn: days(5) }, limit])
    expect((await eventOf(unionId, receipt)).facts).toEqual({
      changes: [
        {
          urgency: 'HIGH',
          from: { takeIn: days(1), doneIn: days(1) },
          to: { takeIn: limit.takeIn, doneIn: limit.doneIn },
        },
      ],
    })
    expect((await set([limit])).seq).toBeNull()
    await set([{ ...limit, doneIn: days(4) }])
    const { calendar, limits } = await loadCalendar(unionId)
    expect(limits.HIGH).toEqual({ takeIn: limit.takeIn, doneIn: days(4) })
    expect(dueTimes(calendar, limits, 'HIGH', at('2026-11-30T17:00')).takeBy).toEqual(at('2026-12-01T10:00'))
  })

  it.each([
    [
      'an urgency twice',
      [1, 2].map((n) => ({ urgency: 'LOW' as const, takeIn: days(n), doneIn: days(n) })),
      'limits.1.urgency',
    ],
    [
      'an emergency in working days',
      [{ urgency: 'EMERGENCY' as const, takeIn: hours(1), doneIn: days(1) }],
      'limits.0.doneIn.unit',
    ],
    [
      'hours of the clock for another',
      [{ urgency: 'LOW' as const, takeIn: hours(1), doneIn: days(1) }],
      'limits.0.takeIn.unit',
    ],
    [
      'less time to be done than to take charge',
      [{ urgency: 'LOW' as const, takeIn: { amount: 8, unit: 'WORKING_HOURS' as const }, doneIn: days(1) }],
      'limits.0.doneIn',
    ],
  ])('are INVALID with %s', async (_, limits, field) => {
    await expectRefused(() => set(limits), 'INVALID', { field })
    expect(await db.timeLimit.count({ where: { unionId } })).toBe(0)
  })
})
