import { z } from 'zod'
import type { Measure } from '#codegen/prisma/client.ts'
import { MeasureResult, MeasureState } from '#codegen/prisma/enums.ts'
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
    makesOld: ['measures'],
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
  },
)
