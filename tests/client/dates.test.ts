import fc from 'fast-check'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { localDate } from '#server/platform/clock.ts'

const zoneOfTheRun = process.env.TZ

/** What the desk, the wall and the phone say of dates on a device whose clock is set to this zone. */
async function onDeviceIn(zone: string) {
  process.env.TZ = zone
  vi.resetModules()
  const [desk, wall, phone, forms] = await Promise.all([
    import('#client/ui/dates.ts'),
    import('#client/board/time.ts'),
    import('#client/field/day.ts'),
    import('#client/ui/form-values.ts'),
  ])
  return { desk, wall, phone, forms }
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
    const { desk, wall, phone } = await onDeviceIn(zone)
    setClock(at)
    expect([desk.today(), desk.inDays(0), phone.dayOf(), phone.dayOf(at), phone.dayOf(new Date(at))]).toEqual(
      Array(5).fill(date),
    )
    expect(wall.dateOf(at)).toBe(date)
    expect(desk.momentText(at)).toBe(`${date} ${minute}`)
    expect(wall.minuteOf(at)).toBe(minute)
    expect(phone.sayTime(at, 'zh-CN')).toBe(minute)
    expect(phone.sayTime(at, 'en')).toBe(minute)
  })

  it('all agree with the server on the date of any moment', async () => {
    const { desk, wall, phone } = await onDeviceIn(zone)
    const moments = fc.date({ min: new Date('2000-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
    fc.assert(
      fc.property(moments, (moment) => {
        const at = moment.toISOString()
        const date = localDate(moment)
        expect([wall.dateOf(at), phone.dayOf(at), desk.momentText(at).slice(0, 10)]).toEqual([date, date, date])
      }),
    )
  })

  it('what is typed into a form is a time of the union’s zone, and is shown again as it was typed', async () => {
    const { desk, forms } = await onDeviceIn(zone)
    const form = new FormData()
    form.set('at', '2020-03-25T00:30')
    const at = forms.momentOf(form, 'at')
    expect(new Date(at).toISOString()).toBe('2020-03-24T16:30:00.000Z')
    expect(desk.momentText(at)).toBe('2020-03-25 00:30')
  })

  it('a day is said with its own weekday', async () => {
    const { phone } = await onDeviceIn(zone)
    expect(phone.sayDay('2020-03-24', 'zh-CN')).toBe('3月24日周二')
    expect(phone.sayDay('2020-03-24', 'en')).toBe('Tue, March 24')
  })

  it('days from today are counted over the end of a month and of a year', async () => {
    const { desk } = await onDeviceIn(zone)
    setClock('2020-12-30T16:30:00.000Z')
    expect([-1, 0, 1, 60].map((days) => desk.inDays(days))).toEqual([
      '2020-12-30',
      '2020-12-31',
      '2021-01-01',
      '2021-03-01',
    ])
  })
})

describe('moments and durations', () => {
  it('are nothing where there is none, and of two the later one', async () => {
    const { desk, wall } = await onDeviceIn('UTC')
    expect([desk.momentText(null), desk.momentText(undefined), desk.momentText('')]).toEqual(['', '', ''])
    const [earlier, later] = ['2020-03-24T09:00:00+08:00', '2020-03-24T02:00:00Z']
    expect(wall.laterOf(earlier, later)).toBe(later)
    expect(wall.laterOf(later, earlier)).toBe(later)
    expect(wall.laterOf(earlier, null)).toBe(earlier)
  })

  it('are told to the second', async () => {
    const { wall } = await onDeviceIn('UTC')
    expect(wall.clockOf('2020-03-24T16:07:09.999Z')).toBe('00:07:09')
    expect(wall.secondsBetween('2020-03-24T00:00:00Z', '2020-03-24T00:01:30Z')).toBe(90)
    expect(wall.secondsBetween('2020-03-24T00:01:30Z', '2020-03-24T00:00:00Z')).toBe(0)
  })

  it('are said in the largest unit that still says something, in whole ones', async () => {
    const { wall } = await onDeviceIn('UTC')
    const [minute, hour, day] = [60, 3600, 86_400]
    const said = [-5, 0, 59.9, minute, 99 * minute + 59, 100 * minute, 2 * hour, 2 * day - 1, 2 * day, 30 * day]
    expect(said.map(wall.durationOf)).toEqual([
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

  it('numbers have their thousands apart', async () => {
    const { desk } = await onDeviceIn('UTC')
    expect([0, 999, 1000, 1_234_567].map(desk.countText)).toEqual(['0', '999', '1,000', '1,234,567'])
  })
})
