import type { Step } from '#codegen/prisma/enums.ts'
import type { EnterpriseState } from '#server/modules/enterprises/load.ts'
import { isWithin } from '#server/modules/enterprises/progress.ts'
import { invalid } from '#server/platform/errors.ts'

/**
 * Whether a visit that ended as DONE on this day is the one by which its enterprise counts: none counts yet, and the day lies
 * within the period of the union's campaign. Without a campaign every day does.
 */
export const countsOn = ({ visits, period }: EnterpriseState, day: string): boolean =>
  !visits.some(({ counts }) => counts) && isWithin(period, day)

/**
 * Checks that a visit may end as DONE. INVALID: LOOK, LISTEN or ASK is missing; or something was heard or asked, TREAT
 * is missing and no follow-up is named.
 */
export function checkDone(steps: readonly Step[], heardOrAsked: boolean, followUp: string | null | undefined): void {
  if (!(['LOOK', 'LISTEN', 'ASK'] as const).every((step) => steps.includes(step))) {
    throw invalid('outcome', {
      zh: '望、闻、问三步完成后,才能以「已走访」结束。',
      en: 'LOOK, LISTEN and ASK come before DONE.',
    })
  }
  if (heardOrAsked && !steps.includes('TREAT') && !followUp?.trim()) {
    throw invalid('followUp', {
      zh: '企业提了意见或困难,「切」还没做:请写明如何跟进。',
      en: 'Something was heard or asked and TREAT is still to come: say how it will be followed up.',
    })
  }
}
