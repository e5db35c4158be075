import { z } from 'zod'
import { TimeUnit, Urgency } from '#codegen/prisma/enums.ts'
import { declareEvents } from '#server/log/catalogue.ts'
import { knownCalendars } from './access.ts'

const span = z.object({ amount: z.int(), unit: z.enum(TimeUnit) })
const limit = z.object({ takeIn: span, doneIn: span })

/** The events of a union's calendar. Their subject is the union. */
export const calendarEvents = declareEvents(
  {
    noun: 'calendar',
    subjectType: 'TradeUnion',
    subject: ({ unionId }: { unionId: string }) => ({ id: unionId }),
    mayKnow: knownCalendars,
    makesOld: ['workCalendar'],
  },
  {
    hoursSet: {
      description: {
        en: 'The working hours of a union’s usual week were set, from these to those.',
        zh: '设定了工会每周的工作时间。',
      },
      facts: { from: z.string(), to: z.string() },
      line: { zh: '{{actor}} |设定了工作时间|', en: '{{actor}} |set the working hours|' },
      onWall: false,
    },
    daysSet: {
      description: {
        en: 'A union has set days as workdays or days of rest; null is what they are without its word.',
        zh: '工会设定了若干天为工作日或休息日;空值表示照常。',
      },
      facts: {
        changes: z.array(z.object({ date: z.iso.date(), from: z.boolean().nullable(), to: z.boolean().nullable() })),
      },
      line: { zh: '{{actor}} |修改了工作日历|', en: '{{actor}} |changed the calendar|' },
      onWall: false,
    },
    escalationSet: {
      description: {
        en: 'Whom an overdue issue reaches was set, from these rungs to those.',
        zh: '设定了问题超时后逐级升级的顺序。',
      },
      facts: { from: z.string(), to: z.string() },
      line: { zh: '{{actor}} |设定了逐级升级|', en: '{{actor}} |set whom overdue issues reach|' },
      onWall: false,
    },
    limitsSet: {
      description: {
        en: 'The time limits for issues were set, each from one to another.',
        zh: '设定了办理问题的时限。',
      },
      facts: { changes: z.array(z.object({ urgency: z.enum(Urgency), from: limit, to: limit })) },
      line: { zh: '{{actor}} |设定了办理时限|', en: '{{actor}} |set the time limits|' },
      onWall: false,
    },
  },
)
