import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { CheckField } from '#client/ui/form/ChecksField.tsx'
import { DateField } from '#client/ui/form/DateField.tsx'
import { AreaField, TextField } from '#client/ui/form/TextField.tsx'
import type { Step } from '#codegen/graph/graphql.ts'

/**
 * The fields for the steps of a visit on paper. A step is sent where its box is checked; steps that were `done` before
 * have no fields.
 */
export function PaperSteps({ done }: { done: readonly Step[] }) {
  const { t } = useTranslation('desk')
  return (
    <>
      <PaperStep step="LOOK" done={done}>
        <AreaField label={t('visits.gist')} name="LOOK.gist" rows={2} maxLength={2000} />
      </PaperStep>
      <PaperStep step="LISTEN" done={done}>
        <AreaField label={t('visits.heard')} name="LISTEN.notes" rows={2} />
        <TextField label={t('visits.saidBy')} name="LISTEN.saidBy" maxLength={200} />
        <TextField label={t('proof.spokenTo')} name="LISTEN.spokenTo" maxLength={200} hint={t('proof.spokenToHint')} />
      </PaperStep>
      <PaperStep step="ASK" done={done}>
        <AreaField label={t('visits.asked')} name="ASK.notes" rows={2} />
        <TextField label={t('visits.secondSource')} name="ASK.secondSource" maxLength={200} />
        <TextField label={t('proof.spokenTo')} name="ASK.spokenTo" maxLength={200} hint={t('proof.spokenToHint')} />
      </PaperStep>
      <PaperStep step="TREAT" done={done}>
        <AreaField label={t('visits.gist')} name="TREAT.gist" rows={2} maxLength={2000} />
        <AreaField label={t('visits.measures')} name="TREAT.notes" rows={2} />
        <div className="ui-row">
          <TextField label={t('visits.responsible')} name="TREAT.responsible" maxLength={200} />
          <DateField label={t('visits.dueOn')} name="TREAT.dueOn" />
        </div>
      </PaperStep>
    </>
  )
}

function PaperStep({ step, done, children }: { step: Step; done: readonly Step[]; children: ReactNode }) {
  const { t } = useTranslation('desk')
  const { t: common } = useTranslation()
  if (done.includes(step)) return null
  return (
    <fieldset className="visit-paper">
      <legend>
        <CheckField
          name="steps"
          field={`step ${step}`}
          value={step}
          label={t('visits.stepDone', { step: common(`Step.${step}`) })}
          isChecked={step !== 'TREAT'}
        />
      </legend>
      {children}
    </fieldset>
  )
}
