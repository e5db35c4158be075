import type { FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { StopOnPhone } from '#client/field/stop-on-phone.ts'
import { nextResumptions } from '#client/modules/enterprises/next-resumptions.ts'
import { dateText } from '#client/ui/dates.ts'
import { Choices } from './Choices.tsx'
import { TextField } from './fields.tsx'
import { PlaceMark } from './PlaceMark.tsx'
import { Problem } from './Problem.tsx'
import { Section } from './Section.tsx'
import { useToday } from './screen-context.ts'
import { useForm, useHasDraft } from './useForm.ts'

/** How far the enterprise has resumed work, and the form for what the squad sees of it at the door. */
export function ResumptionSection({ stop }: { stop: StopOnPhone }) {
  const { t, i18n } = useTranslation(['field', 'common'])
  const hasDraft = useHasDraft(stop, 'setResumption', 'resumption')
  const { to, on, place } = stop.resumption
  return (
    <Section title={t('brief.resumption')}>
      <p className="field-line">
        <span>
          {t(`common:Resumption.${to}`)}
          {on && ` · ${dateText(on, i18n.language)}`}
        </span>
        {place !== 'centre' && <PlaceMark place={place} />}
      </p>
      <details open={hasDraft}>
        <summary>{t('resumption.set')}</summary>
        <ResumptionForm stop={stop} />
      </details>
    </Section>
  )
}

function ResumptionForm({ stop }: { stop: StopOnPhone }) {
  const { t } = useTranslation(['field', 'common'])
  const today = useToday()
  const { draft, change, problem, setProblem, submit } = useForm(stop, 'setResumption', 'resumption')
  const { id, enterprise } = stop.visit
  const on = draft.on || today
  const send = (event: FormEvent) => {
    event.preventDefault()
    const basis = draft.basis.trim()
    if (!draft.to || !basis) return setProblem(t('problem.resumption'))
    void submit({ enterpriseIds: [enterprise.id], to: draft.to, on, basis, source: 'VISIT' })
  }
  return (
    <form className="field-form" onSubmit={send} noValidate>
      <Choices
        legend={t('resumption.to')}
        name={`resumption ${id}`}
        values={nextResumptions(stop.resumption.to)}
        value={draft.to}
        label={(to) => t(`common:Resumption.${to}`)}
        onChoose={(to) => change({ to })}
      />
      <TextField
        label={t('resumption.on')}
        name="on"
        type="date"
        max={today}
        value={on}
        onChange={(event) => change({ on: event.target.value })}
      />
      <TextField
        label={t('resumption.basis')}
        hint={t('resumption.basisHint')}
        name="basis"
        maxLength={500}
        autoComplete="off"
        value={draft.basis}
        onChange={(event) => change({ basis: event.target.value })}
      />
      {problem && <Problem>{problem}</Problem>}
      <button type="submit" className="field-button field-main">
        {t('resumption.set')}
      </button>
    </form>
  )
}
