import type { ObjectFieldBuilder } from '@pothos/core'
import type { Types } from '#server/platform/builder.ts'
import { localDate, now } from '#server/platform/clock.ts'
import { type CalendarOfYear, calendarRef } from './calendar-type.ts'
import { loadCalendar } from './load.ts'

/** The calendar of a union for a year; for the present one where none is named. */
export const calendarOfYear = async (unionId: string, year?: number | null): Promise<CalendarOfYear> => ({
  ...(await loadCalendar(unionId)),
  year: year ?? Number(localDate(now()).slice(0, 4)),
})

/** The payload of every deed on the calendar. Its subject is the union. */
export const calendarPayload = <A extends { subjectId: string | null }>(t: ObjectFieldBuilder<Types, A>) => ({
  calendar: t.field({
    type: calendarRef,
    description: 'The calendar after the change, with the days of the present year. 操作后的工作日历,列出今年的日子。',
    resolve: ({ subjectId }) => calendarOfYear(subjectId!),
  }),
})
