import { z } from 'zod'
import { Prisma } from '#codegen/prisma/client.ts'
import { changeFields, deed } from '#server/log/deed.ts'
import { sharedRoot } from '#server/log/load.ts'
import { update } from '#server/log/rows.ts'
import { plus, type TallyDelta } from '#server/log/tallies.ts'
import { progressAfter } from '#server/modules/enterprises/progress.ts'
import { builder } from '#server/platform/builder.ts'
import { localDate, now } from '#server/platform/clock.ts'
import { invalid } from '#server/platform/errors.ts'
import { checkAnswers, putChecks, VisitCheckInput } from './checks.ts'
import { checkDone, countsOn } from './counting.ts'
import { positionAt, readDoors, refuseOverlap } from './doors.ts'
import { doubtsOf, readWords } from './doubts.ts'
import { VisitOutcomeEnum } from './enums.ts'
import { visitEvents } from './events.ts'
import { addFindings, lackOf, NothingRaisedInput, readFindings, spokenSteps, spokenTo } from './findings.ts'
import { arrivalOf, onDay, onSiteAt, squadOfVisit, visitConflict, visitLoad } from './load.ts'
import { readMemberIds } from './members.ts'
import { visitIfVisible } from './payload.ts'

const FinishVisitInput = builder.inputType('FinishVisitInput', {
  description: 'Which visit ends, and with what outcome. 结束哪次走访及其结果。',
  fields: (t) => ({
    ...changeFields(t),
    visitId: t.id({ description: 'The global id of the visit. 走访的编号。' }),
    outcome: t.field({ type: VisitOutcomeEnum, description: 'What the visit ended with. 走访的结果。' }),
    followUp: t.string({
      required: false,
      validate: z.string().max(2000),
      description:
        'What is still to be done, up to 2,000 characters. DONE needs it where something was heard or asked and TREAT is missing. 还要跟进的事,至多 2000 字;听到意见或困难而「切」未做时必填。',
    }),
    followUpOn: t.field({
      type: 'Date',
      required: false,
      description: 'The day on which the follow-up is due. 跟进的日期。',
    }),
    nothingRaised: t.field({
      type: NothingRaisedInput,
      required: false,
      description:
        'That nothing was raised at LISTEN and ASK; it stands for those of the two without a note. 「闻」「问」没有提出;对其中没有记录的有效。',
    }),
    checks: t.field({
      type: [VisitCheckInput],
      required: false,
      description:
        'Answers of the on-site checklist that are still to be recorded, at most 20. 尚未登记的现场检查结果,至多 20 项。',
      validate: z.array(z.any()).max(20),
    }),
  }),
})

/**
 * Ends a visit. An enterprise counts as visited once, by its first visit that ends as DONE on a day of the campaign and lacks
 * nothing.
 */
export const finishVisit = deed('finishVisit', {
  does: {
    en: 'Ends a visit. The first visit of an enterprise that ends as DONE on a day of the campaign counts against the target, unless it lacks something: then it is kept, and counts once that is added.',
    zh: '结束走访;企业在行动期内首次「已走访」计入目标。缺内容的照样保存,补上后计入。',
  },
  errors: {
    NOT_FOUND: {
      en: 'you see no such visit',
      zh: '找不到这次走访',
    },
    CONFLICT: {
      en: 'the squad has not arrived; the visit is finished, skipped or voided already; or the squad was at another enterprise in the meantime, and the two visits do not name different members',
      zh: '尚未到达、已结束、已跳过或已作废;或小分队其间在另一家企业,而两次走访没有写明不同的队员',
    },
    INVALID: {
      en: 'the outcome is DONE and LOOK, LISTEN or ASK is missing; it is DONE, something was heard or asked, and there is neither TREAT nor a follow-up; the follow-up is due before the day of the visit; recordChecklist would refuse an answer; or happenedAt lies before the arrival',
      zh: '以「已走访」结束而望闻问未完成;听到意见或困难而既无「切」也未写跟进;跟进日期早于走访当天;检查结果不符合现场检查的规则;或时间早于到达',
    },
  },
  input: FinishVisitInput,
  roles: ['SQUAD', 'COMMAND'],
  ids: { visitId: 'Visit' },
  payload: visitIfVisible,
  load(actor, { visitId, happenedAt }) {
    const { lock, read } = visitLoad(actor, visitId)
    // whoever changes the days that count has locked the union
    const union = sharedRoot('TradeUnion', actor.unionId)
    return {
      lock: [union, ...lock],
      read: {
        ...read,
        findings: readFindings(visitId),
        words: readWords(squadOfVisit(visitId), visitId, Prisma.sql`${happenedAt ?? now()}::timestamptz`),
        memberIds: readMemberIds(visitId),
        doors: readDoors(squadOfVisit(visitId), visitId, arrivalOf(visitId)),
      },
    }
  },
  decide({ visit, enterprise, findings, words, memberIds, doors }, input, { at }) {
    const { outcome, followUp, followUpOn, nothingRaised, checks } = input
    if (visit.state !== 'ARRIVED') throw visitConflict(visit)
    const silent = spokenSteps.filter((step) => !findings.spoken.includes(step))
    const said = silent.map((step) => ({ step, nothingRaised: nothingRaised ?? null }))
    const found = addFindings(findings, { steps: said, checks })
    if (outcome === 'DONE') checkDone(visit.steps, found.heardOrAsked, followUp)
    const finishedAt = onSiteAt(visit, at)
    refuseOverlap(doors, { arrivedAt: visit.arrivedAt!, finishedAt }, memberIds)
    const day = localDate(finishedAt)
    if (followUpOn && followUpOn < day) throw followUpTooEarly()
    checkAnswers(checks ?? [], finishedAt)
    const missing = outcome === 'DONE' ? lackOf(found) : []
    const counts = outcome === 'DONE' && missing.length === 0 && countsOn(enterprise, day)
    const doubts = doubtsOf(outcome, { arrivedAt: visit.arrivedAt!, finishedAt }, words, said)
    const doubtful = doubts.length > 0
    const ended = {
      state: 'FINISHED' as const,
      finishedAt,
      outcome,
      counts,
      missing,
      doubts,
      doubtful,
      ...spokenTo(said),
    }
    const position = positionAt(visit.squadId, doors)
    const finished = onDay(visit.plannedOn, { finished: 1 })
    const visited: TallyDelta = counts ? onDay(day, { visited: 1 }) : {}
    const { cell, delta, writes } = progressAfter(enterprise, { ...visit, ...ended })
    return {
      subjectId: visit.id,
      writes: [
        update('Visit', visit.id, { ...ended, followUp: followUp ?? null, followUpOn: followUpOn ?? null }),
        ...putChecks(visit.id, checks ?? []),
        position.write,
        ...writes,
      ],
      events: [
        visitEvents.finished(
          visit,
          { outcome, counts, ...cell },
          {
            happenedAt: finishedAt,
            union: [delta, { onSite: -1 }, finished, visited].reduce(plus),
            squad: plus(position.squad, finished),
          },
        ),
      ],
    }
  },
})

/** INVALID: the follow-up is due before the visit has ended. */
const followUpTooEarly = () =>
  invalid('followUpOn', { zh: '跟进日期不能早于走访当天。', en: 'A follow-up is not due before the day of the visit.' })
