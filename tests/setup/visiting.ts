import { randomUUID } from 'node:crypto'
import type { Step } from '#codegen/prisma/enums.ts'
import type { Receipt } from '#server/log/receipts.ts'
import { arriveVisit } from '#server/modules/visits/arrive.ts'
import { completeStep } from '#server/modules/visits/complete-step.ts'
import { finishVisit } from '#server/modules/visits/finish.ts'
import { planVisit } from '#server/modules/visits/plan.ts'
import { localDate, now } from '#server/platform/clock.ts'
import type { Actor } from '#server/platform/context.ts'
import { restOf } from './whole-end.ts'

/** What each step holds in these tests. */
export const contents: Record<Step, NonNullable<Parameters<typeof completeStep>[1]['notes']>> = {
  LOOK: [],
  LISTEN: [{ text: '希望早日复工', saidBy: '店长' }],
  ASK: [{ text: '缺口罩', secondSource: '社区' }],
  TREAT: [{ text: '协调口罩 500 个', responsible: '工会', dueOn: '2030-01-01' }],
}

/** A stop on the squad's list of today. */
export const plan = (squad: Actor, enterpriseId: string): Promise<Receipt> =>
  planVisit(squad, { clientId: randomUUID(), squadId: squad.squadId!, enterpriseId, plannedOn: localDate(now()) })

/** The same, by its id. */
export const planned = async (squad: Actor, enterpriseId: string): Promise<string> =>
  (await plan(squad, enterpriseId)).subjectId!

/** A visit at whose door the squad stands. */
export async function arrived(squad: Actor, enterpriseId: string): Promise<string> {
  const visitId = await planned(squad, enterpriseId)
  await arriveVisit(squad, { clientId: randomUUID(), visitId })
  return visitId
}

/** A step with what it holds. */
export const step = (actor: Actor, visitId: string, which: Step): Promise<Receipt> =>
  completeStep(actor, { clientId: randomUUID(), visitId, step: which, notes: contents[which] })

/** The end of a visit, with all that it needs to count; DONE where nothing else is said. */
export const finish = async (
  actor: Actor,
  visitId: string,
  given: Partial<Parameters<typeof finishVisit>[1]> = {},
): Promise<Receipt> =>
  finishVisit(actor, { clientId: randomUUID(), visitId, outcome: 'DONE', ...(await restOf(visitId)), ...given })

/** A visit with all four steps, DONE. */
export async function visited(squad: Actor, enterpriseId: string): Promise<string> {
  const visitId = await arrived(squad, enterpriseId)
  for (const which of ['LOOK', 'LISTEN', 'ASK', 'TREAT'] as const) await step(squad, visitId, which)
  await finish(squad, visitId)
  return visitId
}
