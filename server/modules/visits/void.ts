import { Prisma, type Visit } from '#codegen/prisma/client.ts'
import { changeFields, deed } from '#server/log/deed.ts'
import { type FirstOf, firstOf, type Read } from '#server/log/load.ts'
import { update } from '#server/log/rows.ts'
import { plus } from '#server/log/tallies.ts'
import { progressAfter } from '#server/modules/enterprises/progress.ts'
import { dropMeasures } from '#server/modules/reminders/drop-measures.ts'
import { builder } from '#server/platform/builder.ts'
import { invalid } from '#server/platform/errors.ts'
import { line } from '#server/platform/text.ts'
import { incompleteContinuations, readContinuations } from './continuations.ts'
import { positionAt, readOpenDoors } from './doors.ts'
import { visitEvents } from './events.ts'
import { onDay, squadOfVisit, visitConflict, visitLoad } from './load.ts'
import { visitPayload } from './payload.ts'
import { readSuccessors, visitedDelta } from './successors.ts'

const VoidVisitInput = builder.inputType('VoidVisitInput', {
  description: 'Which wrong visit is voided, and why. 作废哪次走访及原因。',
  fields: (t) => ({
    ...changeFields(t),
    visitId: t.id({ description: 'The global id of the visit. 走访的编号。' }),
    reason: t.string({
      validate: line(1, 200),
      description: 'Why the visit is wrong, in 1 to 200 characters. 作废的原因,1 至 200 字。',
    }),
    keepsIssues: t.boolean({
      required: false,
      description:
        'True: the issues of the visit stand all the same. It must be true where the visit has issues that are not voided: those that do not stand are voided before. 真:走访中提出的问题保留。走访还有未作废的问题时必须为真;不成立的问题请先作废。',
    }),
  }),
})

/**
 * A wrong visit is voided, with the reason. Visits that continue it lack again what it alone had. The figures go down again
 * unless another DONE visit counts in place of the one that counted.
 */
export const voidVisit = deed('voidVisit', {
  does: {
    en: 'Voids a wrong visit. Its open measures that are for no issue are dropped. The figures go down again unless another DONE visit of the enterprise counts in its place. Visits that continue it lack again what it alone had, and do not count until that is added.',
    zh: '作废记错的走访;走访的措施未落实且不针对问题的随之取消。数字随之减少,除非该企业另有「已走访」可以计入。接续它的走访随之缺少仅它所有的内容,补上后再计入。',
  },
  errors: {
    NOT_FOUND: { en: 'you see no such visit', zh: '找不到这次走访' },
    CONFLICT: { en: 'the visit is voided already', zh: '已经作废' },
    INVALID: {
      en: 'the visit has issues that are not voided, and it is not said that they stand',
      zh: '走访还有未作废的问题,而没有说明保留',
    },
  },
  input: VoidVisitInput,
  roles: ['COMMAND'],
  ids: { visitId: 'Visit' },
  payload: visitPayload,
  load(actor, { visitId }) {
    const { lock, read } = visitLoad(actor, visitId)
    const others = {
      next: readSuccessors(visitId),
      continuations: readContinuations(visitId),
      issues: readIssues(visitId),
    }
    return { lock, read: { ...read, ...others, doors: readOpenDoors(squadOfVisit(visitId), visitId) } }
  },
  decide({ visit, enterprise, next, continuations, doors, issues }, { reason, keepsIssues }, { at }) {
    if (visit.state === 'VOIDED') throw visitConflict(visit)
    if (issues && !keepsIssues) throw issuesStand(issues)
    const voided = { state: 'VOIDED' as const, counts: false, doubtful: false }
    const isOnSite = visit.state === 'ARRIVED'
    const position = positionAt(visit.squadId, doors)
    const stops = onDay(visit.plannedOn, {
      planned: visit.state === 'SKIPPED' ? 0 : -1,
      finished: visit.state === 'FINISHED' ? -1 : 0,
    })
    const incomplete = incompleteContinuations(continuations)
    const isIncomplete = ({ id }: Visit) => incomplete.some((each) => each.id === id)
    const counted = [visit, ...continuations.filter(isIncomplete)].find(({ counts }) => counts)
    const successor = counted && next.find((each) => !isIncomplete(each))
    const counting = successor ? [{ ...successor, counts: true }] : []
    const { cell, delta, writes } = progressAfter(enterprise, { ...visit, ...voided }, ...incomplete, ...counting)
    return {
      subjectId: visit.id,
      writes: [
        update('Visit', visit.id, { ...voided, voidReason: reason }),
        dropMeasures(measuresOf(visit.id), reason, at),
        ...incomplete.map(({ id, missing, counts }) => update('Visit', id, { missing, counts })),
        ...counting.map(({ id }) => update('Visit', id, { counts: true })),
        ...(isOnSite ? [position.write] : []),
        ...writes,
      ],
      events: [
        visitEvents.voided(
          visit,
          { counted: visit.counts, ...cell },
          {
            union: [delta, isOnSite ? { onSite: -1 } : {}, stops, visitedDelta(counted, successor)].reduce(plus),
            squad: isOnSite ? plus(position.squad, stops) : stops,
          },
        ),
      ],
    }
  },
})

/** Reads the first issue of the visit that is not voided, and how many they are. */
const readIssues = (visitId: string): Read<FirstOf | null> =>
  firstOf(Prisma.sql`SELECT id, title AS name FROM "Issue" WHERE "visitId" = ${visitId}::uuid AND status <> 'VOIDED'`)

/** What was decided on a wrong visit is not carried out any more, unless it is for an issue. */
const measuresOf = (visitId: string): Prisma.Sql => Prisma.sql`
  m."visitId" = ${visitId}::uuid AND NOT EXISTS (SELECT FROM "MeasureIssue" l WHERE l."measureId" = m.id)`

const issuesStand = ({ name, count }: FirstOf) =>
  invalid('keepsIssues', {
    zh: `这次走访提出了 ${count} 个问题(如「${name}」):请说明保留,或先作废不成立的。`,
    en: `${count} issues came from this visit, such as ${name}: say that they stand, or void those that do not before.`,
  })
