import { z } from 'zod'
import { Prisma } from '#codegen/prisma/client.ts'
import { builder } from '#server/platform/builder.ts'
import { localDate } from '#server/platform/clock.ts'
import { invalid } from '#server/platform/errors.ts'
import { newId } from '#server/platform/ids.ts'
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

/** An answer of the checklist. */
export type VisitCheck = typeof VisitCheckInput.$inferInput

/** The answers, where an item was answered twice only the later answer. */
export const lastAnswers = (checks: readonly VisitCheck[]): VisitCheck[] => [
  ...new Map(checks.map((check) => [check.item, check])).values(),
]

/** INVALID: FIX_BY without a day, a day without FIX_BY, or a day before that of the check. */
export function checkAnswers(checks: readonly VisitCheck[], at: Date): void {
  checks.forEach(({ answer, fixBy }, i) => {
    if ((answer === 'FIX_BY') !== (fixBy != null)) {
      throw invalid(`checks.${i}.fixBy`, { zh: '「限期整改」要写日期。', en: 'FIX_BY has a date, and only FIX_BY.' })
    }
    if (fixBy && fixBy < localDate(at)) {
      throw invalid(`checks.${i}.fixBy`, {
        zh: '整改期限不能早于检查当天。',
        en: 'The day of FIX_BY is not before the day of the check.',
      })
    }
  })
}

/** Writes answers of the checklist; a later answer to an item replaces the earlier one. */
export function putChecks(visitId: string, checks: readonly VisitCheck[]): Prisma.Sql[] {
  if (checks.length === 0) return []
  const rows = lastAnswers(checks).map(({ item, answer, fixBy, note }) => ({
    id: newId(),
    visitId,
    item,
    answer,
    fixBy: fixBy ?? null,
    note: note ?? '',
  }))
  return [
    Prisma.sql`
      INSERT INTO "VisitCheck" (id, "visitId", item, answer, "fixBy", note)
      SELECT id, "visitId", item, answer, "fixBy", note
      FROM jsonb_populate_recordset(NULL::"VisitCheck", ${JSON.stringify(rows)}::jsonb)
      ON CONFLICT ("visitId", item) DO UPDATE SET answer = excluded.answer, "fixBy" = excluded."fixBy", note = excluded.note`,
  ]
}
