import type { InputFieldBuilder } from '@pothos/core'
import { z } from 'zod'
import type { Types } from '#server/platform/builder.ts'
import { invalid } from '#server/platform/errors.ts'
import { line } from '#server/platform/text.ts'

/** The fields of an input that say who leads a campaign and what its plan is. */
export const leadFields = (t: InputFieldBuilder<Types, 'InputObject'>) => ({
  plan: t.string({
    required: false,
    validate: z.string().max(10_000),
    description: 'The text of the plan, up to 10,000 characters. 行动方案的正文,至多 10000 字。',
  }),
  leadName: t.string({
    required: false,
    validate: line(0, 50),
    description: 'The name of who leads the campaign, up to 50 characters. 带队负责人的姓名,至多 50 字。',
  }),
  leadTitle: t.string({
    required: false,
    validate: line(0, 50),
    description:
      'The post of who leads the campaign, such as the chair of the union, up to 50 characters. 带队负责人的职务,如工会主席,至多 50 字。',
  }),
})

/** The zod type of a campaign's title. */
export const title = line(1, 100)

/** INVALID: the last day lies before the first. */
export function checkPeriod({ startsOn, endsOn }: { startsOn: string; endsOn: string }): void {
  if (startsOn <= endsOn) return
  throw invalid('endsOn', {
    zh: '最后一天不能早于第一天。',
    en: 'The last day lies before the first.',
  })
}
