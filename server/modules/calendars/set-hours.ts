import { z } from 'zod'
import { Prisma } from '#codegen/prisma/client.ts'
import { changeFields, deed } from '#server/log/deed.ts'
import { root } from '#server/log/load.ts'
import { insertAll } from '#server/log/rows.ts'
import { builder } from '#server/platform/builder.ts'
import { newId } from '#server/platform/ids.ts'
import { calendarEvents } from './events.ts'
import { mostSpans } from './limits.ts'
import { readCalendar } from './load.ts'
import { calendarPayload } from './payload.ts'
import { weekOf, weekText } from './week.ts'

const WeekSpanInput = builder.inputType('WeekSpanInput', {
  description: 'One span of working time of the usual week. 每周工作时间的一段。',
  fields: (t) => ({
    weekday: t.int({
      validate: z.int().min(1).max(7),
      description: 'The day of the week, from 1 for Monday to 7 for Sunday. 星期几,1 为星期一,7 为星期日。',
    }),
    from: t.field({ type: 'TimeOfDay', description: 'When the span begins. 这一段的开始。' }),
    to: t.field({
      type: 'TimeOfDay',
      description: 'When the span ends; 00:00 is the midnight after. 这一段的结束;00:00 为当日午夜。',
    }),
  }),
})

const SetWorkingHoursInput = builder.inputType('SetWorkingHoursInput', {
  description: 'The working hours of the union’s usual week. 工会每周的工作时间。',
  fields: (t) => ({
    ...changeFields(t),
    hours: t.field({
      type: [WeekSpanInput],
      validate: z
        .array(z.any())
        .min(1)
        .max(7 * mostSpans),
      description:
        'All spans of the week, at most 4 of a day. A day without a span is one of rest. 一周的全部时段,每天至多 4 段;没有时段的一天为休息日。',
    }),
  }),
})

/** Sets when the union works in a usual week. Due times that are stored already stay as they are. */
export const setWorkingHours = deed('setWorkingHours', {
  does: {
    en: 'Sets the working hours of the usual week. What was due before stays due then.',
    zh: '设定每周的工作时间;已定的到期时间不变。',
  },
  errors: {
    INVALID: {
      en: 'a span ends before it begins, two of a day overlap, or a day has too many',
      zh: '时段的结束不晚于开始,同一天的时段重叠,或一天的时段过多',
    },
  },
  input: SetWorkingHoursInput,
  roles: ['COMMAND'],
  payload: calendarPayload,
  load: ({ unionId }) => ({ lock: [root('TradeUnion', unionId)], read: { stored: readCalendar(unionId) } }),
  decide({ stored: { calendar } }, { hours }, { actor: { unionId } }) {
    const week = weekOf(hours)
    const [from, to] = [weekText(calendar.hours), weekText(week)]
    if (from === to) return { subjectId: unionId, writes: [], events: [] }
    const rows = week.flatMap((day, i) =>
      day.map(([fromMinute, toMinute]) => ({ id: newId(), unionId, weekday: i + 1, fromMinute, toMinute })),
    )
    return {
      subjectId: unionId,
      writes: [
        Prisma.sql`DELETE FROM "WorkingHours" WHERE "unionId" = ${unionId}::uuid`,
        ...insertAll('WorkingHours', rows),
      ],
      events: [calendarEvents.hoursSet({ unionId }, { from, to })],
    }
  },
})
