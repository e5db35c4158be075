import type { Urgency } from '#codegen/prisma/enums.ts'
import { builder } from '#server/platform/builder.ts'
import { localDate, now } from '#server/platform/clock.ts'
import { most } from '#server/platform/most.ts'
import { DaySourceEnum, RungRecipientEnum, TimeUnitEnum, UrgencyEnum } from './enums.ts'
import type { Rung } from './ladder.ts'
import { mostRungs, mostSpans } from './limits.ts'
import { saidOf, type UnionCalendar } from './load.ts'
import { type Limit, type TimeSpan, urgencies } from './time-limits.ts'
import { spansOf, type WeekSpan } from './week.ts'
import { isYearKnown, minutesOfDay } from './working-time.ts'

type Day = {
  date: string
  isWorkday: boolean
  name: string
  nameEn: string | null
  source: (typeof DaySourceEnum)['$inferType']
}

const daysOfYear = 366

/** The days of a year of which something was said, in their order: what the union says itself comes first. */
function daysOf(calendar: UnionCalendar, year: number): Day[] {
  return [...saidOf(calendar)]
    .filter(([date]) => date.startsWith(`${year}-`))
    .map(([date, day]) => ({ date, nameEn: null, source: 'PUBLISHED' as const, ...day }))
    .sort((a, b) => (a.date < b.date ? -1 : 1))
}

const hoursRef = builder.objectRef<WeekSpan>('WeekSpan').implement({
  description: 'One span of working time of the usual week. 每周工作时间的一段。',
  fields: (t) => ({
    weekday: t.exposeInt('weekday', {
      description: 'The day of the week, from 1 for Monday to 7 for Sunday. 星期几,1 为星期一,7 为星期日。',
    }),
    from: t.expose('from', { type: 'TimeOfDay', description: 'When the span begins. 这一段的开始。' }),
    to: t.expose('to', {
      type: 'TimeOfDay',
      description: 'When the span ends; 00:00 is the midnight after. 这一段的结束;00:00 为当日午夜。',
    }),
  }),
})

const dayRef = builder.objectRef<Day>('WorkCalendarDay').implement({
  description: 'A day of which was said whether it is a workday. 专门说明是否上班的一天。',
  fields: (t) => ({
    date: t.expose('date', { type: 'Date', description: 'Which day it is. 日期。' }),
    isWorkday: t.exposeBoolean('isWorkday', {
      description: 'True for a workday, false for a day of rest. 上班为真,休息为假。',
    }),
    name: t.exposeString('name', {
      description: 'What the day is called, such as its holiday; it may be empty. 名称,如节日;可为空字符串。',
    }),
    nameEn: t.exposeString('nameEn', {
      nullable: true,
      description: 'The same in English; null where nobody has given it. 英文名称,没有时为空。',
    }),
    source: t.expose('source', { type: DaySourceEnum, description: 'From where this is known. 来源。' }),
  }),
})

const spanRef = builder.objectRef<TimeSpan>('TimeSpan').implement({
  description: 'A length of time. 一段时长。',
  fields: (t) => ({
    amount: t.exposeInt('amount', { description: 'How many of the unit. 数量。' }),
    unit: t.expose('unit', { type: TimeUnitEnum, description: 'In what it counts. 单位。' }),
  }),
})

const limitRef = builder.objectRef<Limit & { urgency: Urgency }>('TimeLimit').implement({
  description: 'How long a union gives itself for an issue of one urgency. 一类问题的办理时限。',
  fields: (t) => ({
    urgency: t.expose('urgency', { type: UrgencyEnum, description: 'For which issues it holds. 适用的问题。' }),
    takeIn: t.expose('takeIn', {
      type: spanRef,
      description:
        'How long until somebody must have taken charge of it: from its opening, and anew from when an agency is given it. 须在多久之内签收:自提出时起算,派给部门后重新起算。',
    }),
    doneIn: t.expose('doneIn', {
      type: spanRef,
      description: 'How long until it must be done, from its opening as well. 须在多久之内办结,同样自提出之时起算。',
    }),
  }),
})

const rungRef = builder.objectRef<Rung>('EscalationRung').implement({
  description: 'One rung of the ladder that an overdue issue climbs. 逐级升级的一级。',
  fields: (t) => ({
    recipient: t.expose('recipient', {
      type: RungRecipientEnum,
      description: 'Who is told on this rung. 这一级告知谁。',
    }),
    minutes: t.exposeInt('minutes', {
      description: 'How many working minutes after the deadline. 超时后多少工作分钟。',
    }),
    emergencyMinutes: t.exposeInt('emergencyMinutes', {
      description: 'The same for an emergency, in minutes of the clock. 特急问题超时后多少分钟,昼夜连续计算。',
    }),
  }),
})

/** A calendar as it is asked for one year. */
export type CalendarOfYear = UnionCalendar & { year: number }

/** When a union works in one year. */
export const calendarRef = builder.objectRef<CalendarOfYear>('WorkCalendar').implement({
  description: 'When a union works, and how long it gives itself for an issue. 工会的工作日历与办理时限。',
  fields: (t) => ({
    year: t.exposeInt('year', { description: 'The year whose days are shown. 所示的年份。' }),
    isYearKnown: t.boolean({
      description:
        'True where the holidays of the year are known; else the usual weeks alone count. 已知该年放假安排时为真;否则只按平常每周计算。',
      resolve: ({ calendar, year }) => isYearKnown(calendar, year),
    }),
    missingYear: t.int({
      nullable: true,
      description:
        'The present year, or from October on the coming one, whose holidays are not known and should be entered; null where none is missing. 放假安排尚未录入的年份:今年,十月起也包括明年;没有缺少时为空。',
      resolve: ({ calendar }) => {
        const [year, month] = localDate(now()).split('-').map(Number) as [number, number]
        const years = month < 10 ? [year] : [year, year + 1]
        return years.find((each) => !isYearKnown(calendar, each)) ?? null
      },
    }),
    hours: t.field({
      type: [hoursRef],
      ...most(7 * mostSpans),
      description: 'The working hours of the usual week, from Monday. 每周的工作时间,自星期一起。',
      resolve: ({ calendar }) => spansOf(calendar.hours),
    }),
    minutesOfDay: t.int({
      description: 'How many minutes a working day has, where a limit counts in days. 时限所称一个工作日的分钟数。',
      resolve: ({ calendar }) => minutesOfDay(calendar),
    }),
    days: t.field({
      type: [dayRef],
      ...most(daysOfYear),
      description:
        'The days of the year of which was said whether they are workdays, in their order; all others are as the usual week. 该年专门说明是否上班的日子,按日期排列;其余照平常每周。',
      resolve: (calendar) => daysOf(calendar, calendar.year),
    }),
    limits: t.field({
      type: [limitRef],
      ...most(urgencies.length),
      description: 'The time limits, the least urgent first. 办理时限,由缓到急。',
      resolve: ({ limits }) => urgencies.map((urgency) => ({ urgency, ...limits[urgency] })),
    }),
    ladder: t.field({
      type: [rungRef],
      ...most(mostRungs),
      description: 'Whom an overdue issue reaches one after the other, each once. 问题超时后逐级升级,每级一次。',
      resolve: ({ ladder }) => [...ladder],
    }),
  }),
})
