import { z } from 'zod'
import { builder, unionArg } from '#server/platform/builder.ts'
import { signedIn, theUnion } from '#server/platform/context.ts'
import { calendarRef } from './calendar-type.ts'
import { calendarOfYear } from './payload.ts'
import './set-hours.ts'
import './set-days.ts'
import './set-time-limits.ts'

builder.queryField('workCalendar', (t) =>
  t.field({
    type: calendarRef,
    description: 'When a union works in a year, and its time limits. 工会一年的工作日历与办理时限。',
    args: {
      ...unionArg,
      year: t.arg.int({
        required: false,
        validate: z.int().min(2000).max(2099),
        description: 'The year, from 2000 to 2099; the present one if it is left out. 年份,2000 至 2099;不填为今年。',
      }),
    },
    resolve: (_, { unionId, year }, context) =>
      calendarOfYear(theUnion(signedIn(context), unionId as string | null), year),
  }),
)
