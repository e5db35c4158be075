import { z } from 'zod'
import { Prisma } from '#codegen/prisma/client.ts'
import type { Urgency } from '#codegen/prisma/enums.ts'
import { changeFields, deed } from '#server/log/deed.ts'
import { root } from '#server/log/load.ts'
import { builder } from '#server/platform/builder.ts'
import { invalid } from '#server/platform/errors.ts'
import { TimeUnitEnum, UrgencyEnum } from './enums.ts'
import { calendarEvents } from './events.ts'
import { mostAmount } from './limits.ts'
import { readCalendar } from './load.ts'
import { calendarPayload } from './payload.ts'
import { type Limit, minutesIn, type TimeSpan, urgencies } from './time-limits.ts'
import type { WorkingCalendar } from './working-time.ts'

const TimeSpanInput = builder.inputType('TimeSpanInput', {
  description: 'A length of time. 一段时长。',
  fields: (t) => ({
    amount: t.int({
      validate: z.int().min(1).max(mostAmount),
      description: 'How many of the unit, from 1 to 720. 数量,1 至 720。',
    }),
    unit: t.field({
      type: TimeUnitEnum,
      description:
        'In what it counts: HOURS for an emergency, and working hours or days for all others. 单位:紧急用小时,其余用工作小时或工作日。',
    }),
  }),
})

const TimeLimitInput = builder.inputType('TimeLimitInput', {
  description: 'How long the union gives itself for an issue of one urgency. 一类问题的办理时限。',
  fields: (t) => ({
    urgency: t.field({ type: UrgencyEnum, description: 'For which issues it holds. 适用的问题。' }),
    takeIn: t.field({
      type: TimeSpanInput,
      description:
        'How long until somebody must have taken charge of it: from its opening, and anew from when an agency is given it. 须在多久之内签收:自提出时起算,派给部门后重新起算。',
    }),
    doneIn: t.field({
      type: TimeSpanInput,
      description:
        'How long until it must be done, from its opening as well; no less than to take charge. 须在多久之内办结,同样自提出之时起算,不短于签收时限。',
    }),
  }),
})

const SetTimeLimitsInput = builder.inputType('SetTimeLimitsInput', {
  description: 'How long the union gives itself for issues. 工会的办理时限。',
  fields: (t) => ({
    ...changeFields(t),
    limits: t.field({
      type: [TimeLimitInput],
      validate: z.array(z.any()).min(1).max(urgencies.length),
      description: 'The limits, each urgency once; all others stay as they are. 各类时限,每类一次;其余不变。',
    }),
  }),
})

/** Sets how long the union gives itself for issues. Due times that are stored already stay as they are. */
export const setTimeLimits = deed('setTimeLimits', {
  does: {
    en: 'Sets how long the union gives itself to take charge of issues and to be done with them. What was due before stays due then.',
    zh: '设定签收与办结问题的时限;已定的到期时间不变。',
  },
  errors: {
    INVALID: {
      en: 'an urgency stands twice, a limit has a unit that its urgency cannot have, or there is less time to be done than to take charge',
      zh: '同一类出现两次,单位不适用,或办结时限短于签收时限',
    },
  },
  input: SetTimeLimitsInput,
  roles: ['COMMAND'],
  payload: calendarPayload,
  load: ({ unionId }) => ({ lock: [root('TradeUnion', unionId)], read: { stored: readCalendar(unionId) } }),
  decide({ stored: { calendar, limits: old } }, { limits }, { actor: { unionId } }) {
    checkLimits(calendar, limits)
    const changes = limits
      .map(({ urgency, takeIn, doneIn }) => ({ urgency, from: old[urgency], to: { takeIn, doneIn } }))
      .filter(({ from, to }) => !isSame(from.takeIn, to.takeIn) || !isSame(from.doneIn, to.doneIn))
    if (changes.length === 0) return { subjectId: unionId, writes: [], events: [] }
    const rows = changes.map(({ urgency, to: { takeIn, doneIn } }) => ({
      unionId,
      urgency,
      takeAmount: takeIn.amount,
      takeUnit: takeIn.unit,
      doneAmount: doneIn.amount,
      doneUnit: doneIn.unit,
    }))
    return {
      subjectId: unionId,
      writes: [
        Prisma.sql`
          INSERT INTO "TimeLimit"
          SELECT * FROM jsonb_populate_recordset(NULL::"TimeLimit", ${JSON.stringify(rows)}::jsonb)
          ON CONFLICT ("unionId", urgency) DO UPDATE SET
            "takeAmount" = excluded."takeAmount", "takeUnit" = excluded."takeUnit",
            "doneAmount" = excluded."doneAmount", "doneUnit" = excluded."doneUnit"`,
      ],
      events: [calendarEvents.limitsSet({ unionId }, { changes })],
    }
  },
})

const isSame = (from: TimeSpan, to: TimeSpan): boolean => from.amount === to.amount && from.unit === to.unit

type NamedLimit = Limit & { urgency: Urgency }

/** INVALID where an urgency stands twice, has a unit that it cannot have, or has less time to be done than to take charge. */
function checkLimits(calendar: WorkingCalendar, limits: readonly NamedLimit[]): void {
  limits.forEach(({ urgency, takeIn, doneIn }, i) => {
    if (limits.findIndex((limit) => limit.urgency === urgency) !== i) {
      throw invalid(`limits.${i}.urgency`, { zh: '同一类出现了两次。', en: 'An urgency stands twice.' })
    }
    for (const [field, { unit }] of Object.entries({ takeIn, doneIn })) {
      if ((unit === 'HOURS') === (urgency === 'EMERGENCY')) continue
      throw invalid(`limits.${i}.${field}.unit`, {
        zh: '紧急问题的时限以小时计,其余以工作小时或工作日计。',
        en: 'An emergency counts in hours, all others in working hours or working days.',
      })
    }
    if (minutesIn(calendar, doneIn) < minutesIn(calendar, takeIn)) {
      throw invalid(`limits.${i}.doneIn`, {
        zh: '办结时限不能短于签收时限。',
        en: 'There must be no less time to be done than to take charge.',
      })
    }
  })
}
