import type { Visit } from '#codegen/prisma/client.ts'
import type { Step, VisitOutcome } from '#codegen/prisma/enums.ts'
import { type Change, plus, type Receipt, write } from '#server/log/write.ts'
import { lockEnterprise, refreshProgress } from '#server/modules/enterprises/progress.ts'
import { dateOf, localDate } from '#server/platform/clock.ts'
import { type Actor, allow } from '#server/platform/context.ts'
import { conflict, invalid } from '#server/platform/errors.ts'
import { globalId } from '#server/platform/ids.ts'
import type { Tx } from '#server/postgres/db.ts'
import { about, arrivalAt, heardOrAsked, loadVisit, nowhere, onDay, onSiteAt, visitConflict } from './load.ts'

/** The squad stands at the door. CONFLICT where it is still at another enterprise: a squad is at one door at a time. */
export const arriveVisit = (actor: Actor, input: Change & { visitId: string }): Promise<Receipt> =>
  write(actor, 'arriveVisit', input, async (tx, at) => {
    allow(actor, 'SQUAD', 'COMMAND')
    const visit = await loadVisit(tx, actor, input.visitId)
    if (visit.state !== 'PLANNED') throw visitConflict(visit)
    const arrivedAt = arrivalAt(visit, at)
    await lockEnterprise(tx, visit.enterpriseId)
    // a step may have been completed since the visit was read
    const { steps } = await change(tx, visit, { state: 'ARRIVED', arrivedAt })
    const free = await tx.squad.updateMany({
      where: { id: visit.squadId, currentVisitId: null },
      data: { currentVisitId: visit.id },
    })
    if (!free.count) throw await elsewhere(tx, visit.squadId)
    return {
      subjectId: visit.id,
      unionId: visit.unionId,
      events: [
        {
          ...about(visit, 'visit.arrived'),
          happenedAt: arrivedAt,
          union: plus(await refreshProgress(tx, visit.enterpriseId), { onSite: 1 }),
          squad: {
            visitId: visit.id,
            enterpriseId: visit.enterpriseId,
            since: arrivedAt.toISOString(),
            step: steps.at(-1) ?? null,
            steps,
          },
        },
      ],
    }
  })

/** What a visit ends with. */
export type FinishVisit = Change & {
  visitId: string
  outcome: VisitOutcome
  followUp?: string | null
  followUpOn?: string | null
}

/** The visit ends. The enterprise counts against the target once, at its first DONE visit. */
export const finishVisit = (actor: Actor, input: FinishVisit): Promise<Receipt> =>
  write(actor, 'finishVisit', input, async (tx, at) => {
    allow(actor, 'SQUAD', 'COMMAND')
    const visit = await loadVisit(tx, actor, input.visitId)
    if (visit.state !== 'ARRIVED') throw visitConflict(visit)
    if (input.outcome === 'DONE') checkDone(visit.steps, await heardOrAsked(tx, visit), input.followUp)
    const finishedAt = onSiteAt(visit, at)
    await lockEnterprise(tx, visit.enterpriseId)
    const counts = input.outcome === 'DONE' && !(await hasCounting(tx, visit.enterpriseId))
    await change(tx, visit, {
      state: 'FINISHED',
      finishedAt,
      outcome: input.outcome,
      counts,
      followUp: input.followUp ?? null,
      followUpOn: input.followUpOn ? dateOf(input.followUpOn) : null,
    })
    await tx.squad.updateMany({
      where: { id: visit.squadId, currentVisitId: visit.id },
      data: { currentVisitId: null },
    })
    const finished = onDay(visit.plannedOn, { finished: 1 })
    const visited = counts ? onDay(localDate(finishedAt), { visited: 1 }) : {}
    return {
      subjectId: visit.id,
      unionId: visit.unionId,
      events: [
        {
          ...about(visit, 'visit.finished'),
          happenedAt: finishedAt,
          facts: { outcome: input.outcome, counts },
          union: [await refreshProgress(tx, visit.enterpriseId), { onSite: -1 }, finished, visited].reduce(plus),
          squad: plus(nowhere, finished),
        },
      ],
    }
  })

/** A planned stop is left out, for a reason. */
export const skipVisit = (actor: Actor, input: Change & { visitId: string; reason: string }): Promise<Receipt> =>
  write(actor, 'skipVisit', input, async (tx) => {
    allow(actor, 'SQUAD', 'COMMAND')
    const visit = await loadVisit(tx, actor, input.visitId)
    if (visit.state !== 'PLANNED') throw visitConflict(visit)
    await lockEnterprise(tx, visit.enterpriseId)
    await change(tx, visit, { state: 'SKIPPED', skipReason: input.reason })
    const planned = onDay(visit.plannedOn, { planned: -1 })
    return {
      subjectId: visit.id,
      unionId: visit.unionId,
      events: [
        {
          ...about(visit, 'visit.skipped'),
          union: plus(await refreshProgress(tx, visit.enterpriseId), planned),
          squad: planned,
        },
      ],
    }
  })

type Loaded = Awaited<ReturnType<typeof loadVisit>>

/** Changes the visit if it still stands as it was read, and answers with it; of two racing callers exactly one wins. */
async function change(tx: Tx, visit: Loaded, data: Parameters<Tx['visit']['updateMany']>[0]['data']): Promise<Visit> {
  const [changed] = await tx.visit.updateManyAndReturn({
    where: { id: visit.id, state: visit.state, plannedOn: visit.plannedOn },
    data,
  })
  if (changed) return changed
  throw visitConflict(await tx.visit.findUniqueOrThrow({ where: { id: visit.id } }))
}

/** Whether the enterprise has been counted already. */
export const hasCounting = async (tx: Tx, enterpriseId: string): Promise<boolean> =>
  (await tx.visit.count({ where: { enterpriseId, counts: true } })) > 0

/** DONE needs 望闻问; where something was heard or asked and 切 is still to come, it needs a follow-up. */
export function checkDone(steps: readonly Step[], heard: boolean, followUp: string | null | undefined): void {
  if (!(['LOOK', 'LISTEN', 'ASK'] as const).every((step) => steps.includes(step))) {
    throw invalid('outcome', {
      zh: '望、闻、问三步完成后,才能以「已走访」结束。',
      en: 'LOOK, LISTEN and ASK come before DONE.',
    })
  }
  if (heard && !steps.includes('TREAT') && !followUp?.trim()) {
    throw invalid('followUp', {
      zh: '企业提了意见或困难,「切」还没做:请写明如何跟进。',
      en: 'Something was heard or asked and TREAT is still to come: say how it will be followed up.',
    })
  }
}

async function elsewhere(tx: Tx, squadId: string) {
  const { currentVisitId } = await tx.squad.findUniqueOrThrow({ where: { id: squadId } })
  return conflict(
    {
      zh: '小分队还在另一家企业,请先结束那次走访。',
      en: 'The squad is still at another enterprise: finish that visit first.',
    },
    currentVisitId ? globalId('Visit', currentVisitId) : undefined,
  )
}
