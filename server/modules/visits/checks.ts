import { z } from 'zod'
import { builder } from '#server/platform/builder.ts'
import { dateOf } from '#server/platform/clock.ts'
import { invalid } from '#server/platform/errors.ts'
import type { Tx } from '#server/postgres/db.ts'
import { CheckAnswerEnum, CheckItemEnum } from './enums.ts'

/** One answer of the on-site checklist, as a deed takes it. */
export const VisitCheckInput = builder.inputType('VisitCheckInput', {
  description: 'One answer of the on-site checklist. 现场检查的一项结果。',
  fields: (t) => ({
    item: t.field({ type: CheckItemEnum, description: 'Which item of the checklist was checked. 检查的项目。' }),
    answer: t.field({ type: CheckAnswerEnum, description: 'What was found when it was checked. 检查的结果。' }),
    fixBy: t.field({
      type: 'Date',
      required: false,
      description:
        'The day by which it is to be put right. FIX_BY needs it, no other answer has it. 整改期限,仅「限期整改」填写。',
    }),
    note: t.string({
      required: false,
      validate: z.string().max(500),
      description: 'A remark, up to 500 characters. 备注,至多 500 字。',
    }),
  }),
})

/** Writes answers of the checklist; a later answer to an item replaces the earlier one. INVALID: FIX_BY without a day, or a day without FIX_BY. */
export async function putChecks(
  tx: Tx,
  visitId: string,
  checks: readonly (typeof VisitCheckInput.$inferInput)[],
): Promise<void> {
  for (const [i, { item, answer, fixBy, note }] of checks.entries()) {
    if ((answer === 'FIX_BY') !== (fixBy != null)) {
      throw invalid(`checks.${i}.fixBy`, { zh: '「限期整改」要写日期。', en: 'FIX_BY has a date, and only FIX_BY.' })
    }
    const data = { answer, fixBy: fixBy ? dateOf(fixBy) : null, note: note ?? '' }
    await tx.visitCheck.upsert({
      where: { visitId_item: { visitId, item } },
      create: { visitId, item, ...data },
      update: data,
    })
  }
}
