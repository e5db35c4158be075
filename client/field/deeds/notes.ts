import type { VisitNoteInput } from '#codegen/graph/graphql.ts'

/** The steps that are made of notes. */
export type NoteStep = 'LISTEN' | 'ASK' | 'TREAT'

/** A note as it is being typed. */
export type NoteDraft = {
  text: string
  saidBy: string
  secondSource: string
  /** The squad has said that nobody else confirms the difficulty. */
  single: boolean
  responsible: string
  dueOn: string
}

/** A note into which nothing is typed yet. */
export const blankNote: NoteDraft = {
  text: '',
  saidBy: '',
  secondSource: '',
  single: false,
  responsible: '',
  dueOn: '',
}

const hasText = (text: string): boolean => text.trim() !== ''

/** Whether nothing is typed into a note: it is not sent. */
export const isBlank = ({ text, saidBy, secondSource, responsible, dueOn }: NoteDraft): boolean =>
  ![text, saidBy, secondSource, responsible, dueOn].some(hasText)

/** What a step lacks; `number` counts the notes from 1. */
type NoteProblem = { kind: 'text' | 'saidBy' | 'source' | 'measure' | 'noMeasure' | 'spokenTo'; number: number }

/**
 * The first thing for which the centre would refuse the step or not count the visit, found while the squad is still at the
 * door; null where there is none.
 */
export function problemOf(step: NoteStep, notes: readonly NoteDraft[], spokenTo: string): NoteProblem | null {
  for (const [index, note] of notes.entries()) {
    const number = index + 1
    if (isBlank(note)) continue
    if (!hasText(note.text)) return { kind: 'text', number }
    if (step === 'LISTEN' && !hasText(note.saidBy)) return { kind: 'saidBy', number }
    if (step === 'ASK' && !hasText(note.secondSource) && !note.single) return { kind: 'source', number }
    if (step === 'TREAT' && !(hasText(note.responsible) && note.dueOn)) return { kind: 'measure', number }
  }
  if (!notes.every(isBlank)) return null
  if (step === 'TREAT') return { kind: 'noMeasure', number: 1 }
  return hasText(spokenTo) ? null : { kind: 'spokenTo', number: 1 }
}

/** A note as it is sent: only the fields that its step has. */
export function inputOfNote(step: NoteStep, note: NoteDraft): VisitNoteInput {
  const text = note.text.trim()
  if (step === 'LISTEN') return { text, saidBy: note.saidBy.trim() }
  if (step === 'TREAT') return { text, responsible: note.responsible.trim(), dueOn: note.dueOn }
  return {
    text,
    ...(hasText(note.saidBy) && { saidBy: note.saidBy.trim() }),
    ...(!note.single && { secondSource: note.secondSource.trim() }),
  }
}

/** A note that was sent, as it can be edited again. */
export const draftOfNote = (note: VisitNoteInput): NoteDraft => ({
  text: note.text,
  saidBy: note.saidBy ?? '',
  secondSource: note.secondSource ?? '',
  single: !note.secondSource,
  responsible: note.responsible ?? '',
  dueOn: note.dueOn ?? '',
})

/** A note that was sent, in one line. */
export const textOfNote = ({ text, saidBy, secondSource, responsible, dueOn }: VisitNoteInput): string =>
  [text, saidBy, secondSource, responsible, dueOn].filter(Boolean).join(' · ')
