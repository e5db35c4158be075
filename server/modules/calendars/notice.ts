import { addDays, dateOf, isoDate } from '#server/platform/clock.ts'
import type { NoticeTrouble } from './enums.ts'
import { placeInWeek } from './working-time.ts'

/** What a notice, or what is known already, says of a day. */
export type NamedDay = { isWorkday: boolean; name: string }

/** A day as a notice names it. */
export type NoticeDay = NamedDay & { date: string }

/** A sentence of which no day was taken, and why. */
export type LeftOut = { sentence: string; trouble: NoticeTrouble }

/** A notice as it was read, with the year that it is about. */
export type Notice = { year: number; days: NoticeDay[]; leftOut: LeftOut[] }

class SentenceError extends Error {
  readonly trouble: NoticeTrouble

  constructor(trouble: NoticeTrouble) {
    super(trouble)
    this.trouble = trouble
  }
}

const festival = '(?:元旦|春节|清明节?|劳动节|五一|端午节?|中秋节?|国庆节?)'
const numbering = '(?:\\(?[一二三四五六七八九十\\d]+\\)?、?)'
/** The holiday that a sentence begins with, such as `六、国庆节、中秋节:`. */
const heading = new RegExp(`^${numbering}?(${festival}(?:[、和及与]${festival})*|\\p{Script=Han}{2,30}(?=:))`, 'u')
const nextHeading = new RegExp(`(?=(?<![一二三四五六七八九十\\d(])${numbering}${festival})`, 'gu')
const yearOfNotice = new RegExp(`(\\d{4})年(?:部分节假日|${festival})`)
const signature = /国务院(?:办公厅)?\d{4}年\d+月\d+日(?:\([^)]*\))?/g

const dated = /(?:(\d{4})年)?(?:(\d{1,2})月)?(\d{1,2})日(?:\(([^)]*)\)|((?:周|星期)[一二三四五六日天]))?/g
const rest = /放假|调休|休息|休假|公休|补休/
const work = /上班|补班/
const asUsual = /正常上班|照常上班/
const advice = /鼓励|建议|提倡|可以|不放假|不休息|不上班|不再/

/**
 * With half-width digits and brackets, one kind of comma, full stop and dash, without spaces and without the date under the
 * notice, which is its own; each holiday begins a sentence.
 */
const tidy = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/[\s\p{Cf}]+/gu, '')
    .replace(/[〔[【]/g, '(')
    .replace(/[〕\]】]/g, ')')
    .replace(/[-–—―~]+/g, '至')
    .replace(/[.;!?]/g, '。')
    .replace(/\([^()]*\)/g, (inside) => inside.replace(/[,。]/g, '、'))
    .replace(signature, '。')
    .replace(nextHeading, '。')

/**
 * Reads the days of a notice of the State Council about holidays. The year is the one that the notice names, or else the given
 * one. A sentence is taken as a whole or left out, and a later one holds before an earlier one. `known` is what is known of days
 * already: a notice may make a holiday longer whose beginning stands in another one.
 */
export function readNotice(text: string, givenYear: number, known: ReadonlyMap<string, NamedDay> = new Map()): Notice {
  const whole = tidy(text)
  const year = Number(yearOfNotice.exec(whole)?.[1] ?? givenYear)
  const sentences = whole.split('。').filter((sentence) => /[\p{L}\d]/u.test(sentence))
  const days = new Map<string, NoticeDay>()
  const leftOut: LeftOut[] = []
  let name = ''
  let isRead = false
  for (const sentence of sentences) {
    const own = heading.exec(sentence)?.[1]
    name = own ?? name
    if (!saysSomething(sentence, own !== undefined)) continue
    try {
      const found = daysOf(sentence, { name, year, said: (date) => days.get(date) ?? known.get(date) })
      for (const day of found) days.set(day.date, day)
      isRead = true
    } catch (error) {
      if (!(error instanceof SentenceError)) throw error
      leftOut.push({ sentence, trouble: error.trouble })
    }
  }
  if (!isRead && leftOut.length === 0) {
    leftOut.push(...sentences.map((sentence) => ({ sentence, trouble: 'NOT_UNDERSTOOD' as const })))
  }
  return { year, days: [...days.values()].sort((a, b) => (a.date < b.date ? -1 : 1)), leftOut }
}

/** True for a sentence that tells of days. */
const saysSomething = (sentence: string, isOfHoliday: boolean): boolean =>
  sentence.search(dated) >= 0 || (isOfHoliday && (rest.test(sentence) || work.test(sentence)))

type About = { name: string; year: number; said: (date: string) => NamedDay | undefined }

/** The days of one sentence. What its parts, between commas, say of days holds for those named since the part before that said so. */
function daysOf(sentence: string, about: About): NoticeDay[] {
  if (advice.test(sentence)) throw new SentenceError('NOT_UNDERSTOOD')
  const days: NoticeDay[] = []
  let dates: string[] = []
  let month: number | undefined
  let isAsUsual = false
  const say = (isWorkday: boolean) => {
    days.push(...dates.map((date) => ({ date, isWorkday, name: about.name })))
    dates = []
  }
  for (const part of sentence.split(',')) {
    const found = datesOf(part, about, month)
    month = found.month
    dates.push(...found.dates)
    if (dates.length === 0) continue
    if (part.includes('延长')) {
      days.push(...longerHoliday(dates.at(-1)!, part, about))
      dates = []
    } else if (asUsual.test(part)) {
      isAsUsual = true
      dates = []
    } else if (work.test(part)) say(true)
    else if (rest.test(part)) say(false)
  }
  if (dates.length > 0 || (days.length === 0 && !isAsUsual)) throw new SentenceError('NOT_UNDERSTOOD')
  const count = /(?:共|放假|休息)(\d+)天/.exec(sentence)?.[1]
  const resting = new Set(days.filter(({ isWorkday }) => !isWorkday).map(({ date }) => date))
  if (count && resting.size !== Number(count)) throw new SentenceError('OTHER_COUNT')
  return days
}

/** No holiday is as long as this many days. */
const longest = 31

/** The dates that a part of a sentence names, spans included, and the month of the last. */
function datesOf(
  part: string,
  { name, year }: About,
  monthBefore?: number,
): { dates: string[]; month?: number | undefined } {
  const dates: string[] = []
  let month = monthBefore
  let last: { end: number; date: string } | undefined
  for (const match of part.matchAll(dated)) {
    const isSpan = last !== undefined && /^[至到]$/.test(part.slice(last.end, match.index))
    const before = last && isSpan ? { year: Number(last.date.slice(0, 4)), month: Number(last.date.slice(5, 7)) } : null
    month = match[2] ? Number(match[2]) : month
    if (month === undefined) throw new SentenceError('NOT_UNDERSTOOD')
    const usualYear = before
      ? before.year + (month < before.month ? 1 : 0)
      : year - (name.includes('元旦') && month === 12 ? 1 : 0)
    const date = dateIn(match[1] ? Number(match[1]) : usualYear, month, Number(match[3]))
    checkWeekday(date, match[4] ?? match[5] ?? '')
    if (last && isSpan) dates.push(...datesBetween(last.date, date))
    dates.push(date)
    last = { end: match.index + match[0].length, date }
  }
  return { dates, month }
}

function dateIn(year: number, month: number, day: number): string {
  const date = `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
  const time = dateOf(date)
  if (Number.isNaN(time.getTime()) || isoDate(time) !== date) throw new SentenceError('NO_SUCH_DAY')
  return date
}

const nextDay = (date: string, days = 1): string => isoDate(addDays(dateOf(date), days))

/** The dates after one and before another. */
function datesBetween(from: string, to: string): string[] {
  if (to <= from || to > nextDay(from, longest)) throw new SentenceError('NOT_UNDERSTOOD')
  const dates: string[] = []
  for (let date = nextDay(from); date < to; date = nextDay(date)) dates.push(date)
  return dates
}

/** A wrong weekday shows a wrong year, or a typing error. */
function checkWeekday(date: string, remark: string): void {
  const weekday = /(?:周|星期)([一二三四五六日天])/.exec(remark)?.[1]
  if (weekday && '一二三四五六日'.indexOf(weekday.replace('天', '日')) !== placeInWeek(date)) {
    throw new SentenceError('OTHER_WEEKDAY')
  }
}

/** The days of a holiday that now lasts to this day: from its first day that is known. */
function longerHoliday(last: string, part: string, { said }: About): NoticeDay[] {
  const name = new RegExp(festival).exec(part)?.[0]
  const isOfHoliday = (date: string) => {
    const day = said(date)
    return name !== undefined && day !== undefined && !day.isWorkday && day.name.includes(name)
  }
  const before = Array.from({ length: longest }, (_, i) => nextDay(last, -i))
  const end = before.findIndex(isOfHoliday)
  if (end < 0) throw new SentenceError('NOT_UNDERSTOOD')
  const length = before.findIndex((date, i) => i > end && !isOfHoliday(date))
  return before.slice(0, length).map((date) => ({ date, isWorkday: false, name: said(before[end]!)!.name }))
}
