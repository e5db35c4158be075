import type { FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { dayOf } from '#client/field/day.ts'
import { type StopOnPhone, whereOfChecks } from '#client/field/store/on-phone.ts'
import { TextField } from '#client/ui/fields.tsx'
import type { CheckAnswer, CheckItem, VisitCheckInput } from '#codegen/graph/graphql.ts'
import { Choices, Place, Problem, Section } from './parts.tsx'
import { useBegun, useForm } from './work.tsx'

const items: readonly CheckItem[] = [
  'HEALTH_REGISTER',
  'WORKER_FILES',
  'HOME_QUARANTINE',
  'DISINFECTION',
  'PROTECTIVE_GEAR',
  'EPIDEMIC_MECHANISM',
]
const answers: readonly CheckAnswer[] = ['YES', 'NO', 'FIX_BY']

/** A checklist as it is being filled in. */
export type ChecksDraft = { answers: Partial<Record<CheckItem, { answer: CheckAnswer; fixBy: string; note: string }>> }

/** The on-site checklist: what was answered, and while the squad is there the form; a later answer replaces. */
export function ChecklistSection({ on, open }: { on: StopOnPhone; open: boolean }) {
  const { t } = useTranslation(['field', 'common'])
  const begun = useBegun(on, 'checks')
  const answered = items.filter((item) => on.checks[item])
  return (
    <Section title={t('checklist')} where={whereOfChecks(on)}>
      {answered.length > 0 && (
        <ul className="field-notes">
          {answered.map((item) => {
            const { answer, fixBy, note, where } = on.checks[item]!
            return (
              <li key={item} className="field-line">
                <span>
                  {t(`common:checkItem.${item}`)}:
                  {[t(`checkAnswer.${answer}`), fixBy, note].filter(Boolean).join(' · ')}
                </span>
                <Place where={where} />
              </li>
            )
          })}
        </ul>
      )}
      {open &&
        (answered.length > 0 ? (
          <details open={begun}>
            <summary>{t('changeChecklist')}</summary>
            <ChecklistForm on={on} />
          </details>
        ) : (
          <ChecklistForm on={on} />
        ))}
    </Section>
  )
}

function ChecklistForm({ on }: { on: StopOnPhone }) {
  const { t } = useTranslation(['field', 'common'])
  const { draft, change, problem, setProblem, submit } = useForm<ChecksDraft>(on, 'checks', { answers: {} })
  const send = (event: FormEvent) => {
    event.preventDefault()
    const given = items.flatMap((item) => (draft.answers[item] ? [{ item, ...draft.answers[item] }] : []))
    if (given.length === 0) return setProblem(t('problem.noAnswers'))
    const undated = given.find(({ answer, fixBy }) => answer === 'FIX_BY' && !fixBy)
    if (undated) return setProblem(t('problem.fixBy', { item: t(`common:checkItem.${undated.item}`) }))
    const checks = given.map(
      ({ item, answer, fixBy, note }): VisitCheckInput => ({
        item,
        answer,
        ...(answer === 'FIX_BY' && { fixBy }),
        ...(note.trim() && { note: note.trim() }),
      }),
    )
    void submit({ mutation: 'recordChecklist', input: { visitId: on.stop.id, checks } })
  }
  return (
    <form className="ui-form" onSubmit={send} noValidate>
      {items.map((item) => {
        const now = draft.answers[item]
        const set = (part: Partial<NonNullable<typeof now>>) =>
          change({
            answers: { ...draft.answers, [item]: { answer: 'YES', fixBy: '', note: '', ...now, ...part } },
          })
        return (
          <div key={item} className="field-note">
            <Choices
              legend={t(`common:checkItem.${item}`)}
              name={`${on.stop.id} ${item}`}
              values={answers}
              chosen={now?.answer}
              say={(answer) => t(`checkAnswer.${answer}`)}
              choose={(answer) => set({ answer })}
            />
            {now?.answer === 'FIX_BY' && (
              <TextField
                label={t('fixBy')}
                name="fixBy"
                type="date"
                min={dayOf()}
                value={now.fixBy}
                onChange={(event) => set({ fixBy: event.target.value })}
              />
            )}
            {now && now.answer !== 'YES' && (
              <TextField
                label={t('checkNote')}
                name="note"
                maxLength={500}
                autoComplete="off"
                value={now.note}
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
