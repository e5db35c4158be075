import type { FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { StopOnPhone } from '#client/field/stop-on-phone.ts'
import { TextField } from './fields.tsx'
import { Problem } from './Problem.tsx'
import { useForm, useHasDraft } from './useForm.ts'

/** The form to leave out a planned stop, with the reason. */
export function SkipForm({ stop }: { stop: StopOnPhone }) {
  const { t } = useTranslation('field')
  const { draft, change, problem, setProblem, submit } = useForm(stop, 'skipVisit', 'skip')
  const hasDraft = useHasDraft(stop, 'skipVisit', 'skip')
  const send = (event: FormEvent) => {
    event.preventDefault()
    const reason = draft.reason.trim()
    if (!reason) return setProblem(t('problem.reason'))
    void submit({ visitId: stop.visit.id, reason })
  }
  return (
    <details className="field-section" open={hasDraft}>
      <summary>{t('skip')}</summary>
      <form className="field-form" onSubmit={send} noValidate>
        <TextField
          label={t('skipReason')}
          name="reason"
          maxLength={200}
          autoComplete="off"
          value={draft.reason}
          onChange={(event) => change({ reason: event.target.value })}
        />
        {problem && <Problem>{problem}</Problem>}
        <button type="submit" className="field-button field-main">
          {t('skip')}
        </button>
      </form>
    </details>
  )
}
