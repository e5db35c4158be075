import { z } from 'zod'
import { Prisma } from '#codegen/prisma/client.ts'
import { changeFields, deed } from '#server/log/deed.ts'
import { root } from '#server/log/load.ts'
import { insertAll } from '#server/log/rows.ts'
import { builder } from '#server/platform/builder.ts'
import { invalid } from '#server/platform/errors.ts'
import { RungRecipientEnum } from './enums.ts'
import { calendarEvents } from './events.ts'
import type { Rung } from './ladder.ts'
import { mostRungMinutes, mostRungs } from './limits.ts'
import { readCalendar } from './load.ts'
import { calendarPayload } from './payload.ts'

const minutes = z.int().min(0).max(mostRungMinutes)

const RungInput = builder.inputType('EscalationRungInput', {
  description: 'One rung of the ladder that an overdue issue climbs. 逐级升级的一级。',
  fields: (t) => ({
    recipient: t.field({ type: RungRecipientEnum, description: 'Who is told on this rung. 这一级告知谁。' }),
    minutes: t.int({
      validate: minutes,
      description:
        'How many working minutes after the deadline, from 0 to 43,200, and not fewer than on the rung before. 超时后多少工作分钟,0 至 43200,不少于上一级。',
    }),
    emergencyMinutes: t.int({
      validate: minutes,
      description:
        'The same for an emergency, in minutes of the clock. 特急问题超时后多少分钟,昼夜连续计算,同样不少于上一级。',
    }),
  }),
})

const SetEscalationInput = builder.inputType('SetEscalationInput', {
  description: 'Whom an overdue issue reaches one after the other. 问题超时后逐级升级的顺序。',
  fields: (t) => ({
    ...changeFields(t),
    rungs: t.field({
      type: [RungInput],
      validate: z.array(z.any()).min(1).max(mostRungs),
      description: 'All rungs in their order, 1 to 8. 全部各级,按顺序,1 至 8 级。',
    }),
  }),
})

/** Sets whom an overdue issue reaches one after the other, each once. What an issue has climbed already stays climbed. */
export const setEscalation = deed('setEscalation', {
  does: {
    en: 'Sets whom an overdue issue reaches one after the other, each once, and how long after the deadline.',
    zh: '设定问题超时后逐级升级的顺序与时间,每级只告知一次。',
  },
  errors: {
    INVALID: { en: 'a rung is climbed before the one that stands before it', zh: '某一级早于上一级' },
  },
  input: SetEscalationInput,
  roles: ['COMMAND'],
  payload: calendarPayload,
  load: ({ unionId }) => ({ lock: [root('TradeUnion', unionId)], read: { stored: readCalendar(unionId) } }),
  decide({ stored: { ladder } }, { rungs }, { actor: { unionId } }) {
    checkOrder(rungs)
    const [from, to] = [textOf(ladder), textOf(rungs)]
    if (from === to) return { subjectId: unionId, writes: [], events: [] }
    return {
      subjectId: unionId,
      writes: [
        Prisma.sql`DELETE FROM "EscalationRung" WHERE "unionId" = ${unionId}::uuid`,
        ...insertAll(
          'EscalationRung',
          rungs.map((rung, position) => ({ unionId, position, ...rung })),
        ),
      ],
      events: [calendarEvents.escalationSet({ unionId }, { from, to })],
    }
  },
})

/** The ladder as one line of text: OFFICER 60/15, AGENCY_HEAD 240/30. */
const textOf = (rungs: readonly Rung[]): string =>
  rungs.map((rung) => `${rung.recipient} ${rung.minutes}/${rung.emergencyMinutes}`).join(', ')

/** INVALID where a rung is climbed before the one that stands before it. */
function checkOrder(rungs: readonly Rung[]): void {
  rungs.forEach((rung, i) => {
    for (const field of ['minutes', 'emergencyMinutes'] as const) {
      if (i === 0 || rung[field] >= rungs[i - 1]![field]) continue
      throw invalid(`rungs.${i}.${field}`, {
        zh: '不能早于上一级。',
        en: 'A rung is not climbed before the one that stands before it.',
      })
    }
  })
}
