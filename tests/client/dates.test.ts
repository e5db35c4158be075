import fc from 'fast-check'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { numberText } from '#client/ui/numbers.ts'
import { localDate } from '#server/platform/clock.ts'

const zoneOfTheRun = process.env.TZ

/** What pages say of dates on a device whose clock is set to this zone. */
async function onDeviceIn(zone: string) {
  process.env.TZ = zone
  vi.resetModules()
  return import('#client/ui/dates.ts')
}

afterEach(() => {
  vi.useRealTimers()
  if (zoneOfTheRun === undefined) delete process.env.TZ
  else process.env.TZ = zoneOfTheRun
})

const setClock = (at: string) => vi.useFakeTimers({ toFake: ['Date'], now: new Date(at) })

describe.each(['UTC', 'Asia/Shanghai', 'America/Los_Angeles', 'Pacific/Kiritimati'])('on a device in %s', (zone) => {
  it.each([
    ['2020-03-24T15:59:59.999Z', '2020-03-24', '23:59'],
    ['2020-03-24T16:00:00.000Z', '2020-03-25', '00:00'],
    ['2020-12-31T16:00:00.000Z', '2021-01-01', '00:00'],
    ['2020-02-28T16:00:00.000Z', '2020-02-29', '00:00'],
  ])('%s is %s %s everywhere', async (at, date, minute) => {
    const dates = await onDeviceIn(zone)
    setClock(at)
    expect([dates.dateOf(), dates.dateInDays(0), dates.dateOf(at), dates.dateOf(new Date(at))]).toEqual(
      Array(4).fill(date),
    )
    expect(dates.momentText(at)).toBe(`${date} ${minute}`)
    expect(dates.minuteOf(at)).toBe(minute)
  })

  it('agrees with the server on the date of any moment', async () => {
    const dates = await onDeviceIn(zone)
    const moments = fc.date({ min: new Date('2000-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
    fc.assert(
      fc.property(moments, (moment) => {
        const at = moment.toISOString()
        const date = localDate(moment)
        expect([dates.dateOf(at), dates.momentText(at).slice(0, 10)]).toEqual([date, date])
      }),
    )
  })

  it('what is typed into a form is a time of the union’s zone, and is shown again as it was typed', async () => {
    const dates = await onDeviceIn(zone)
    const at = dates.momentOf('2020-03-25T00:30')
    expect(new Date(at).toISOString()).toBe('2020-03-24T16:30:00.000Z')
    expect(dates.momentText(at)).toBe('2020-03-25 00:30')
  })

  it('a day is said with its own weekday', async () => {
    const dates = await onDeviceIn(zone)
    expect(dates.dateText('2020-03-24', 'zh-CN')).toBe('3月24日周二')
    expect(dates.dateText('2020-03-24', 'en')).toBe('Tue, March 24')
  })

  it('days from today are counted over the end of a month and of a year', async () => {
    const dates = await onDeviceIn(zone)
    setClock('2020-12-30T16:30:00.000Z')
    expect([-1, 0, 1, 60].map((days) => dates.dateInDays(days))).toEqual([
      '2020-12-30',
      '2020-12-31',
      '2021-01-01',
      '2021-03-01',
    ])
  })
})

describe('moments and durations', () => {
  it('are nothing where there is none, and of two the later one', async () => {
    const dates = await onDeviceIn('UTC')
    expect([dates.momentText(null), dates.momentText(undefined), dates.momentText('')]).toEqual(['', '', ''])
    const [earlier, later] = ['2020-03-24T09:00:00+08:00', '2020-03-24T02:00:00Z']
    expect(dates.laterOf(earlier, later)).toBe(later)
    expect(dates.laterOf(later, earlier)).toBe(later)
    expect(dates.laterOf(earlier, null)).toBe(earlier)
  })

  it('are told to the second', async () => {
    const dates = await onDeviceIn('UTC')
    expect(dates.clockOf('2020-03-24T16:07:09.999Z')).toBe('00:07:09')
    expect(dates.secondsBetween('2020-03-24T00:00:00Z', '2020-03-24T00:01:30Z')).toBe(90)
    expect(dates.secondsBetween('2020-03-24T00:01:30Z', '2020-03-24T00:00:00Z')).toBe(0)
  })

  it('are said in the largest unit that still says something, in whole ones', async () => {
    const dates = await onDeviceIn('UTC')
    const [minute, hour, day] = [60, 3600, 86_400]
    const said = [-5, 0, 59.9, minute, 99 * minute + 59, 100 * minute, 2 * hour, 2 * day - 1, 2 * day, 30 * day]
    expect(said.map(dates.durationOf)).toEqual([
      { unit: 'seconds', n: 0 },
      { unit: 'seconds', n: 0 },
      { unit: 'seconds', n: 59 },
      { unit: 'minutes', n: 1 },
      { unit: 'minutes', n: 99 },
      { unit: 'hours', n: 1 },
      { unit: 'hours', n: 2 },
      { unit: 'hours', n: 47 },
      { unit: 'days', n: 2 },
      { unit: 'days', n: 30 },
    ])
  })

  it('numbers have their thousands apart', () => {
    expect([0, 999, 1000, 1_234_567].map(numberText)).toEqual(['0', '999', '1,000', '1,234,567'])
  })
})
