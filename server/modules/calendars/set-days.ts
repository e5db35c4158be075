import { z } from 'zod'
import { type CalendarDay, Prisma } from '#codegen/prisma/client.ts'
import { SavedDaySource } from '#codegen/prisma/enums.ts'
import { changeFields, deed } from '#server/log/deed.ts'
import { root } from '#server/log/load.ts'
import { builder } from '#server/platform/builder.ts'
import { conflict, invalid } from '#server/platform/errors.ts'
import { globalId } from '#server/platform/ids.ts'
import { line } from '#server/platform/text.ts'
import { calendarEvents } from './events.ts'
import { mostDaysAtOnce, mostOwnDays } from './limits.ts'
import { type OwnDay, readCalendar } from './load.ts'
import { calendarPayload } from './payload.ts'

const CalendarDayInput = builder.inputType('CalendarDayInput', {
  description: 'What the union says of one day. 工会对某一天的安排。',
  fields: (t) => ({
    date: t.field({ type: 'Date', description: 'Which day it is. 日期。' }),
    isWorkday: t.boolean({
      required: false,
      description:
        'True for a workday, false for a day of rest. Left out: the union says nothing of the day any more. 上班为真,休息为假;不填则撤销本工会的安排,照常。',
    }),
    name: t.string({
      required: false,
      validate: line(0, 30),
      description: 'What the day is called, up to 30 characters; it may be empty. 名称,至多 30 字,可为空。',
    }),
  }),
})

const SetCalendarDaysInput = builder.inputType('SetCalendarDaysInput', {
  description: 'What the union says of some days. 工会对若干天的安排。',
  fields: (t) => ({
    ...changeFields(t),
    days: t.field({
      type: [CalendarDayInput],
      validate: z.array(z.any()).min(1).max(mostDaysAtOnce),
      description:
        'The days, each once, at most 120; all others stay as they are. 各天,每天一次,至多 120 天;其余不变。',
    }),
    isFromNotice: t.boolean({
      required: false,
      description: 'True where the days were taken from a notice that was pasted. 由粘贴的放假通知录入时为真。',
    }),
  }),
})

/** Says of some days that they are workdays or days of rest, whatever the usual week and the published holidays are. */
export const setCalendarDays = deed('setCalendarDays', {
  does: {
    en: 'Says of some days that they are workdays or days of rest, or says nothing of them any more. What was due before stays due then.',
    zh: '设定若干天为工作日或休息日,或撤销设定;已定的到期时间不变。',
  },
  errors: {
    INVALID: { en: 'a day stands twice', zh: '同一天出现两次' },
    CONFLICT: { en: 'the union would have said something of more than a thousand days', zh: '设定的日子超过一千天' },
  },
  input: SetCalendarDaysInput,
  roles: ['COMMAND'],
  payload: calendarPayload,
  load: ({ unionId }) => ({ lock: [root('TradeUnion', unionId)], read: { stored: readCalendar(unionId) } }),
  decide({ stored: { ownDays } }, { days, isFromNotice }, { actor: { unionId } }) {
    days.forEach(({ date }, i) => {
      if (days.findIndex((day) => day.date === date) === i) return
      throw invalid(`days.${i}.date`, { zh: '同一天出现了两次。', en: 'A day stands twice.' })
    })
    const source = isFromNotice ? SavedDaySource.NOTICE : SavedDaySource.OWN
    const changes = days
      .map(({ date, isWorkday, name }) => ({
        date,
        from: ownDays.get(date) ?? null,
        to: isWorkday == null ? null : { isWorkday, name: name ?? '', source },
      }))
      .filter(({ from, to }) => !isSame(from, to))
    if (changes.length === 0) return { subjectId: unionId, writes: [], events: [] }
    const added = changes.filter(({ from, to }) => to && !from).length
    const removed = changes.filter(({ to }) => !to)
    if (ownDays.size + added - removed.length > mostOwnDays) throw tooManyDays(unionId)
    const rows = changes.flatMap(({ date, to }): (Omit<CalendarDay, 'date'> & { date: string })[] =>
      to ? [{ unionId, date, ...to }] : [],
    )
    return {
      subjectId: unionId,
      writes: [
        Prisma.sql`
          DELETE FROM "CalendarDay"
          WHERE "unionId" = ${unionId}::uuid AND date = ANY(${removed.map(({ date }) => date)}::date[])`,
        Prisma.sql`
          INSERT INTO "CalendarDay" ("unionId", date, "isWorkday", name, source)
          SELECT "unionId", date, "isWorkday", name, source
          FROM jsonb_populate_recordset(NULL::"CalendarDay", ${JSON.stringify(rows)}::jsonb)
          ON CONFLICT ("unionId", date) DO UPDATE
          SET "isWorkday" = excluded."isWorkday", name = excluded.name, source = excluded.source`,
      ],
      events: [
        calendarEvents.daysSet(
          { unionId },
          {
            changes: changes.map(({ date, from, to }) => ({
              date,
              from: from?.isWorkday ?? null,
              to: to?.isWorkday ?? null,
            })),
          },
        ),
      ],
    }
  },
})

/** True where the same was said of a day already, whoever said it. */
const isSame = (from: OwnDay | null, to: OwnDay | null): boolean =>
  from?.isWorkday === to?.isWorkday && from?.name === to?.name

const tooManyDays = (unionId: string) =>
  conflict(
    {
      zh: `至多设定 ${mostOwnDays} 天,请先撤销往年的。`,
      en: `At most ${mostOwnDays} days can be set: take back old ones first.`,
    },
    globalId('TradeUnion', unionId),
  )
