import type { VisitNoteInput } from '#codegen/graph/graphql.ts'

/** The steps that are made of notes. */
export type NoteStep = 'LISTEN' | 'ASK' | 'TREAT'

/** A note as it is being typed. */
export type NoteDraft = {
  text: string
  saidBy: string
  secondSource: string
  single: boolean
  responsible: string
  dueOn: string
}

/** A step as it is being typed. */
export type NotesDraft = { gist: string; notes: NoteDraft[] }

const filled = (text: string): boolean => text.trim() !== ''

/** Nothing was typed into it: it is left out. */
export const untouched = ({ text, saidBy, secondSource, responsible, dueOn }: NoteDraft): boolean =>
  ![text, saidBy, secondSource, responsible, dueOn].some(filled)

type Found = { kind: 'text' | 'saidBy' | 'source' | 'measure' | 'noMeasure'; number: number }

/** What the centre would refuse, found before the phone is out of reach. */
export function problemIn(step: NoteStep, notes: readonly NoteDraft[]): Found | null {
  for (const [i, note] of notes.entries()) {
    const number = i + 1
    if (untouched(note)) continue
    if (!filled(note.text)) return { kind: 'text', number }
    if (step === 'LISTEN' && !filled(note.saidBy)) return { kind: 'saidBy', number }
    if (step === 'ASK' && !filled(note.secondSource) && !note.single) return { kind: 'source', number }
    if (step === 'TREAT' && !(filled(note.responsible) && note.dueOn)) return { kind: 'measure', number }
  }
  return step === 'TREAT' && notes.every(untouched) ? { kind: 'noMeasure', number: 1 } : null
}

/** The note as it is sent: only what its step holds. */
export function noteInput(step: NoteStep, note: NoteDraft): VisitNoteInput {
  const text = note.text.trim()
  if (step === 'LISTEN') return { text, saidBy: note.saidBy.trim() }
  if (step === 'TREAT') return { text, responsible: note.responsible.trim(), dueOn: note.dueOn }
  return {
    text,
    ...(filled(note.saidBy) && { saidBy: note.saidBy.trim() }),
    ...(!note.single && { secondSource: note.secondSource.trim() }),
  }
}

/** A note that was sent, as it can be edited again. */
export const noteDraft = (note: VisitNoteInput): NoteDraft => ({
  text: note.text,
  saidBy: note.saidBy ?? '',
  secondSource: note.secondSource ?? '',
  single: !note.secondSource,
  responsible: note.responsible ?? '',
  dueOn: note.dueOn ?? '',
})
