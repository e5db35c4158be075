import type { InputFieldBuilder } from '@pothos/core'
import { z } from 'zod'
import type { Agency } from '#codegen/prisma/client.ts'
import { checkAgency } from '#server/modules/agencies/load.ts'
import type { Types } from '#server/platform/builder.ts'
import { localDate } from '#server/platform/clock.ts'
import type { Actor } from '#server/platform/context.ts'
import { invalid } from '#server/platform/errors.ts'
import { line, paragraph } from '#server/platform/text.ts'
import { mostIssues } from './limits.ts'

/** The check of what a measure is. */
export const measureWhat = paragraph(1, 2000)

/** The check of the list of issues for which a measure is. */
export const issueIdsCheck = z.array(z.any()).max(mostIssues)

/** Who carries a measure out and what it should bring: what may be left out when it is recorded as well as when it is changed. */
export const measureTexts = (t: InputFieldBuilder<Types, 'InputObject'>) => ({
  agencyId: t.id({
    required: false,
    description:
      'The global id of the agency that carries it out. An agency names itself alone. 负责落实的部门的编号;部门只能填自己。',
  }),
  who: t.string({
    required: false,
    validate: line(0, 200),
    description: 'Who carries it out, in words, up to 200 characters. 责任人,至多 200 字。',
  }),
  expectedEffect: t.string({
    required: false,
    validate: paragraph(0, 500),
    description: 'What should come of it, up to 500 characters. 预期效果,至多 500 字。',
  }),
})

type Carried = { agencyId?: string | null; who?: string | null }

/**
 * Checks who carries a measure out. INVALID: nobody does, or an agency names another one. NOT_FOUND where the agency is none of
 * these, CONFLICT where it is retired, unless it carried the measure out before.
 */
export function checkCarrier(
  actor: Actor,
  { agencyId, who }: Carried,
  agencies: readonly Agency[],
  before: string | null = null,
): void {
  if (!agencyId && !who) {
    throw invalid('who', { zh: '请写明由谁落实。', en: 'Say who carries it out.' })
  }
  if (!agencyId || agencyId === before) return
  if (actor.role === 'AGENCY' && agencyId !== actor.agencyId) {
    throw invalid('agencyId', { zh: '部门只能填自己。', en: 'An agency names itself alone.' })
  }
  checkAgency(agencies, agencyId, 'agencyId')
}

/** INVALID: the measure is due before the day of the report. */
export function checkDue(dueOn: string, at: Date): void {
  if (dueOn >= localDate(at)) return
  throw invalid('dueOn', {
    zh: '期限不能早于当天。',
    en: 'A measure is not due before the day on which it is written.',
  })
}
