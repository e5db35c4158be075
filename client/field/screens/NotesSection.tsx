import type { FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { blankNote, inputOfNote, isBlank, type NoteDraft, type NoteStep, problemOf } from '#client/field/deeds/notes.ts'
import { hasOpinionOrDifficulty, type StopOnPhone } from '#client/field/stop-on-phone.ts'
import { AreaField, TextField } from './fields.tsx'
import { NoteFields } from './NoteFields.tsx'
import { useIsEdited } from './Part.tsx'
import { Problem } from './Problem.tsx'
import { Section } from './Section.tsx'
import { useForm } from './useForm.ts'
import { Worked } from './Worked.tsx'

/** LISTEN, ASK or TREAT: its notes, or the form to write them. */
export function NotesSection({ stop, step, isOpen }: { stop: StopOnPhone; step: NoteStep; isOpen: boolean }) {
  const { t } = useTranslation(['field', 'common'])
  const place = stop.steps[step]
  const notes = stop.notes.filter((note) => note.step === step)
  const isEdited = useIsEdited()
  const isShown = isEdited || (isOpen && !place)
  const hasNothingToTreat = step === 'TREAT' && !isEdited && !hasOpinionOrDifficulty(stop)
  return (
    <Section
      mark={t(`common:Step.${step}`)}
      title={t(`common:Step.${step}`)}
      hint={t(`stepHint.${step}`)}
      place={place}
    >
      {stop.gists[step] && <p className="field-text">{stop.gists[step]}</p>}
      {stop.nothingRaised[step] !== undefined && (
        <p className="field-text">{t('nothingRaisedBy', { name: stop.nothingRaised[step] })}</p>
      )}
      {notes.length > 0 && (
        <ul className="field-notes">
          {notes.map(({ key, text, saidBy, secondSource, responsible, dueOn }) => (
            <li key={key}>
              <p>{text}</p>
              <small>
                {[saidBy, responsible, dueOn, step === 'ASK' && (secondSource || t('singleSource'))]
                  .filter(Boolean)
                  .join(' · ')}
              </small>
            </li>
          ))}
        </ul>
      )}
      {isShown && (hasNothingToTreat ? <p>{t('nothingToTreat')}</p> : <NotesForm stop={stop} step={step} />)}
    </Section>
  )
}

function NotesForm({ stop, step }: { stop: StopOnPhone; step: NoteStep }) {
  const { t } = useTranslation(['field', 'common'])
  const { draft, change, problem, setProblem, submit } = useForm(stop, 'completeStep', step)
  const written = draft.notes.filter((note) => !isBlank(note))
  const send = (event: FormEvent) => {
    event.preventDefault()
    const spokenTo = draft.spokenTo.trim()
    const lack = problemOf(step, draft.notes, spokenTo)
    if (lack) return setProblem(t(`problem.${lack.kind}`, { number: lack.number }))
    const notes = written.map((note) => inputOfNote(step, note))
    const silent = notes.length === 0 && step !== 'TREAT' ? { nothingRaised: { spokenTo } } : {}
    void submit({ visitId: stop.visit.id, step, gist: draft.gist.trim(), notes, ...silent })
  }
  const setNote = (position: number, part: Partial<NoteDraft>) =>
    change({ notes: draft.notes.map((note, index) => (index === position ? { ...note, ...part } : note)) })
  const remove = (position: number) => change({ notes: draft.notes.filter((_, index) => index !== position) })
  const name = t(`common:Step.${step}`)
  return (
    <form className="field-form" onSubmit={send} noValidate>
      {step === 'TREAT' && (
        <AreaField
          label={t('consulted')}
          name="gist"
          maxLength={2000}
          value={draft.gist}
          onChange={(event) => change({ gist: event.target.value })}
        />
      )}
      {step === 'TREAT' && <Worked brief={stop.brief} />}
      {draft.notes.map((note, index) => (
        <fieldset className="field-note" key={`${step} ${index.toString()}`}>
          <legend>{t('note', { number: index + 1 })}</legend>
          <NoteFields step={step} note={note} change={(part) => setNote(index, part)} />
          {draft.notes.length > 1 && (
            <button type="button" className="field-button" onClick={() => remove(index)}>
              {t('removeNote', { number: index + 1 })}
            </button>
          )}
        </fieldset>
      ))}
      <button type="button" className="field-button" onClick={() => change({ notes: [...draft.notes, blankNote] })}>
        {t('addNote')}
      </button>
      {step !== 'TREAT' && written.length === 0 && (
        <TextField
          label={t('spokenTo')}
          hint={t('spokenToHint')}
          name="spokenTo"
          maxLength={200}
          autoComplete="off"
          value={draft.spokenTo}
          onChange={(event) => change({ spokenTo: event.target.value })}
        />
      )}
      {problem && <Problem>{problem}</Problem>}
      <button type="submit" className="field-button field-main">
        {t(written.length || step === 'TREAT' ? 'completeStep' : 'completeStepEmpty', { step: name })}
      </button>
    </form>
  )
}
