import { z } from 'zod'
import { changeFields, deed } from '#server/log/deed.ts'
import { builder } from '#server/platform/builder.ts'
import { checkAnswers, lastAnswers, putChecks, VisitCheckInput } from './checks.ts'
import { visitEvents } from './events.ts'
import { onSiteAt, visitConflict, visitLoad } from './load.ts'
import { visitIfVisible } from './payload.ts'

const RecordChecklistInput = builder.inputType('RecordChecklistInput', {
  description: 'Answers of the on-site checklist, all of them or some. 现场检查的结果,可一次填全或分次填。',
  fields: (t) => ({
    ...changeFields(t),
    visitId: t.id({ description: 'The global id of the visit. 走访的编号。' }),
    checks: t.field({
      type: [VisitCheckInput],
      description: 'The answers to the items that were checked, 1 to 20. 各项结果,1 至 20 项。',
      validate: z.array(z.any()).min(1).max(20),
    }),
  }),
})

/** Records answers of the on-site checklist. A later answer to the same item replaces the earlier one. */
export const recordChecklist = deed('recordChecklist', {
  does: {
    en: 'Records answers of the on-site checklist. A later answer to an item replaces the earlier one.',
    zh: '记录现场检查的结果,后填的替换先填的。',
  },
  errors: {
    NOT_FOUND: {
      en: 'you see no such visit',
      zh: '找不到这次走访',
    },
    CONFLICT: {
      en: 'the squad is not on site',
      zh: '小分队不在现场',
    },
    INVALID: {
      en: 'an answer FIX_BY has no date or one before the day of the check, another answer has one, or happenedAt lies before the arrival',
      zh: '「限期整改」未写日期或日期早于检查当天,其他结果写了日期,或时间早于到达',
    },
  },
  input: RecordChecklistInput,
  roles: ['SQUAD', 'COMMAND'],
  ids: { visitId: 'Visit' },
  payload: visitIfVisible,
  load: (actor, { visitId }) => visitLoad(actor, visitId),
  decide({ visit }, { checks }, { at }) {
    if (visit.state !== 'ARRIVED') throw visitConflict(visit)
    const checkedAt = onSiteAt(visit, at)
    checkAnswers(checks, checkedAt)
    return {
      subjectId: visit.id,
      writes: putChecks(visit.id, checks),
      events: [
        visitEvents.checklistRecorded(visit, { answers: lastAnswers(checks).length }, { happenedAt: checkedAt }),
      ],
    }
  },
})
