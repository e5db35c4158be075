import { useTranslation } from 'react-i18next'
import { useChange } from '#client/graph/useChange.ts'
import { momentText } from '#client/ui/dates.ts'
import { ActionForm } from '#client/ui/form/ActionForm.tsx'
import { DateField } from '#client/ui/form/DateField.tsx'
import { textOf } from '#client/ui/form/form-values.ts'
import { SelectField } from '#client/ui/form/SelectField.tsx'
import { AreaField, TextField } from '#client/ui/form/TextField.tsx'
import { enums } from '#codegen/graph/enums.ts'
import type { Step, VisitWholeFragment } from '#codegen/graph/graphql.ts'
import { SupplementVisitDocument } from './documents.ts'
import { checksOf, spokenStepsOf } from './paper.ts'
import './visits.css'

type Visit = { visit: VisitWholeFragment }

/** What a visit lacks to count, in words. */
export function LackList({ visit }: Visit) {
  const { t } = useTranslation('desk')
  const { t: common } = useTranslation()
  return (
    <>
      <p>{t(visit.state === 'FINISHED' ? 'proof.lacks' : 'proof.lacksYet')}</p>
      <ul className="visit-points">
        {visit.missing.map((lack) => (
          <li key={lack}>{common(`VisitLack.${lack}`)}</li>
        ))}
      </ul>
    </>
  )
}

/** Why a visit looks empty or doubled, or when it was confirmed. */
export function DoubtList({ visit }: Visit) {
  const { t } = useTranslation('desk')
  const { t: common } = useTranslation()
  return (
    <>
      <p>{visit.confirmedAt ? t('proof.confirmedAt', { at: momentText(visit.confirmedAt) }) : t('proof.doubtsAre')}</p>
      <ul className="visit-points">
        {visit.doubts.map((doubt) => (
          <li key={doubt}>{common(`VisitDoubt.${doubt}`)}</li>
        ))}
      </ul>
    </>
  )
}

/** The form that adds to a finished visit what it lacked. */
export function SupplementForm({ visit, onSaved, onCancel }: Visit & { onSaved: () => void; onCancel: () => void }) {
  const { t } = useTranslation('desk')
  const { t: common } = useTranslation()
  const supplement = useChange(SupplementVisitDocument)
  const items = enums.CheckItem.filter((item) =>
    visit.checks.every((check) => check.item !== item || check.answer === 'NOT_SEEN'),
  )
  // a step of which it is said that nothing was raised gets no note
  const mayNote = (step: Step) => visit.nothingRaised.every((said) => said.step !== step)
  const mayNeedFollowUp = visit.outcome === 'DONE' && !visit.steps.includes('TREAT') && !visit.followUp?.trim()
  const wasHeard = visit.notes.some(({ step }) => step === 'LISTEN' || step === 'ASK')
  const submit = async (form: FormData) => {
    const [steps, followUp] = [spokenStepsOf(form), textOf(form, 'followUp')]
    const isHeard = wasHeard || steps.some(({ notes }) => notes.length > 0)
    if (mayNeedFollowUp && isHeard && !followUp) return { message: t('proof.followUpFirst'), field: 'followUp' }
    const { failure } = await supplement({ visitId: visit.id, steps, checks: checksOf(form), followUp })
    if (failure) return failure
    onSaved()
    return null
  }
  return (
    <ActionForm submit={t('proof.supplement')} draft={`supplement ${visit.id}`} onSubmit={submit} onCancel={onCancel}>
      {mayNote('LISTEN') && (
        <>
          <AreaField label={t('visits.heard')} name="LISTEN.notes" rows={2} />
          <TextField label={t('visits.saidBy')} name="LISTEN.saidBy" maxLength={200} />
        </>
      )}
      {visit.missing.includes('LISTEN') && (
        <TextField label={t('proof.spokenToHearing')} name="LISTEN.spokenTo" maxLength={200} />
      )}
      {mayNote('ASK') && (
        <>
          <AreaField label={t('visits.asked')} name="ASK.notes" rows={2} />
          <TextField label={t('visits.secondSource')} name="ASK.secondSource" maxLength={200} />
        </>
      )}
      {visit.missing.includes('ASK') && (
        <TextField label={t('proof.spokenToAsking')} name="ASK.spokenTo" maxLength={200} />
      )}
      {mayNeedFollowUp && <AreaField label={t('visits.followUp')} name="followUp" rows={2} maxLength={2000} />}
      {items.map((item) => (
        <div className="ui-row" key={item}>
          <SelectField
            label={common(`CheckItem.${item}`)}
            name={`${item}.answer`}
            empty={t('visits.unchecked')}
            options={enums.CheckAnswer.map((value) => ({ value, label: common(`CheckAnswer.${value}`) }))}
          />
          <DateField label={t('visits.dueOn')} name={`${item}.fixBy`} />
        </div>
      ))}
    </ActionForm>
  )
}
