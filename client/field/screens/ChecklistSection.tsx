import type { FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { blankCheck, type CheckDraft } from '#client/field/deeds/record-checklist.ts'
import { placeOfChecks, type StopOnPhone } from '#client/field/stop-on-phone.ts'
import { enums } from '#codegen/graph/enums.ts'
import type { VisitCheckInput } from '#codegen/graph/graphql.ts'
import { Choices } from './Choices.tsx'
import { TextField } from './fields.tsx'
import { useIsEdited } from './Part.tsx'
import { PlaceMark } from './PlaceMark.tsx'
import { Problem } from './Problem.tsx'
import { Section } from './Section.tsx'
import { useToday } from './screen-context.ts'
import { useForm, useHasDraft } from './useForm.ts'

/** The on-site checklist: what is answered and, while the squad is there, the form. A later answer replaces an earlier one. */
export function ChecklistSection({ stop, isOpen }: { stop: StopOnPhone; isOpen: boolean }) {
  const { t } = useTranslation(['field', 'common'])
  const isEdited = useIsEdited()
  const hasDraft = useHasDraft(stop, 'recordChecklist', 'checks')
  const done = enums.CheckItem.flatMap((item) => (stop.checks[item] ? [{ item, check: stop.checks[item] }] : []))
  return (
    <Section title={t('checklist')} place={placeOfChecks(stop)}>
      {done.length > 0 && (
        <ul className="field-notes">
          {done.map(({ item, check: { answer, fixBy, note, place } }) => (
            <li key={item} className="field-line">
              <span>
                {t(`common:CheckItem.${item}`)}:
                {[t(`common:CheckAnswer.${answer}`), fixBy, note].filter(Boolean).join(' · ')}
              </span>
              <PlaceMark place={place} />
            </li>
          ))}
        </ul>
      )}
      {(isOpen || isEdited) &&
        (done.length > 0 ? (
          <details open={hasDraft}>
            <summary>{t('changeChecklist')}</summary>
            <ChecklistForm stop={stop} />
          </details>
        ) : (
          <ChecklistForm stop={stop} />
        ))}
    </Section>
  )
}

function ChecklistForm({ stop }: { stop: StopOnPhone }) {
  const { t } = useTranslation(['field', 'common'])
  const today = useToday()
  const { draft, change, problem, setProblem, submit } = useForm(stop, 'recordChecklist', 'checks')
  const { id } = stop.visit
  const send = (event: FormEvent) => {
    event.preventDefault()
    const chosen = enums.CheckItem.flatMap((item) => (draft.answers[item] ? [{ item, ...draft.answers[item] }] : []))
    if (chosen.length === 0) return setProblem(t('problem.noAnswers'))
    const undated = chosen.find(({ answer, fixBy }) => answer === 'FIX_BY' && !fixBy)
    if (undated) return setProblem(t('problem.fixBy', { item: t(`common:CheckItem.${undated.item}`) }))
    const checks = chosen.map(
      ({ item, answer, fixBy, note }): VisitCheckInput => ({
        item,
        answer,
        ...(answer === 'FIX_BY' && { fixBy }),
        ...(note.trim() && { note: note.trim() }),
      }),
    )
    void submit({ visitId: id, checks })
  }
  return (
    <form className="field-form" onSubmit={send} noValidate>
      {enums.CheckItem.map((item) => {
        const check = draft.answers[item]
        const set = (part: Partial<CheckDraft>) =>
          change({ answers: { ...draft.answers, [item]: { ...blankCheck, ...check, ...part } } })
        return (
          <div key={item} className="field-note">
            <Choices
              legend={t(`common:CheckItem.${item}`)}
              name={`${id} ${item}`}
              values={enums.CheckAnswer}
              value={check?.answer}
              label={(answer) => t(`common:CheckAnswer.${answer}`)}
              onChoose={(answer) => set({ answer })}
            />
            {check?.answer === 'FIX_BY' && (
              <TextField
                label={t('fixBy')}
                name="fixBy"
                type="date"
                min={today}
                value={check.fixBy}
                onChange={(event) => set({ fixBy: event.target.value })}
              />
            )}
            {check && check.answer !== 'YES' && (
              <TextField
                label={t('checkNote')}
                name="note"
                maxLength={500}
                autoComplete="off"
                value={check.note}
                onChange={(event) => set({ note: event.target.value })}
              />
            )}
          </div>
        )
      })}
      {problem && <Problem>{problem}</Problem>}
      <button type="submit" className="field-button field-main">
        {t('saveChecklist')}
      </button>
    </form>
  )
}
