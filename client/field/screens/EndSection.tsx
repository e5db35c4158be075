import type { FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { restNotSeen, silentSteps } from '#client/field/deeds/added.ts'
import { hasOpinionOrDifficulty, lackOf, type StopOnPhone } from '#client/field/stop-on-phone.ts'
import { enums } from '#codegen/graph/enums.ts'
import type { Step } from '#codegen/graph/graphql.ts'
import { Choices } from './Choices.tsx'
import { AreaField, TextField } from './fields.tsx'
import { LackFields, stillLacks } from './LackFields.tsx'
import { Problem } from './Problem.tsx'
import { Section } from './Section.tsx'
import { SupplementForm } from './SupplementForm.tsx'
import { useScreen, useToday } from './screen-context.ts'
import { UndoFinish } from './Undo.tsx'
import { useForm } from './useForm.ts'

/** The steps that the outcome DONE needs: all before TREAT. */
const stepsBeforeDone: readonly Step[] = enums.Step.slice(0, enums.Step.indexOf('TREAT'))

/** How the visit ended, or the form to end it. */
export function EndSection({ stop }: { stop: StopOnPhone }) {
  const { t } = useTranslation(['field', 'common'])
  const { state, outcome, followUp, skipReason, endPlace } = stop
  if (state === 'FINISHED' && outcome) {
    return (
      <Section title={t('finished', { outcome: t(`common:VisitOutcome.${outcome}`) })} place={endPlace}>
        {followUp && <p className="field-text">{t('followUpIs', { text: followUp })}</p>}
        <UndoFinish stop={stop} />
        {outcome === 'DONE' && lackOf(stop).length > 0 && <SupplementForm stop={stop} />}
      </Section>
    )
  }
  if (state === 'SKIPPED') return <Section title={t('skipped', { reason: skipReason ?? '' })} place={endPlace} />
  if (state !== 'ARRIVED') return null
  return (
    <Section title={t('finish')}>
      <FinishForm stop={stop} />
    </Section>
  )
}

function FinishForm({ stop }: { stop: StopOnPhone }) {
  const { t } = useTranslation(['field', 'common'])
  const { draft, change, problem, setProblem, submit } = useForm(stop, 'finishVisit', 'finish')
  const { outcome, followUpOn } = draft
  const { period } = useScreen().account
  const today = useToday()
  const isOutside = !!period && (today < period.startsOn || today > period.endsOn)
  const followUp = draft.followUp.trim()
  const needsFollowUp = outcome === 'DONE' && !stop.steps.TREAT && hasOpinionOrDifficulty(stop)
  const send = (event: FormEvent) => {
    event.preventDefault()
    if (!outcome) return setProblem(t('problem.outcome'))
    const missing = outcome === 'DONE' ? stepsBeforeDone.filter((step) => !stop.steps[step]) : []
    if (missing.length > 0) {
      return setProblem(t('problem.stepsFirst', { steps: missing.map((step) => t(`common:Step.${step}`)).join(' ') }))
    }
    if (needsFollowUp && !followUp) return setProblem(t('problem.followUp'))
    const spokenTo = draft.spokenTo.trim()
    const isDone = outcome === 'DONE'
    void submit({
      visitId: stop.visit.id,
      outcome,
      ...(isDone && spokenTo && silentSteps(stop).length > 0 && { nothingRaised: { spokenTo } }),
      ...(isDone && draft.restNotSeen && { checks: restNotSeen(stop) }),
      ...(followUp && { followUp }),
      ...(followUpOn && { followUpOn }),
    })
  }
  return (
    <form className="field-form" onSubmit={send} noValidate>
      <Choices
        legend={t('outcome')}
        name={`outcome ${stop.visit.id}`}
        values={enums.VisitOutcome}
        value={outcome}
        label={(value) => t(`common:VisitOutcome.${value}`)}
        onChoose={(value) => change({ outcome: value })}
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
        min={today}
        value={followUpOn}
        onChange={(event) => change({ followUpOn: event.target.value })}
      />
      {outcome === 'DONE' && <LackFields stop={stop} draft={draft} change={change} />}
      {outcome === 'DONE' && isOutside && (
        <p className="field-notice" role="status">
          {t('outsidePeriod', { from: period.startsOn, to: period.endsOn })}
        </p>
      )}
      {problem && <Problem>{problem}</Problem>}
      <button type="submit" className="field-button field-main">
        {t(outcome === 'DONE' && stillLacks(stop, draft) ? 'finishLacking' : 'finish')}
      </button>
    </form>
  )
}
