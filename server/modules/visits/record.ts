import { z } from 'zod'
import { Prisma, type Visit } from '#codegen/prisma/client.ts'
import type { Step } from '#codegen/prisma/enums.ts'
import { changeFields, deed } from '#server/log/deed.ts'
import { nothing, root, sharedRoot } from '#server/log/load.ts'
import { insert, update } from '#server/log/rows.ts'
import { plus, type TallyDelta } from '#server/log/tallies.ts'
import { enterpriseRetired, readRegistered } from '#server/modules/enterprises/load.ts'
import { progressAfter } from '#server/modules/enterprises/progress.ts'
import { builder } from '#server/platform/builder.ts'
import { dateOf, localDate } from '#server/platform/clock.ts'
import { invalid, notFound } from '#server/platform/errors.ts'
import { newId } from '#server/platform/ids.ts'
import { timeOfReport } from '#server/platform/report-limits.ts'
import { checkAnswers, putChecks, VisitCheckInput } from './checks.ts'
import { checkDone, countsOn } from './counting.ts'
import { readDoors, refuseOverlap } from './doors.ts'
import { doubtsOf, readWords } from './doubts.ts'
import { StepEnum, VisitOutcomeEnum } from './enums.ts'
import { visitEvents } from './events.ts'
import {
  addFindings,
  checkNothingRaised,
  type Findings,
  lackOf,
  NothingRaisedInput,
  noFindings,
  readFindings,
  spokenTo,
} from './findings.ts'
import { onDay, readVisit, visitConflict } from './load.ts'
import { addMembers, checkMemberIds, memberIdsCheck, readCandidates } from './members.ts'
import { checkNotes, insertStep, mostNotes, nothingToTreat, stepAlreadyDone, VisitNoteInput } from './notes.ts'
import { visitIfVisible } from './payload.ts'
import { checkInUseAt, readReportingSquad } from './planning.ts'
import { inOrder } from './states.ts'

const RecordedStepInput = builder.inputType('RecordedStepInput', {
  description: 'One of the four steps as it was written on paper. 纸面记录的一步。',
  fields: (t) => ({
    step: t.field({ type: StepEnum, description: 'Which of the four steps it is. 望闻问切中的哪一步。' }),
    gist: t.string({
      required: false,
      validate: z.string().max(2000),
      description: 'The gist of the step, up to 2,000 characters. 这一步的要点,至多 2000 字。',
    }),
    notes: t.field({
      type: [VisitNoteInput],
      required: false,
      description: 'The opinions, difficulties or measures of the step, at most 50. 意见、困难或措施,至多 50 条。',
      validate: z.array(z.any()).max(mostNotes),
    }),
    nothingRaised: t.field({
      type: NothingRaisedInput,
      required: false,
      description:
        'That nothing was raised, in place of notes; only LISTEN and ASK have it. 没有提出,代替记录;仅「闻」「问」填写。',
    }),
  }),
})

const RecordVisitInput = builder.inputType('RecordVisitInput', {
  description: 'A whole visit that was written on paper, with its own times. 纸面记录的一次完整走访及其时间。',
  fields: (t) => ({
    clientId: changeFields(t).clientId,
    squadId: t.id({ description: 'The global id of the squad. 小分队的编号。' }),
    enterpriseId: t.id({ description: 'The global id of the enterprise. 企业的编号。' }),
    visitId: t.id({
      required: false,
      description:
        'The global id of the planned stop that it was; left out where none was planned. 对应的计划站点,未排过则不填。',
    }),
    arrivedAt: t.field({ type: 'DateTime', description: 'When the squad arrived. 到达时间。' }),
    finishedAt: t.field({
      type: 'DateTime',
      description: 'When the visit ended; not in the future. 结束时间,不能在将来。',
    }),
    outcome: t.field({ type: VisitOutcomeEnum, description: 'What the visit ended with. 走访的结果。' }),
    steps: t.field({
      type: [RecordedStepInput],
      description: 'The steps that were done, each at most once. 完成的步骤,每步至多一次。',
      validate: z.array(z.any()).max(4),
    }),
    checks: t.field({
      type: [VisitCheckInput],
      required: false,
      description: 'The answers of the on-site checklist, at most 20. 现场检查的结果,至多 20 项。',
      validate: z.array(z.any()).max(20),
    }),
    followUp: t.string({
      required: false,
      validate: z.string().max(2000),
      description: 'What is still to be done, up to 2,000 characters. 还要跟进的事,至多 2000 字。',
    }),
    memberIds: t.idList({
      required: false,
      validate: memberIdsCheck,
      description:
        'The global ids of the members of the squad who were there, at most 50; left out where nobody is named. 到场队员的编号,至多 50 名;未写明则不填。',
    }),
  }),
})

type RecordVisit = typeof RecordVisitInput.$inferInput

/**
 * Enters a visit that was written on paper. It counts on the day on which it took place, where that is a day of the campaign,
 * and must fulfil the rules of a live visit.
 */
export const recordVisit = deed('recordVisit', {
  does: {
    en: 'Enters a whole visit that was written on paper. It counts on the day on which it took place, where that is a day of the campaign.',
    zh: '补录一次纸面记录的完整走访,计入走访当天;不在行动期内的不计入。',
  },
  errors: {
    NOT_FOUND: {
      en: 'you see no such squad or enterprise, or no such stop of this squad at this enterprise, or the squad never had this member',
      zh: '找不到小分队、企业、队员,或该小分队在该企业的这一站',
    },
    FORBIDDEN: { en: 'a squad records a visit of another squad', zh: '小分队不能补录别的小分队的走访' },
    CONFLICT: {
      en: 'the visit ended after the enterprise was retired; the stop is not planned any more; one of the steps is done already; or the squad was at another enterprise in these times, and the two visits do not name different members',
      zh: '走访结束于企业停用之后;这一站已不是待访;其中一步已完成;或小分队同一时间在另一家企业,而两次走访没有写明不同的队员',
    },
    INVALID: {
      en: 'the arrival lies after the end; the arrival or the end lies more than five minutes ahead or sixty days back; a step is given twice; a member is named twice or had left the squad by then; or completeStep, recordChecklist or finishVisit would refuse a note, an answer or the outcome',
      zh: '到达晚于结束;到达或结束时间超前五分钟以上、早于六十天前;同一步填了两次;同一队员列出两次或当时已退出;或意见、检查、结果不符合完成步骤、现场检查、结束走访的规则',
    },
  },
  input: RecordVisitInput,
  roles: ['SQUAD', 'COMMAND'],
  ids: { squadId: 'Squad', enterpriseId: 'Enterprise', visitId: 'Visit', memberIds: 'SquadMember' },
  happenedAt: 'finishedAt',
  payload: visitIfVisible,
  load: (actor, { squadId, enterpriseId, visitId, memberIds, arrivedAt, finishedAt }) => ({
    // whoever changes the days that count has locked the union
    lock: [sharedRoot('TradeUnion', actor.unionId), root('Squad', squadId), root('Enterprise', enterpriseId)],
    read: {
      squad: readReportingSquad(actor, squadId),
      // what a squad did before the enterprise was retired is still recorded
      enterprise: readRegistered(actor, enterpriseId),
      stop: visitId ? readVisit(actor, visitId) : nothing,
      foundBefore: visitId ? readFindings(visitId) : nothing,
      words: readWords(Prisma.sql`${squadId}::uuid`, visitId ?? null, Prisma.sql`${finishedAt}::timestamptz`),
      candidates: readCandidates(Prisma.sql`${squadId}::uuid`, actor.accountId, memberIds),
      doors: readDoors(Prisma.sql`${squadId}::uuid`, visitId ?? null, Prisma.sql`${arrivedAt}::timestamptz`),
    },
  }),
  decide({ squad, enterprise, stop, foundBefore, words, candidates, doors }, input, { at: finishedAt, actor }) {
    checkPaper(input, finishedAt)
    if (stop) checkStop(stop, input)
    const steps = inOrder([...(stop?.steps ?? []), ...input.steps.map(({ step }) => step)])
    const found = addFindings(foundBefore ?? noFindings, input)
    checkWhole(input, steps, found)
    const { outcome, checks } = input
    const reported = timeOfReport(input.arrivedAt, 'arrivedAt')
    const arrivedAt = reported < finishedAt ? reported : finishedAt
    checkInUseAt(squad, arrivedAt)
    if (enterprise.retiredAt && finishedAt >= enterprise.retiredAt) throw enterpriseRetired(enterprise)
    const memberIds = input.memberIds ?? []
    checkMemberIds(memberIds, candidates, arrivedAt)
    refuseOverlap(doors, { arrivedAt, finishedAt }, memberIds)
    const missing = outcome === 'DONE' ? lackOf(found) : []
    const doubts = doubtsOf(outcome, { arrivedAt, finishedAt }, words, input.steps)
    const day = localDate(finishedAt)
    const counts = outcome === 'DONE' && missing.length === 0 && countsOn(enterprise, day)
    const whole = {
      state: 'FINISHED' as const,
      arrivedAt,
      finishedAt,
      outcome,
      followUp: input.followUp ?? null,
      steps,
      counts,
      missing,
      doubts,
      doubtful: doubts.length > 0,
      ...spokenTo(input.steps),
    }
    const visit = stop ?? {
      id: newId(),
      unionId: squad.unionId,
      squadId: squad.id,
      enterpriseId: enterprise.id,
      plannedOn: dateOf(day),
      stop: 0,
    }
    const stops = onDay(visit.plannedOn, { planned: stop ? 0 : 1, finished: 1 })
    const visited: TallyDelta = counts ? onDay(day, { visited: 1 }) : {}
    const { cell, delta, writes } = progressAfter(enterprise, { id: visit.id, ...whole })
    return {
      subjectId: visit.id,
      writes: [
        stop ? update('Visit', visit.id, whole) : insert('Visit', { ...visit, ...whole }),
        ...addMembers(visit.id, memberIds),
        ...input.steps.flatMap((content) => insertStep(actor, visit, content, finishedAt)),
        ...putChecks(visit.id, checks ?? []),
        ...writes,
      ],
      events: [
        visitEvents.recorded(
          visit,
          { outcome, counts, memberIds, ...cell },
          { union: [delta, stops, visited].reduce(plus), squad: stops },
        ),
      ],
    }
  },
})

/**
 * Checks the planned stop that a visit on paper was. NOT_FOUND: it is a stop of another squad or enterprise. CONFLICT: it is
 * not planned any more, or one of the steps was done before.
 */
function checkStop(stop: Visit, { squadId, enterpriseId, steps }: RecordVisit): void {
  if (stop.squadId !== squadId || stop.enterpriseId !== enterpriseId) throw notFound('visitId')
  if (stop.state !== 'PLANNED') throw visitConflict(stop)
  if (steps.some(({ step }) => stop.steps.includes(step))) throw stepAlreadyDone(stop.id)
}

/** INVALID: the arrival lies after the end, a step stands twice, a note is incomplete, or an answer of the checklist is wrong. */
function checkPaper({ arrivedAt, finishedAt, steps, checks }: RecordVisit, at: Date): void {
  if (arrivedAt > finishedAt) {
    throw invalid('arrivedAt', { zh: '到达时间晚于结束时间。', en: 'The arrival lies after the end.' })
  }
  if (new Set(steps.map(({ step }) => step)).size < steps.length) {
    throw invalid('steps', { zh: '同一步只能填一次。', en: 'Each step can stand once.' })
  }
  steps.forEach((content, i) => {
    checkNotes(content, at, `steps.${i}.`)
    checkNothingRaised(content, `steps.${i}.`)
  })
  checkAnswers(checks ?? [], at)
}

/** Checks what is on paper together with what the planned stop held before. INVALID as in finishVisit. */
function checkWhole(input: RecordVisit, steps: readonly Step[], { heardOrAsked }: Findings): void {
  if (input.outcome === 'DONE') checkDone(steps, heardOrAsked, input.followUp)
  if (input.steps.some(({ step }) => step === 'TREAT') && !heardOrAsked) throw nothingToTreat('steps')
}
