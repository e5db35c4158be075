import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readNotice } from '#server/modules/calendars/notice.ts'
import { publishedDays } from '#server/modules/calendars/published.ts'
import { longerSpringFestival, notices } from './setup/holiday-notices.ts'

const weekday = (date: string) => new Date(date).getUTCDay()

/** The days of this year as one text, without the rest on weekends, which a notice may leave out. */
const listOf = (days: Iterable<{ date: string; isWorkday: boolean }>, year: number) =>
  [...days]
    .filter(({ date, isWorkday }) => date.startsWith(String(year)) && (isWorkday || weekday(date) % 6 > 0))
    .map(({ date, isWorkday }) => `${date} ${isWorkday ? 'work' : 'rest'}`)
    .sort()

const publishedOf = (year: number) =>
  listOf(
    [...publishedDays].map(([date, day]) => ({ date, ...day })),
    year,
  )

const short = (text: string, year = 2026) => {
  const { days, leftOut } = readNotice(text, year)
  return [
    ...days.map(({ date, isWorkday, name }) => `${date} ${isWorkday ? 'work' : 'rest'} ${name}`),
    ...leftOut.map(({ sentence, trouble }) => `${trouble} ${sentence}`),
  ]
}

describe('a notice of the State Council', () => {
  it.each([2023, 2024, 2025, 2026])('of %i names the days that the package has', (year) => {
    const { year: named, days, leftOut } = readNotice(notices[year]!, 1999)
    expect(named).toBe(year)
    expect(listOf(days, year)).toEqual(publishedOf(year))
    expect(leftOut).toEqual(
      year === 2024
        ? [
            {
              sentence: '鼓励各单位结合带薪年休假等制度落实,安排职工在除夕(2月9日)休息',
              trouble: 'NOT_UNDERSTOOD',
            },
          ]
        : [],
    )
  })

  it('of 2020 names them together with the one by which Spring Festival was made longer', () => {
    const first = readNotice(notices[2020]!, 2019)
    expect(first.days.find(({ date }) => date === '2020-02-01')).toMatchObject({ isWorkday: true })
    const both = readNotice(`${notices[2020]}\n${longerSpringFestival}`, 2019)
    expect([first.leftOut, both.leftOut]).toEqual([[], []])
    expect(listOf(both.days, 2020)).toEqual(publishedOf(2020))
    const later = readNotice(longerSpringFestival, 2019, new Map(first.days.map((day) => [day.date, day])))
    expect(later).toMatchObject({ year: 2020, leftOut: [] })
    expect(later.days.map(({ date }) => date)).toEqual([
      ...['24', '25', '26', '27', '28', '29', '30', '31'].map((day) => `2020-01-${day}`),
      ...['2020-02-01', '2020-02-02'],
    ])
    expect(new Set(later.days.map(({ name }) => name))).toEqual(new Set(['春节']))
  })

  it('that makes a holiday longer is not understood where nothing is known of it', () => {
    expect(readNotice(longerSpringFestival, 2020)).toMatchObject({
      days: [],
      leftOut: [{ trouble: 'NOT_UNDERSTOOD' }],
    })
  })

  it('has the names of its holidays', () => {
    const { days } = readNotice(notices[2025]!, 2025)
    const names = Object.fromEntries(days.map(({ date, name }) => [date, name]))
    expect(names).toMatchObject({ '2025-01-26': '春节', '2025-05-31': '端午节', '2025-09-28': '国庆节、中秋节' })
  })

  it.each([
    ['without spaces and line ends', (text: string) => text.replace(/\s/g, '')],
    ['with line ends anywhere', (text: string) => text.replace(/(.{7})/gu, '$1\n')],
    ['with spaces around figures', (text: string) => text.replace(/\d+/g, ' $& ')],
    ['in full width', (text: string) => text.replace(/[!-~]/g, (c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0))],
    [
      'with the punctuation of English',
      (text: string) => text.replace(/[,:()。]/g, (c) => ({ ',': ',', ':': ':', '(': '(', ')': ')', '。': '. ' })[c]!),
    ],
    ['with dashes for spans', (text: string) => text.replaceAll('至', '—')],
    ['with colons before the list', (text: string) => text.replace('通知如下。', '通知如下:')],
    ['without colons', (text: string) => text.replace(/(节|元旦):/g, '$1 ')],
    ['with other weekday words', (text: string) => text.replaceAll('周', '星期')],
    ['with numbers in brackets', (text: string) => text.replace(/([一二三四五六七])、(?=[元春清劳端中国])/g, '($1)')],
  ])('is read %s', (_, change) => {
    expect(readNotice(change(notices[2026]!), 1999)).toEqual(readNotice(notices[2026]!, 1999))
  })

  it('crosses months and years', () => {
    expect(short('元旦:12月31日至1月2日放假调休,共3天。12月28日上班。', 2027)).toEqual([
      '2026-12-28 work 元旦',
      '2026-12-31 rest 元旦',
      '2027-01-01 rest 元旦',
      '2027-01-02 rest 元旦',
    ])
    expect(short('调休:12月31日至1月1日放假', 2027)).toEqual(['2027-12-31 rest 调休', '2028-01-01 rest 调休'])
    expect(short('劳动节:4月30日(周四)至5月2日放假。5月9日、10日(周日)上班。')).toEqual([
      '2026-04-30 rest 劳动节',
      '2026-05-01 rest 劳动节',
      '2026-05-02 rest 劳动节',
      '2026-05-09 work 劳动节',
      '2026-05-10 work 劳动节',
    ])
  })

  it('may tell days of one holiday in parts of a sentence', () => {
    const text = '9月3日至5日调休放假3天,其中9月3日(星期四)放假,9月4日(星期五)调休,9月6日(星期日)上班。'
    expect(short(`纪念日:${text}`, 2015)).toEqual([
      '2015-09-03 rest 纪念日',
      '2015-09-04 rest 纪念日',
      '2015-09-05 rest 纪念日',
      '2015-09-06 work 纪念日',
    ])
  })

  it('is left out where it contradicts itself, sentence by sentence', () => {
    const text = `元旦:1月1日(周五)放假1天。1月4日(周日)上班。
      春节:2月15日至17日放假,共9天。2月30日上班。
      清明节:4月6日至4日放假。 端午节:农历五月初五放假。 中秋节:3日放假。 国庆节:10月1日。`
    expect(short(text)).toEqual([
      '2026-01-04 work 元旦',
      'OTHER_WEEKDAY 元旦:1月1日(周五)放假1天',
      'OTHER_COUNT 春节:2月15日至17日放假,共9天',
      'NO_SUCH_DAY 2月30日上班',
      'NOT_UNDERSTOOD 清明节:4月6日至4日放假',
      'NOT_UNDERSTOOD 端午节:农历五月初五放假',
      'NOT_UNDERSTOOD 中秋节:3日放假',
      'NOT_UNDERSTOOD 国庆节:10月1日',
    ])
  })

  it('of another year than the given one is told by its weekdays', () => {
    const list = notices[2026]!.slice(notices[2026]!.indexOf('一、'))
    const { days, leftOut } = readNotice(list, 2027)
    expect(days).toEqual([])
    expect(new Set(leftOut.map(({ trouble }) => trouble))).toEqual(new Set(['OTHER_WEEKDAY']))
  })

  it.each([
    ['', []],
    [' \n。,', []],
    ['今天天气不错。我们去爬山!', ['NOT_UNDERSTOOD 今天天气不错', 'NOT_UNDERSTOOD 我们去爬山']],
    ['hello world', ['NOT_UNDERSTOOD helloworld']],
    ['1月2日起正常上班。', []],
  ])('is not made of %j', (text, expected) => {
    expect(short(text)).toEqual(expected)
  })

  it('is read from any text whatever without a fault, and quickly', () => {
    const words = [
      '1',
      '12',
      '31',
      '2026',
      '年',
      '月',
      '日',
      '至',
      '、',
      ',',
      '。',
      ':',
      '(',
      ')',
      '(周四)',
      '元旦',
      '延长',
    ]
    const some = fc.array(fc.oneof(fc.constantFrom(...words, '放假', '上班', '共3天', ' '), fc.string()), {
      maxLength: 60,
    })
    fc.assert(
      fc.property(some, (parts) => {
        const { days } = readNotice(parts.join(''), 2026)
        for (const { date } of days) expect(date).toMatch(/^\d{4}-\d\d-\d\d$/)
      }),
    )
    const begin = performance.now()
    for (const text of ['1月1日、', '(', '一、', '元旦', '1月1日至', '2026年', ' 1'])
      readNotice(text.repeat(3000), 2026)
    expect(performance.now() - begin).toBeLessThan(2000)
  })
})
