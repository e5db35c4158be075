import { z } from 'zod'
import { builder, unionArg } from '#server/platform/builder.ts'
import { allow, signedIn, theUnion } from '#server/platform/context.ts'
import { gated } from '#server/platform/gated.ts'
import { calendarRef } from './calendar-type.ts'
import { mostCharacters } from './limits.ts'
import { loadCalendar, saidOf } from './load.ts'
import { readNotice } from './notice.ts'
import { noticeRef } from './notice-type.ts'
import { calendarOfYear } from './payload.ts'
import './set-hours.ts'
import './set-days.ts'
import './set-escalation.ts'
import './set-time-limits.ts'

const year = z.int().min(2000).max(2099)

builder.queryField('workCalendar', (t) =>
  t.field({
    type: calendarRef,
    description: 'When a union works in a year, and its time limits. 工会一年的工作日历与办理时限。',
    args: {
      ...unionArg,
      year: t.arg.int({
        required: false,
        validate: year,
        description: 'The year, from 2000 to 2099; the present one if it is left out. 年份,2000 至 2099;不填为今年。',
      }),
    },
    resolve: (_, { unionId, year }, context) =>
      calendarOfYear(theUnion(signedIn(context), unionId as string | null), year),
  }),
)

builder.queryField('readHolidayNotice', (t) =>
  t.field({
    type: noticeRef,
    ...gated,
    description:
      'Reads the days from the text of a notice of the State Council, and changes nothing. FORBIDDEN: you are not the command centre. 从国务院放假通知的文字中读出各天的安排,不作任何修改。FORBIDDEN:不是指挥中心。',
    args: {
      text: t.arg.string({
        validate: z.string().max(mostCharacters),
        description: 'The text of the notice, up to 10,000 characters. 通知的文字,至多 10000 字。',
      }),
      year: t.arg.int({
        validate: year,
        description: 'The year that it is about, where its text names none. 通知未写明年份时所指的年份。',
      }),
    },
    async resolve(_, { text, year }, context) {
      const actor = signedIn(context)
      allow(actor, 'COMMAND')
      const said = saidOf(await loadCalendar(actor.unionId))
      const notice = readNotice(text, year, said)
      const days = notice.days.map((day) => ({ ...day, isKnown: said.get(day.date)?.isWorkday === day.isWorkday }))
      return { ...notice, days }
    },
  }),
)
