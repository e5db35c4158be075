import { changeFields, deed } from '#server/log/deed.ts'
import { plus, type TallyDelta } from '#server/log/tallies.ts'
import { refreshProgress } from '#server/modules/enterprises/progress.ts'
import { builder } from '#server/platform/builder.ts'
import { localDate } from '#server/platform/clock.ts'
import { line } from '#server/platform/text.ts'
import type { Tx } from '#server/postgres/db.ts'
import { visitEvents } from './events.ts'
import { lockVisit, noPosition, onDay, visitConflict } from './load.ts'
import { visitPayload } from './payload.ts'

const VoidVisitInput = builder.inputType('VoidVisitInput', {
  description: 'Which wrong visit is voided, and why. 作废哪次走访及原因。',
  fields: (t) => ({
    ...changeFields(t),
    visitId: t.id({ description: 'The global id of the visit. 走访的编号。' }),
    reason: t.string({
      validate: line(1, 200),
      description: 'Why the visit is wrong, in 1 to 200 characters. 作废的原因,1 至 200 字。',
    }),
  }),
})

/** A wrong visit is voided, with the reason. The figures go down again unless another DONE visit counts in its place. */
export const voidVisit = deed('voidVisit', {
  does: {
    en: 'Voids a wrong visit. The figures go down again unless another DONE visit of the enterprise counts in its place.',
    zh: '作废记错的走访;数字随之减少,除非该企业另有「已走访」可以计入。',
  },
  errors: {
    NOT_FOUND: { en: 'you see no such visit', zh: '找不到这次走访' },
    CONFLICT: { en: 'the visit is voided already', zh: '已经作废' },
  },
  input: VoidVisitInput,
  roles: ['COMMAND'],
  ids: { visitId: 'Visit' },
  payload: visitPayload,
  async work(tx, { actor, input }) {
    const visit = await lockVisit(tx, actor, input.visitId)
    if (visit.state === 'VOIDED') throw visitConflict(visit)
    await tx.visit.update({
      where: { id: visit.id },
      data: { state: 'VOIDED', counts: false, voidReason: input.reason },
    })
    const onSite = visit.state === 'ARRIVED'
    if (onSite) {
      await tx.squad.updateMany({
        where: { id: visit.squadId, currentVisitId: visit.id },
        data: { currentVisitId: null },
      })
    }
    const stops = onDay(visit.plannedOn, {
      planned: visit.state === 'SKIPPED' ? 0 : -1,
      finished: visit.state === 'FINISHED' ? -1 : 0,
    })
    const visited = visit.counts ? await countNext(tx, visit) : {}
    const { cell, delta } = await refreshProgress(tx, visit.enterpriseId)
    return {
      subjectId: visit.id,
      unionId: visit.unionId,
      events: [
        visitEvents.voided(
          visit,
          { counted: visit.counts, ...cell },
          {
            union: [delta, onSite ? { onSite: -1 } : {}, stops, visited].reduce(plus),
            squad: onSite ? plus(noPosition, stops) : stops,
          },
        ),
      ],
    }
  },
})

/** Lets the enterprise's next DONE visit count in place of the voided one, if there is one; returns the change of the tally. */
async function countNext(tx: Tx, visit: { enterpriseId: string; finishedAt: Date | null }): Promise<TallyDelta> {
  const removed = onDay(localDate(visit.finishedAt!), { visited: -1 })
  const next = await tx.visit.findFirst({
    where: { enterpriseId: visit.enterpriseId, state: 'FINISHED', outcome: 'DONE' },
    orderBy: { finishedAt: 'asc' },
  })
  if (!next) return removed
  await tx.visit.update({ where: { id: next.id }, data: { counts: true } })
  return plus(removed, onDay(localDate(next.finishedAt!), { visited: 1 }))
}
