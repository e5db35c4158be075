import type { FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { restNotSeen, silentSteps } from '#client/field/deeds/added.ts'
import { hasOpinionOrDifficulty, type StopOnPhone } from '#client/field/stop-on-phone.ts'
import { AreaField } from './fields.tsx'
import { LackFields } from './LackFields.tsx'
import { Problem } from './Problem.tsx'
import { useForm } from './useForm.ts'

/** The form that adds to a finished visit what it lacked to count. */
export function SupplementForm({ stop }: { stop: StopOnPhone }) {
  const { t } = useTranslation('field')
  const { draft, change, problem, setProblem, submit } = useForm(stop, 'supplementVisit', 'supplement')
  const needsFollowUp = !stop.steps.TREAT && !stop.followUp?.trim() && hasOpinionOrDifficulty(stop)
  const send = (event: FormEvent) => {
    event.preventDefault()
    const spokenTo = draft.spokenTo.trim()
    const steps = spokenTo ? silentSteps(stop).map((step) => ({ step, nothingRaised: { spokenTo } })) : []
    const checks = draft.restNotSeen ? restNotSeen(stop) : []
    if (steps.length + checks.length === 0) return setProblem(t('problem.supplement'))
    const followUp = draft.followUp.trim()
    if (needsFollowUp && !followUp) return setProblem(t('problem.followUp'))
    void submit({ visitId: stop.visit.id, steps, checks, ...(needsFollowUp && { followUp }) })
  }
  return (
    <form className="field-form" onSubmit={send} noValidate>
      <LackFields stop={stop} draft={draft} change={change} />
      {needsFollowUp && (
        <AreaField
          label={t('followUp')}
          name="followUp"
          maxLength={2000}
          value={draft.followUp}
          onChange={(event) => change({ followUp: event.target.value })}
        />
      )}
      {problem && <Problem>{problem}</Problem>}
      <button type="submit" className="field-button field-main">
        {t('supplement')}
      </button>
    </form>
  )
}
