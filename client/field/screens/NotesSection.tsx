import type { FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import {
  type NoteDraft,
  type NoteStep,
  type NotesDraft,
  noteInput,
  problemIn,
  untouched,
} from '#client/field/deeds/notes.ts'
import { type StopOnPhone, somethingHeard } from '#client/field/store/on-phone.ts'
import { AreaField } from '#client/ui/fields.tsx'
import { NoteFields } from './NoteFields.tsx'
import { Problem, Section } from './parts.tsx'
import { useForm } from './work.tsx'

/** LISTEN, ASK or TREAT: what was noted, or the form to note it. */
export function NotesSection({ on, step, open }: { on: StopOnPhone; step: NoteStep; open: boolean }) {
  const { t } = useTranslation(['field', 'common'])
  const where = on.steps[step]
  const notes = on.notes.filter((note) => note.step === step)
  const early = step === 'TREAT' && !somethingHeard(on)
  return (
    <Section
      mark={t(`common:step.${step}`)}
      title={t(`common:step.${step}`)}
      hint={t(`stepHint.${step}`)}
      where={where}
    >
      {on.gists[step] && <p className="field-kept-text">{on.gists[step]}</p>}
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
      {open && !where && (early ? <p>{t('nothingToTreat')}</p> : <NotesForm on={on} step={step} />)}
    </Section>
  )
}

const blankNote: NoteDraft = { text: '', saidBy: '', secondSource: '', single: false, responsible: '', dueOn: '' }

function NotesForm({ on, step }: { on: StopOnPhone; step: NoteStep }) {
  const { t } = useTranslation(['field', 'common'])
  const blank: NotesDraft = { gist: '', notes: [blankNote] }
  const { draft, change, problem, setProblem, submit } = useForm(on, step, blank)
  const written = draft.notes.filter((note) => !untouched(note))
  const send = (event: FormEvent) => {
    event.preventDefault()
    const found = problemIn(step, draft.notes)
    if (found) return setProblem(t(`problem.${found.kind}`, { number: found.number }))
    const notes = written.map((note) => noteInput(step, note))
    const input = { visitId: on.stop.id, step, gist: draft.gist.trim(), notes }
    void submit({ mutation: 'completeStep', input })
  }
  const setNote = (at: number, part: Partial<NoteDraft>) =>
    change({ notes: draft.notes.map((note, i) => (i === at ? { ...note, ...part } : note)) })
  const remove = (at: number) => change({ notes: draft.notes.filter((_, i) => i !== at) })
  const name = t(`common:step.${step}`)
  return (
    <form className="ui-form" onSubmit={send} noValidate>
      {step === 'TREAT' && (
        <AreaField
          label={t('consulted')}
          name="gist"
          maxLength={2000}
          value={draft.gist}
          onChange={(event) => change({ gist: event.target.value })}
        />
      )}
      {draft.notes.map((note, i) => (
        <fieldset className="field-note" key={`${step} ${i.toString()}`}>
          <legend>{t('note', { number: i + 1 })}</legend>
          <NoteFields step={step} note={note} change={(part) => setNote(i, part)} />
          {draft.notes.length > 1 && (
            <button type="button" className="field-button" onClick={() => remove(i)}>
              {t('removeNote', { number: i + 1 })}
            </button>
          )}
        </fieldset>
      ))}
      <button type="button" className="field-button" onClick={() => change({ notes: [...draft.notes, blankNote] })}>
        {t('addNote')}
      </button>
      {problem && <Problem>{problem}</Problem>}
      <button type="submit" className="field-button field-main">
        {t(written.length || step === 'TREAT' ? 'completeStep' : 'completeStepEmpty', { step: name })}
      </button>
    </form>
  )
}
