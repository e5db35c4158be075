import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { loadCalendar } from '#server/modules/calendars/load.ts'
import { setCalendarDays } from '#server/modules/calendars/set-days.ts'
import { setWorkingHours } from '#server/modules/calendars/set-hours.ts'
import { isWorkingAt } from '#server/modules/calendars/working-time.ts'
import { runAt } from '#server/platform/clock.ts'
import type { Actor } from '#server/platform/context.ts'
import { globalId } from '#server/platform/ids.ts'
import { closeDb, db, openDb } from '#server/postgres/db.ts'
import { freshDatabase } from '#tests/setup/database.ts'
import { anAccount, anActor, aUnion } from '#tests/setup/factories.ts'
import { eventOf, expectRefused } from '#tests/setup/outcomes.ts'
import { ask } from '#tests/setup/small-union.ts'

let unionId: string
let command: Actor

const change = () => ({ clientId: randomUUID() })
const at = (text: string) => new Date(`${text}+08:00`)
const someone = async (given: Parameters<typeof anAccount>[1] = {}) => anActor((await anAccount(unionId, given)).id)

beforeAll(async () => openDb(await freshDatabase()))
beforeEach(async () => {
  unionId = (await aUnion()).id
  command = await someone()
})
afterAll(() => closeDb())

type Shown = {
  year: number
  isYearKnown: boolean
  minutesOfDay: number
  hours: { weekday: number; from: string; to: string }[]
  days: { date: string; isWorkday: boolean; name: string; nameEn: string | null; source: string }[]
  limits: object[]
}

const shown = async (actor: Actor, year: number): Promise<Shown> => {
  const fields = `year isYearKnown minutesOfDay hours { weekday from to }
    days { date isWorkday name nameEn source }
    limits { urgency takeIn { amount unit } doneIn { amount unit } }`
  const document = `query ($year: Int) { workCalendar(year: $year) { ${fields} } }`
  return (await ask<{ workCalendar: Shown }>(actor, document, { year })).workCalendar
}

describe('the calendar of a union', () => {
  it('is at first the usual one, with the published holidays', async () => {
    const calendar = await shown(command, 2026)
    expect(calendar).toMatchObject({ year: 2026, isYearKnown: true, minutesOfDay: 420 })
    expect(calendar.hours).toHaveLength(10)
    expect(calendar.hours[1]).toEqual({ weekday: 1, from: '14:00', to: '18:00' })
    expect(calendar.days).toHaveLength(39)
    expect(calendar.days.slice(2, 4)).toEqual([
      { date: '2026-01-03', isWorkday: false, name: '元旦', nameEn: "New Year's Day", source: 'PUBLISHED' },
      { date: '2026-01-04', isWorkday: true, name: '元旦', nameEn: "New Year's Day", source: 'PUBLISHED' },
    ])
    expect(calendar.limits).toEqual([
      { urgency: 'LOW', takeIn: days(1), doneIn: days(5) },
      { urgency: 'MEDIUM', takeIn: days(1), doneIn: days(3) },
      { urgency: 'HIGH', takeIn: days(1), doneIn: days(1) },
      { urgency: 'EMERGENCY', takeIn: hours(1), doneIn: hours(24) },
    ])
    expect(await shown(command, 2040)).toMatchObject({ isYearKnown: false, days: [] })
  })

  it('is told to everybody of the union, and of another union to nobody', async () => {
    await setWorkingHours(command, { ...change(), hours: [{ weekday: 6, from: '08:00', to: '00:00' }] })
    for (const role of ['WALL', 'INTEGRATOR'] as const) {
      expect((await shown(await someone({ role }), 2026)).minutesOfDay).toBe(16 * 60)
    }
    const other = await anActor((await anAccount((await aUnion()).id)).id)
    expect((await shown(other, 2026)).minutesOfDay).toBe(420)
    const foreign = `{ workCalendar(unionId: "${globalId('TradeUnion', unionId)}") { year } }`
    await expectRefused(() => ask(other, foreign, {}), 'NOT_FOUND')
  })
})

const days = (amount: number) => ({ amount, unit: 'WORKING_DAYS' as const })
const hours = (amount: number) => ({ amount, unit: 'HOURS' as const })

describe('working hours', () => {
  type Hours = Parameters<typeof setWorkingHours>[1]['hours']
  const set = (spans: Hours) => setWorkingHours(command, { ...change(), hours: spans })

  it('are set for the whole week, in any order, and told from one to another', async () => {
    const receipt = await set([
      { weekday: 2, from: '13:00', to: '17:30' },
      { weekday: 2, from: '08:30', to: '12:00' },
      { weekday: 1, from: '08:30', to: '12:00' },
      { weekday: 7, from: '20:00', to: '00:00' },
    ])
    expect((await eventOf(unionId, receipt)).facts).toEqual({
      from: '1-5 09:00-12:00 14:00-18:00',
      to: '1 08:30-12:00; 2 08:30-12:00 13:00-17:30; 7 20:00-00:00',
    })
    expect((await shown(command, 2026)).hours.map(({ weekday, from }) => `${weekday} ${from}`)).toEqual([
      ...['1 08:30', '2 08:30', '2 13:00', '7 20:00'],
    ])
    const { calendar } = await loadCalendar(unionId)
    expect(isWorkingAt(calendar, at('2026-11-29T23:59'))).toBe(true)
    expect(isWorkingAt(calendar, at('2026-11-30T00:00'))).toBe(false)
  })

  it('set as they are make no event', async () => {
    const week = [1, 2, 3, 4, 5].flatMap((weekday) => [
      { weekday, from: '09:00', to: '12:00' },
      { weekday, from: '14:00', to: '18:00' },
    ])
    expect((await set(week)).seq).toBeNull()
    expect(await db.workingHours.count({ where: { unionId } })).toBe(0)
  })

  it.each([
    ['a span that ends where it begins', [{ weekday: 1, from: '09:00', to: '09:00' }], 'hours.0.to'],
    ['a span that ends before it begins', [{ weekday: 1, from: '22:00', to: '06:00' }], 'hours.0.to'],
    [
      'spans that overlap',
      [
        { weekday: 3, from: '09:00', to: '12:00' },
        { weekday: 3, from: '11:59', to: '14:00' },
      ],
      'hours.1',
    ],
    [
      'five spans of a day',
      [1, 2, 3, 4, 5].map((hour) => ({ weekday: 3, from: `0${hour}:00`, to: `0${hour}:30` })),
      'hours.4',
    ],
  ])('are INVALID with %s', async (_, spans, field) => {
    await expectRefused(() => set(spans), 'INVALID', { field })
    expect(await db.workingHours.count({ where: { unionId } })).toBe(0)
  })
})

describe('the year that is missing', () => {
  it.each([
    ['2026-09-30T12:00', null],
    ['2026-10-01T00:00', 2027],
    ['2027-01-01T00:00', 2027],
    ['2025-12-31T23:59', null],
  ])('is at %s %s', async (moment, year) => {
    const { workCalendar } = await runAt(at(moment), () =>
      ask<{ workCalendar: { missingYear: number | null } }>(command, '{ workCalendar { missingYear } }', {}),
    )
    expect(workCalendar.missingYear).toBe(year)
  })
})

describe('a pasted notice', () => {
  const read = (actor: Actor, text: string, year = 2026) => {
    const fields = 'year days { date isWorkday name isKnown } leftOut { sentence trouble }'
    const document = `query ($text: String!, $year: Int!) { readHolidayNotice(text: $text, year: $year) { ${fields} } }`
    return ask<{ readHolidayNotice: object }>(actor, document, { text, year })
  }

  it('is read for the command centre, compared with the calendar, and changes nothing', async () => {
    const text = '元旦:1月1日至3日放假,共3天。1月5日(周日)上班。1月4日(周日)放假。'
    expect((await read(command, text)).readHolidayNotice).toEqual({
      year: 2026,
      days: [
        ...[1, 2, 3].map((day) => ({ date: `2026-01-0${day}`, isWorkday: false, name: '元旦', isKnown: true })),
        { date: '2026-01-04', isWorkday: false, name: '元旦', isKnown: false },
      ],
      leftOut: [{ sentence: '1月5日(周日)上班', trouble: 'OTHER_WEEKDAY' }],
    })
    expect(await db.calendarDay.count({ where: { unionId } })).toBe(0)
  })

  it('is FORBIDDEN to others, and INVALID where it is too long', async () => {
    const wall = await someone({ role: 'WALL' })
    await expectRefused(() => read(wall, '元旦:1月1日放假。'), 'FORBIDDEN')
    await expect(read(command, '字'.repeat(10_001))).rejects.toThrow('10000')
  })
})

describe('the days of a calendar', () => {
  type Days = Parameters<typeof setCalendarDays>[1]['days']
  const set = (some: Days, isFromNotice = false) => setCalendarDays(command, { ...change(), days: some, isFromNotice })
  const sources = async (year: number) =>
    (await shown(command, year)).days.filter(({ source }) => source !== 'PUBLISHED').map((day) => Object.values(day))

  it('are what the union says before what was published, until it says nothing any more', async () => {
    await set([
      { date: '2026-10-10', isWorkday: false, name: '停电' },
      { date: '2026-12-05', isWorkday: true },
    ])
    expect(await sources(2026)).toEqual([
      ['2026-10-10', false, '停电', null, 'OWN'],
      ['2026-12-05', true, '', null, 'OWN'],
    ])
    const { calendar } = await loadCalendar(unionId)
    expect(isWorkingAt(calendar, at('2026-10-10T10:00'))).toBe(false)
    expect(isWorkingAt(calendar, at('2026-12-05T10:00'))).toBe(true)
    const receipt = await set([
      { date: '2026-10-10' },
      { date: '2026-12-05', isWorkday: false },
      { date: '2026-12-06' },
    ])
    expect((await eventOf(unionId, receipt)).facts).toEqual({
      changes: [
        { date: '2026-10-10', from: false, to: null },
        { date: '2026-12-05', from: true, to: false },
      ],
    })
    expect(isWorkingAt((await loadCalendar(unionId)).calendar, at('2026-10-10T10:00'))).toBe(true)
  })

  it('make a year known, and keep that they come from a notice', async () => {
    const some = [
      { date: '2041-01-01', isWorkday: false, name: '元旦' },
      { date: '2041-10-01', isWorkday: false, name: '国庆节' },
    ]
    await set(some, true)
    expect((await shown(command, 2041)).isYearKnown).toBe(true)
    expect((await sources(2041)).map((day) => day.at(-1))).toEqual(['NOTICE', 'NOTICE'])
    expect((await set(some)).seq).toBeNull()
  })

  it('are INVALID where one stands twice', async () => {
    const twice = [{ date: '2026-12-05', isWorkday: true }, { date: '2026-12-05' }]
    await expectRefused(() => set(twice), 'INVALID', { field: 'days.1.date' })
  })

  it('are CONFLICT where they are more than a thousand', async () => {
    const year = Array.from({ length: 1000 }, (_, i) => new Date(Date.UTC(2030, 0, 1 + i)))
    await db.calendarDay.createMany({
      data: year.map((date) => ({ unionId, date, isWorkday: true, name: '', source: 'OWN' as const })),
    })
    const more = { date: '2029-12-31', isWorkday: true }
    await expectRefused(() => set([more]), 'CONFLICT', { current: globalId('TradeUnion', unionId) })
    await set([{ date: '2030-01-01' }, more])
    expect(await db.calendarDay.count({ where: { unionId } })).toBe(1000)
  })
})
