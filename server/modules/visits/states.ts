import type { Step, VisitState } from '#codegen/prisma/enums.ts'
import type { Sentence } from '#server/platform/errors.ts'

/** The four steps 望闻问切 in their order. */
export const fourSteps = ['LOOK', 'LISTEN', 'ASK', 'TREAT'] as const satisfies readonly Step[]

/** The steps in the order of the visit, each once. */
export const inOrder = (steps: readonly Step[]): Step[] => fourSteps.filter((step) => steps.includes(step))

/** The sentence that refuses a deed on a visit because it is in this state. */
export const stateSentence: Record<VisitState, Sentence> = {
  PLANNED: { zh: '这次走访还没有到达。', en: 'This visit has not arrived yet.' },
  ARRIVED: { zh: '这次走访已经到达。', en: 'This visit has arrived already.' },
  FINISHED: { zh: '这次走访已经结束。', en: 'This visit is finished already.' },
  SKIPPED: { zh: '这一站已经跳过。', en: 'This stop was skipped already.' },
  VOIDED: { zh: '这次走访已经作废。', en: 'This visit was voided.' },
}
