import { z } from 'zod'
import { Prisma } from '#codegen/prisma/client.ts'
import { changeFields, deed } from '#server/log/deed.ts'
import { value } from '#server/log/load.ts'
import { update } from '#server/log/rows.ts'
import { progressAfter } from '#server/modules/enterprises/progress.ts'
import { builder } from '#server/platform/builder.ts'
import { StepEnum } from './enums.ts'
import { visitEvents } from './events.ts'
import { checkNothingRaised, NothingRaisedInput, readFindings, spokenTo } from './findings.ts'
import { onSiteAt, visitConflict, visitLoad } from './load.ts'
import { checkNotes, insertStep, mostNotes, nothingToTreat, stepAlreadyDone, VisitNoteInput } from './notes.ts'
import { visitIfVisible } from './payload.ts'
import { inOrder } from './states.ts'

const CompleteStepInput = builder.inputType('CompleteStepInput', {
  description: 'One of the four steps with what it holds. 完成的一步及其内容。',
  fields: (t) => ({
    ...changeFields(t),
    visitId: t.id({ description: 'The global id of the visit. 走访的编号。' }),
    step: t.field({ type: StepEnum, description: 'The step that is done. 完成的是哪一步。' }),
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

/** Completes one of the four steps. LOOK may be done before the arrival; TREAT needs a note of LISTEN or ASK. */
export const completeStep = deed('completeStep', {
  does: {
    en: 'Completes one of the four steps of a visit.',
    zh: '完成望闻问切中的一步。',
  },
  errors: {
    NOT_FOUND: {
      en: 'you see no such visit',
      zh: '找不到这次走访',
    },
    CONFLICT: {
      en: 'the squad is not on site (LOOK may be done before the arrival), or the step is done already',
      zh: '小分队不在现场(「望」可在到达前完成),或这一步已完成',
    },
    INVALID: {
      en: 'a note of LISTEN does not say who said it; a measure does not say who carries it out and until when, or is due before the day of the step; TREAT has no measure, or comes before anything was heard or asked; nothing was raised, and the step has notes or is neither LISTEN nor ASK; happenedAt lies before the arrival, but for LOOK',
      zh: '「闻」未写谁说的;措施缺责任人或期限,或期限早于当天;「切」没有措施,或还没有听到问到就开「切」;注明没有提出而又有记录,或不是「闻」「问」;除「望」外时间早于到达',
    },
  },
  input: CompleteStepInput,
  roles: ['SQUAD', 'COMMAND'],
  ids: { visitId: 'Visit' },
  payload: visitIfVisible,
  load(actor, { visitId }) {
    const { lock, read } = visitLoad(actor, visitId)
    return { lock, read: { ...read, findings: readFindings(visitId), isCurrent: readIsCurrent(visitId) } }
  },
  decide({ visit, enterprise, findings, isCurrent }, input, { at, actor }) {
    const { step } = input
    const isOpen = visit.state === 'ARRIVED' || (visit.state === 'PLANNED' && step === 'LOOK')
    if (!isOpen) throw visitConflict(visit)
    const doneAt = step === 'LOOK' ? at : onSiteAt(visit, at)
    checkNotes(input, doneAt)
    checkNothingRaised(input)
    if (step === 'TREAT' && !findings.heardOrAsked) throw nothingToTreat('step')
    if (visit.steps.includes(step)) throw stepAlreadyDone(visit.id)
    const steps = inOrder([...visit.steps, step])
    const { cell, delta, writes } = progressAfter(enterprise, { ...visit, steps })
    const position = isCurrent ? { squad: { step: steps.at(-1) ?? null, steps } } : {}
    return {
      subjectId: visit.id,
      writes: [
        ...insertStep(actor, visit, input, doneAt),
        update('Visit', visit.id, { steps, ...spokenTo([input]) }),
        ...writes,
      ],
      events: [visitEvents.stepCompleted(visit, { step, ...cell }, { happenedAt: doneAt, union: delta, ...position })],
    }
  },
})

/** Reads whether the squad stands at the door of this visit, and at no other that it has reached later. */
const readIsCurrent = (visitId: string) =>
  value<boolean>(Prisma.sql`
    SELECT EXISTS (SELECT 1 FROM "Squad" WHERE "currentVisitId" = ${visitId}::uuid) AS value`)
