import { z } from 'zod'
import { Prisma, type Visit } from '#codegen/prisma/client.ts'
import type { VisitDoubt } from '#codegen/prisma/enums.ts'
import { changeFields, deed } from '#server/log/deed.ts'
import { sharedRoot, value } from '#server/log/load.ts'
import { update } from '#server/log/rows.ts'
import { plus, type TallyDelta } from '#server/log/tallies.ts'
import type { EnterpriseState } from '#server/modules/enterprises/load.ts'
import { progressAfter } from '#server/modules/enterprises/progress.ts'
import { builder } from '#server/platform/builder.ts'
import { localDate } from '#server/platform/clock.ts'
import { invalid } from '#server/platform/errors.ts'
import { checkAnswers, putChecks, VisitCheckInput } from './checks.ts'
import { completedContinuations, readContinuations } from './continuations.ts'
import { checkDone, countsOn } from './counting.ts'
import { newDoubts, readWords } from './doubts.ts'
import { StepEnum } from './enums.ts'
import { visitEvents } from './events.ts'
import {
  addFindings,
  checkNothingRaised,
  lackOf,
  NothingRaisedInput,
  readFindings,
  spokenColumn,
  spokenSteps,
  spokenTo,
} from './findings.ts'
import { endOf, onDay, onSiteAt, squadOfVisit, visitConflict, visitLoad } from './load.ts'
import { checkNotes, insertNotes, mostNotes, VisitNoteInput } from './notes.ts'
import { visitIfVisible } from './payload.ts'

const SupplementedStepInput = builder.inputType('SupplementedStepInput', {
  description: 'What is added to LISTEN or ASK of a visit. 为「闻」或「问」补充的内容。',
  fields: (t) => ({
    step: t.field({
      type: StepEnum,
      description: 'Which of the two steps is added to, LISTEN or ASK. 补充「闻」还是「问」。',
    }),
    notes: t.field({
      type: [VisitNoteInput],
      required: false,
      description: 'The opinions or difficulties that are added, at most 50. 补充的意见或困难,至多 50 条。',
      validate: z.array(z.any()).max(mostNotes),
    }),
    nothingRaised: t.field({
      type: NothingRaisedInput,
      required: false,
      description: 'That nothing was raised, in place of notes. 没有提出,代替记录。',
    }),
  }),
})

const SupplementVisitInput = builder.inputType('SupplementVisitInput', {
  description: 'What is added to a visit. 为走访补充的内容。',
  fields: (t) => ({
    ...changeFields(t),
    visitId: t.id({ description: 'The global id of the visit. 走访的编号。' }),
    steps: t.field({
      type: [SupplementedStepInput],
      required: false,
      description: 'What is added to LISTEN and ASK, each at most once. 为「闻」「问」补充的内容,每步至多一次。',
      validate: z.array(z.any()).max(2),
    }),
    checks: t.field({
      type: [VisitCheckInput],
      required: false,
      description:
        'Answers to items of the checklist that have none on this visit or were not seen, at most 20; only of a finished visit. 本次未登记结果或未查看的检查项,至多 20 项,限已结束的走访。',
      validate: z.array(z.any()).max(20),
    }),
    followUp: t.string({
      required: false,
      validate: z.string().max(2000),
      description:
        'What is still to be done, up to 2,000 characters, where the finished visit says nothing of it yet. A visit that ended as DONE needs it where something was heard or asked and TREAT is missing. 还要跟进的事,至多 2000 字,限已结束而尚未写明跟进的走访;「已走访」听到意见或困难而「切」未做时必填。',
    }),
  }),
})

type SupplementVisit = typeof SupplementVisitInput.$inferInput

/**
 * What a finished visit lacked is added, or further words to LISTEN or ASK of one that goes on: two phones of a squad may both
 * have noted the same step without a signal, and neither's words may be lost. Visits that continue it lack less as well. The first
 * of them all that lacks nothing more counts, unless another one of the enterprise does.
 */
export const supplementVisit = deed('supplementVisit', {
  does: {
    en: 'Adds to a finished visit what it lacked, and to a visit that goes on further words of LISTEN and ASK. A finished one counts from then on, on the day on which it ended, if it lacks nothing more and no other visit of the enterprise counts. Visits that continue it lack less as well, and count likewise.',
    zh: '为已结束的走访补上所缺内容,或为进行中的走访补充「闻」「问」的记录;已结束的补齐后计入走访结束当天,企业另有计入的走访除外。接续它的走访随之补齐,同样计入。',
  },
  errors: {
    NOT_FOUND: { en: 'you see no such visit', zh: '找不到这次走访' },
    CONFLICT: {
      en: 'the squad has not arrived, or the stop was skipped or voided',
      zh: '小分队还没到达,或这一站已跳过、已作废',
    },
    INVALID: {
      en: 'nothing is added, or to a visit that goes on answers or a follow-up; a step is neither LISTEN nor ASK, stands twice or was not done; it is said already that nothing was raised at it, or it has notes and that is to be said of it; it would have more than fifty notes; an item of the checklist has an answer already, or the visit a follow-up; the visit ended as DONE, something was heard or asked, and there is neither TREAT nor a follow-up; or completeStep or recordChecklist would refuse a note or an answer',
      zh: '没有补充内容,或为进行中的走访补充检查结果或跟进;步骤不是「闻」「问」、出现两次或没有做过;步骤已注明没有提出,或对已有记录的步骤注明没有提出;记录超过五十条;检查项已有结果,或走访已写明跟进;「已走访」听到意见或困难而既无「切」也未写跟进;或不符合完成步骤、现场检查的规则',
    },
  },
  input: SupplementVisitInput,
  roles: ['SQUAD', 'COMMAND'],
  ids: { visitId: 'Visit' },
  payload: visitIfVisible,
  load(actor, { visitId }) {
    const { lock, read } = visitLoad(actor, visitId)
    // whoever changes the days that count has locked the union
    const union = sharedRoot('TradeUnion', actor.unionId)
    const words = readWords(squadOfVisit(visitId), visitId, endOf(visitId))
    const added = { findings: readFindings(visitId), own: readOwn(visitId), words }
    const continuations = readContinuations(visitId)
    return { lock: [union, ...lock], read: { ...read, ...added, continuations } }
  },
  decide({ visit, enterprise, findings, own, words, continuations }, input, { at }) {
    if (visit.state !== 'FINISHED' && visit.state !== 'ARRIVED') throw visitConflict(visit)
    const { steps, checks } = { steps: input.steps ?? [], checks: input.checks ?? [] }
    checkAdded(input, visit, own, at)
    const found = addFindings(findings, { steps, checks })
    const followUp = visit.followUp?.trim() ? visit.followUp : (input.followUp ?? null)
    if (visit.outcome === 'DONE') checkDone(visit.steps, found.heardOrAsked, followUp)
    const missing = visit.missing.length ? lackOf(found) : []
    const completed = completedContinuations(continuations, { steps, checks })
    const begins = [{ ...visit, missing }, ...completed].find((each) => mayCount(enterprise, each))
    const visited: TallyDelta = begins ? onDay(localDate(begins.finishedAt!), { visited: 1 }) : {}
    const counts = visit.counts || begins?.id === visit.id
    const later = completed.map((each) => ({ ...each, counts: begins?.id === each.id }))
    const { cell, delta, writes } = progressAfter(enterprise, { ...visit, counts }, ...later)
    return {
      subjectId: visit.id,
      writes: [
        ...steps.flatMap((content) => insertNotes(visit.id, content, own.notes[content.step] ?? 0)),
        ...putChecks(visit.id, checks),
        update('Visit', visit.id, {
          missing,
          counts,
          followUp,
          ...spokenTo(steps),
          ...addDoubts(visit, newDoubts(visit.outcome, words, steps)),
        }),
        ...later.map((each) => update('Visit', each.id, { missing: each.missing, counts: each.counts })),
        ...writes,
      ],
      events: [
        visitEvents.supplemented(
          visit,
          { counts, ...cell },
          { happenedAt: onSiteAt(visit, at), union: plus(delta, visited), squad: {} },
        ),
      ],
    }
  },
})

/** Whether the visit is the one by which its enterprise counts from now on. */
const mayCount = (enterprise: EnterpriseState, { outcome, missing, finishedAt }: Visit): boolean =>
  outcome === 'DONE' && missing.length === 0 && countsOn(enterprise, localDate(finishedAt!))

/** What is added may make the visit doubtful, also where it was confirmed before. */
const addDoubts = ({ doubts }: Visit, added: readonly VisitDoubt[]) =>
  added.length > 0 ? { doubts: [...new Set([...doubts, ...added])], doubtful: true, confirmedAt: null } : {}

/** What the visit itself has: how many notes each step, and which items of the checklist have an answer that says something. */
type Own = { notes: { [step: string]: number }; items: string[] }

const readOwn = (visitId: string) =>
  value<Own>(Prisma.sql`
    SELECT jsonb_build_object(
      'notes', (SELECT coalesce(jsonb_object_agg(step, n), '{}') FROM (
        SELECT step, count(*) AS n FROM "VisitNote" WHERE "visitId" = ${visitId}::uuid GROUP BY step) each),
      'items', (SELECT coalesce(jsonb_agg(item), '[]') FROM "VisitCheck"
        WHERE "visitId" = ${visitId}::uuid AND answer <> 'NOT_SEEN')
    ) AS value`)

/** INVALID: there is nothing to add, or a step, a note or an answer cannot be added. */
function checkAdded({ steps, checks, followUp }: SupplementVisit, visit: Visit, own: Own, at: Date): void {
  if (!steps?.length && !checks?.length && !followUp?.trim()) {
    throw invalid('steps', { zh: '请写要补充的内容。', en: 'Say what is to be added.' })
  }
  if (visit.state === 'ARRIVED' && (checks?.length || followUp?.trim())) {
    throw invalid(checks?.length ? 'checks' : 'followUp', {
      zh: '走访还在进行:检查结果请用现场检查登记,跟进在结束走访时写。',
      en: 'The visit goes on: recordChecklist takes answers, and finishVisit the follow-up.',
    })
  }
  if (followUp?.trim() && visit.followUp?.trim()) {
    throw invalid('followUp', { zh: '这次走访已写明跟进。', en: 'This visit has a follow-up already.' })
  }
  const named = (steps ?? []).map(({ step }) => step)
  steps?.forEach((content, i) => {
    const { step, notes } = content
    const spoken = spokenSteps.find((each) => each === step && visit.steps.includes(each))
    if (!spoken || named.indexOf(step) !== i) {
      throw invalid(`steps.${i}.step`, {
        zh: '只能补充做过的「闻」「问」,每步一次。',
        en: 'Only LISTEN and ASK that were done can be added to, each once.',
      })
    }
    if ((own.notes[step] ?? 0) + (notes?.length ?? 0) > mostNotes) {
      throw invalid(`steps.${i}.notes`, {
        zh: `每步至多 ${mostNotes} 条。`,
        en: `A step has at most ${mostNotes} notes.`,
      })
    }
    checkNotes(content, at, `steps.${i}.`)
    if ((content.nothingRaised || notes?.length) && visit[spokenColumn[spoken]] !== null) {
      throw invalid(`steps.${i}.${content.nothingRaised ? 'nothingRaised' : 'notes'}`, {
        zh: '这一步已注明没有提出、与谁谈的。',
        en: 'This step says already that nothing was raised, and who was spoken to.',
      })
    }
    checkNothingRaised({ ...content, notes: own.notes[step] ? [{ text: '' }] : notes }, `steps.${i}.`)
  })
  checks?.forEach(({ item }, i) => {
    if (!own.items.includes(item)) return
    throw invalid(`checks.${i}.item`, { zh: '这一项已有结果。', en: 'This item has an answer already.' })
  })
  checkAnswers(checks ?? [], at)
}
