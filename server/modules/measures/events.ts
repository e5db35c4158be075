import { z } from 'zod'
import type { Measure } from '#codegen/prisma/client.ts'
import { MeasureResult, MeasureState, RungRecipient } from '#codegen/prisma/enums.ts'
import { declareEvents } from '#server/log/catalogue.ts'
import { visibleMeasures } from './access.ts'

/**
 * Where a measure stands after the event. `agencyIds` are the agencies that see it after the event or saw it before: they may
 * know of it. `issueIds` are the issues for which it is.
 */
const standing = {
  state: z.enum(MeasureState),
  dueOn: z.iso.date(),
  agencyId: z.guid().nullable(),
  agencyIds: z.array(z.guid()),
  issueIds: z.array(z.guid()),
}

/** The events of a measure. Those that TREAT of a visit comes to begin with the event of that step. */
export const measureEvents = declareEvents(
  {
    noun: 'measure',
    subjectType: 'Measure',
    subject: ({ id, squadId, enterpriseId }: Pick<Measure, 'id' | 'squadId' | 'enterpriseId'>) => ({
      id,
      squadId,
      enterpriseId,
    }),
    mayKnow: visibleMeasures,
    makesOld: ['measures', 'inbox'],
  },
  {
    recorded: {
      description: {
        en: 'It was recorded what is done at an enterprise, by whom and until when.',
        zh: '登记了一家企业的措施、责任人与期限。',
      },
      facts: standing,
      line: { zh: '{{enterprise}} |登记措施|', en: '{{enterprise}}: |a measure was recorded|' },
      onWall: false,
    },
    updated: {
      description: {
        en: 'A measure was changed that is still to be carried out; `fields` names what.',
        zh: '修改了还要落实的措施;fields 列明改了哪些。',
      },
      facts: { ...standing, fields: z.string() },
      line: { zh: '{{enterprise}} |修改措施|', en: '{{enterprise}}: |a measure was changed|' },
      onWall: false,
    },
    finished: {
      description: { en: 'A measure was carried out, with a result.', zh: '措施已落实,并写明效果。' },
      facts: { ...standing, result: z.enum(MeasureResult) },
      line: { zh: '{{enterprise}} |措施已落实|', en: '{{enterprise}}: |a measure was carried out|' },
      makesOld: ['whatWorked'],
      onWall: false,
    },
    dropped: {
      description: { en: 'A measure is not carried out any more, for a reason.', zh: '措施取消,并写明原因。' },
      facts: standing,
      line: { zh: '{{enterprise}} |取消措施|', en: '{{enterprise}}: |a measure was dropped|' },
      onWall: false,
    },
    warned: {
      description: {
        en: 'The last day of a measure has begun: who carries it out was warned, once.',
        zh: '措施今天到期,已提醒一次。',
      },
      facts: standing,
      line: { zh: '{{enterprise}} |措施今天到期|', en: '{{enterprise}}: |a measure is due today|' },
      onWall: false,
    },
    overdue: {
      description: { en: 'A measure was not carried out by its last day.', zh: '措施过了期限还未落实。' },
      facts: standing,
      line: { zh: '{{enterprise}} |措施逾期|', en: '{{enterprise}}: |a measure is overdue|' },
      onWall: false,
    },
    escalated: {
      description: {
        en: 'An overdue measure has climbed a rung of the ladder; `rung` counts from 1, and `recipient` is who is told.',
        zh: '逾期的措施逐级升级;rung 自 1 起,recipient 为被告知的人。',
      },
      facts: { ...standing, rung: z.int(), recipient: z.enum(RungRecipient) },
      line: {
        zh: '{{enterprise}} |措施逾期|,已报{{whom}}',
        en: '{{enterprise}}: |a measure is overdue|, {{whom}} told',
      },
      onWall: false,
    },
  },
)
