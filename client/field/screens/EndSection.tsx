import type { FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { dayOf } from '#client/field/day.ts'
import { type StopOnPhone, somethingHeard } from '#client/field/store/on-phone.ts'
import { AreaField, TextField } from '#client/ui/fields.tsx'
import type { Step, VisitOutcome } from '#codegen/graph/graphql.ts'
import { Choices, Problem, Section } from './parts.tsx'
import { useBegun, useForm } from './work.tsx'

const outcomes: readonly VisitOutcome[] = ['DONE', 'CLOSED_SHOP', 'REFUSED', 'WRONG_ADDRESS', 'MOVED']
const beforeDone: readonly Step[] = ['LOOK', 'LISTEN', 'ASK']

/** How the visit ended, or the form to end it. */
export function EndSection({ on }: { on: StopOnPhone }) {
  const { t } = useTranslation(['field', 'common'])
  if (on.state === 'FINISHED' && on.outcome) {
    return (
      <Section title={t('finished', { outcome: t(`common:outcome.${on.outcome}`) })} where={on.ended}>
        {on.followUp && <p className="field-kept-text">{t('followUpIs', { text: on.followUp })}</p>}
      </Section>
    )
  }
  if (on.state === 'SKIPPED') return <Section title={t('skipped', { reason: on.skipReason ?? '' })} where={on.ended} />
  if (on.state !== 'ARRIVED') return null
  return (
    <Section title={t('finish')}>
      <FinishForm on={on} />
    </Section>
  )
}

/** The end of a visit as it is being typed. */
export type FinishDraft = { outcome?: VisitOutcome; followUp: string; followUpOn: string }

function FinishForm({ on }: { on: StopOnPhone }) {
  const { t } = useTranslation(['field', 'common'])
  const blank: FinishDraft = { followUp: '', followUpOn: '' }
  const { draft, change, problem, setProblem, submit } = useForm<FinishDraft>(on, 'finish', blank)
  const { outcome, followUpOn } = draft
  const followUp = draft.followUp.trim()
  const needsFollowUp = outcome === 'DONE' && !on.steps.TREAT && somethingHeard(on)
  const send = (event: FormEvent) => {
    event.preventDefault()
    if (!outcome) return setProblem(t('problem.outcome'))
    const missing = outcome === 'DONE' ? beforeDone.filter((step) => !on.steps[step]) : []
    if (missing.length > 0) {
      return setProblem(t('problem.stepsFirst', { steps: missing.map((step) => t(`common:step.${step}`)).join(' ') }))
    }
    if (needsFollowUp && !followUp) return setProblem(t('problem.followUp'))
    const later = { ...(followUp && { followUp }), ...(followUpOn && { followUpOn }) }
    void submit({ mutation: 'finishVisit', input: { visitId: on.stop.id, outcome, ...later } })
  }
  return (
    <form className="ui-form" onSubmit={send} noValidate>
      <Choices
        legend={t('outcome')}
        name={`outcome ${on.stop.id}`}
        values={outcomes}
        chosen={outcome}
        say={(value) => t(`common:outcome.${value}`)}
        choose={(value) => change({ outcome: value })}
      />
      <AreaField
        label={t(needsFollowUp ? 'followUp' : 'followUpOptional')}
        name="followUp"
        maxLength={2000}
        value={draft.followUp}
        onChange={(event) => change({ followUp: event.target.value })}
      />
      <TextField
        label={t('followUpOn')}
        name="followUpOn"
        type="date"
        min={dayOf()}
        value={followUpOn}
        onChange={(event) => change({ followUpOn: event.target.value })}
      />
      {problem && <Problem>{problem}</Problem>}
      <button type="submit" className="field-button field-main">
        {t('finish')}
      </button>
    </form>
  )
}

/** A planned stop is left out, for a reason. */
export function SkipForm({ on }: { on: StopOnPhone }) {
  const { t } = useTranslation('field')
  const { draft, change, problem, setProblem, submit } = useForm(on, 'skip', { reason: '' })
  const begun = useBegun(on, 'skip')
  const send = (event: FormEvent) => {
    event.preventDefault()
    const reason = draft.reason.trim()
    if (!reason) return setProblem(t('problem.reason'))
    void submit({ mutation: 'skipVisit', input: { visitId: on.stop.id, reason } })
  }
  return (
    <details className="field-section" open={begun}>
      <summary>{t('skip')}</summary>
      <form className="ui-form" onSubmit={send} noValidate>
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
