import type { Prisma, Visit } from '#codegen/prisma/client.ts'
import type { Step } from '#codegen/prisma/enums.ts'
import { setAlarm } from '#server/jobs/alarm.ts'
import { insert, insertAll } from '#server/log/rows.ts'
import { measureAlarms, newClock } from '#server/modules/calendars/measure-clock.ts'
import { builder } from '#server/platform/builder.ts'
import { localDate } from '#server/platform/clock.ts'
import type { Actor } from '#server/platform/context.ts'
import { conflict, invalid } from '#server/platform/errors.ts'
import { globalId, newId } from '#server/platform/ids.ts'
import { formOf } from '#server/platform/search.ts'
import { line, paragraph } from '#server/platform/text.ts'

/** How many notes a step of a visit can have. */
export const mostNotes = 50

/** How many notes a visit can have: those of LISTEN and of ASK. */
export const mostOfVisit = 2 * mostNotes

/** One opinion, difficulty or measure, as a deed takes it. */
export const VisitNoteInput = builder.inputType('VisitNoteInput', {
  description: 'An opinion that was heard, a difficulty that was asked about, or a measure. 一条意见、困难或措施。',
  fields: (t) => ({
    text: t.string({
      validate: paragraph(1, 2000),
      description: 'What was said or decided, in its own words, 1 to 2,000 characters. 原话或内容,1 至 2000 字。',
    }),
    saidBy: t.string({
      required: false,
      validate: line(1, 200),
      description: 'Who said it, up to 200 characters. LISTEN needs it. 谁说的,至多 200 字;「闻」必填。',
    }),
    secondSource: t.string({
      required: false,
      validate: line(1, 200),
      description:
        'Who else confirms it, up to 200 characters. Without it the note has a single source. 第二来源,至多 200 字;不填即为单一来源。',
    }),
    responsible: t.string({
      required: false,
      validate: line(1, 200),
      description:
        'Who carries the measure out, up to 200 characters. TREAT needs it; other steps do not keep it. 责任人,至多 200 字;「切」必填,其他步骤不保留。',
    }),
    dueOn: t.field({
      type: 'Date',
      required: false,
      description:
        'The last day for the measure. TREAT needs it; other steps do not keep it. 措施的期限;「切」必填,其他步骤不保留。',
    }),
  }),
})

/** A visit, as far as the rows of its steps hold it. */
type VisitOfStep = Pick<Visit, 'id' | 'unionId' | 'enterpriseId' | 'squadId'>

/** The gist and the notes of one step, or that nothing was raised. The notes of TREAT become measures. */
export type StepContent = {
  step: Step
  gist?: string | null
  notes?: (typeof VisitNoteInput.$inferInput)[] | null
  nothingRaised?: { spokenTo: string } | null
}

/** The rows of a completed step with its notes or measures. The caller writes the list of steps in the visit's own row. */
export const insertStep = (
  actor: Actor,
  visit: VisitOfStep,
  { step, gist, notes }: StepContent,
  at: Date,
): Prisma.Sql[] => [
  insert('CompletedStep', { id: newId(), visitId: visit.id, step, at, actorId: actor.accountId, gist: gist ?? '' }),
  ...(step === 'TREAT' ? insertMeasures(actor, visit, notes ?? [], at) : insertNotes(visit.id, { step, notes })),
]

/** The rows of the measures that TREAT has come to. */
const insertMeasures = (
  actor: Actor,
  { id: visitId, unionId, enterpriseId, squadId }: VisitOfStep,
  notes: NonNullable<StepContent['notes']>,
  at: Date,
): Prisma.Sql[] => {
  const measures = notes.map(({ text, responsible, dueOn }) => ({
    ...{ id: newId(), unionId, enterpriseId, visitId, squadId },
    ...{ what: text, form: formOf(text), who: responsible!, dueOn: dueOn! },
    ...{ state: 'OPEN' as const, recordedAt: at, recordedById: actor.accountId },
    ...newClock(dueOn!),
  }))
  return [
    ...insertAll('Measure', measures),
    ...measures.map(({ id, alarmAt }) => setAlarm(measureAlarms, unionId, id, alarmAt)),
  ]
}

/** The rows of notes, of which the first gets this position. */
export const insertNotes = (
  visitId: string,
  { step, notes }: Pick<StepContent, 'step' | 'notes'>,
  first = 0,
): Prisma.Sql[] =>
  insertAll(
    'VisitNote',
    (notes ?? []).map((note, place) => ({
      id: newId(),
      visitId,
      step,
      position: first + place,
      text: note.text,
      saidBy: note.saidBy ?? null,
      secondSource: note.secondSource ?? null,
    })),
  )

/**
 * INVALID: a note of LISTEN without who said it; a measure of TREAT without who and until when, or due before the day of the
 * step; TREAT without a measure. `path` leads to the step in the input.
 */
export function checkNotes({ step, notes }: StepContent, at: Date, path = ''): void {
  notes?.forEach((note, i) => {
    if (step === 'LISTEN' && !note.saidBy?.trim()) {
      throw invalid(`${path}notes.${i}.saidBy`, { zh: '请写明是谁说的。', en: 'Say who said it.' })
    }
    if (step === 'TREAT' && !(note.responsible?.trim() && note.dueOn)) {
      throw invalid(`${path}notes.${i}.responsible`, {
        zh: '措施要写明责任人和期限。',
        en: 'A measure names who carries it out and until when.',
      })
    }
    if (note.dueOn && note.dueOn < localDate(at)) {
      throw invalid(`${path}notes.${i}.dueOn`, {
        zh: '期限不能早于走访当天。',
        en: 'A measure is not due before the day of the visit.',
      })
    }
  })
  if (step === 'TREAT' && !notes?.length) {
    throw invalid(`${path}notes`, { zh: '请至少写一条措施。', en: 'Write at least one measure.' })
  }
}

/** INVALID: TREAT before anything was heard or asked. */
export const nothingToTreat = (field: string) =>
  invalid(field, {
    zh: '还没有听到意见、问到困难,不能开「切」。',
    en: 'Nothing was heard or asked yet, so there is nothing to treat.',
  })

/** CONFLICT: the step was completed before. */
export const stepAlreadyDone = (visitId: string) =>
  conflict({ zh: '这一步已经完成。', en: 'This step is done already.' }, globalId('Visit', visitId))
