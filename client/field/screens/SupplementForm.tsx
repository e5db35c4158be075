import type { FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { restNotSeen, silentSteps } from '#client/field/deeds/added.ts'
import type { StopOnPhone } from '#client/field/stop-on-phone.ts'
import { LackFields } from './LackFields.tsx'
import { Problem } from './Problem.tsx'
import { useForm } from './useForm.ts'

/** The form that adds to a finished visit what it lacked to count. */
export function SupplementForm({ stop }: { stop: StopOnPhone }) {
  const { t } = useTranslation('field')
  const { draft, change, problem, setProblem, submit } = useForm(stop, 'supplementVisit', 'supplement')
  const send = (event: FormEvent) => {
    event.preventDefault()
    const spokenTo = draft.spokenTo.trim()
    const steps = spokenTo ? silentSteps(stop).map((step) => ({ step, nothingRaised: { spokenTo } })) : []
    const checks = draft.restNotSeen ? restNotSeen(stop) : []
    if (steps.length + checks.length === 0) return setProblem(t('problem.supplement'))
    void submit({ visitId: stop.visit.id, steps, checks })
  }
  return (
    <form className="field-form" onSubmit={send} noValidate>
      <LackFields stop={stop} draft={draft} change={change} />
      {problem && <Problem>{problem}</Problem>}
      <button type="submit" className="field-button field-main">
        {t('supplement')}
      </button>
    </form>
  )
}
