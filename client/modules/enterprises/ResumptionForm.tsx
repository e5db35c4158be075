import { useTranslation } from 'react-i18next'
import { useChange } from '#client/graph/useChange.ts'
import { dateOf } from '#client/ui/dates.ts'
import { ActionForm } from '#client/ui/form/ActionForm.tsx'
import { DateField } from '#client/ui/form/DateField.tsx'
import { neededText } from '#client/ui/form/form-values.ts'
import { SelectField } from '#client/ui/form/SelectField.tsx'
import { TextField } from '#client/ui/form/TextField.tsx'
import { enums } from '#codegen/graph/enums.ts'
import type { EnterpriseRowFragment, Resumption, ResumptionSource } from '#codegen/graph/graphql.ts'
import { SetResumptionDocument } from './documents.ts'

type ResumptionFormProps = {
  enterprise: Pick<EnterpriseRowFragment, 'id' | 'resumption'>
  /** The states that may be set. */
  states: readonly Resumption[]
  onSaved: (to: Resumption) => void
  onCancel: () => void
}

/** The form that records how far an enterprise has resumed work, since which day and on what basis. */
export function ResumptionForm({ enterprise, states, onSaved, onCancel }: ResumptionFormProps) {
  const { t: common } = useTranslation()
  const setResumption = useChange(SetResumptionDocument)
  const submit = async (form: FormData) => {
    const { failure } = await setResumption({ enterpriseIds: [enterprise.id], ...resumptionOf(form) })
    if (failure) return failure
    onSaved(resumptionOf(form).to)
    return null
  }
  return (
    <ActionForm submit={common('save')} draft={`resumption ${enterprise.id}`} onSubmit={submit} onCancel={onCancel}>
      <ResumptionFields states={states} />
    </ActionForm>
  )
}

type ResumptionFieldsProps = {
  states: readonly Resumption[]
  /** What a change says that is being corrected. */
  recorded?: { to: Resumption; on: string; basis: string; source: ResumptionSource }
}

/** The fields of a change of resumption: the new state, its day, its basis and its source. */
export function ResumptionFields({ states, recorded }: ResumptionFieldsProps) {
  const { t } = useTranslation('desk')
  const { t: common } = useTranslation()
  return (
    <>
      <div className="ui-row">
        <SelectField
          label={t('enterprises.to')}
          name="to"
          required
          value={recorded?.to}
          options={states.map((value) => ({
            value,
            label: common(`Resumption.${value}`),
          }))}
        />
        <DateField label={t('enterprises.on')} name="on" value={recorded?.on ?? dateOf()} max={dateOf()} required />
      </div>
      <TextField
        label={t('enterprises.basis')}
        name="basis"
        value={recorded?.basis}
        hint={t('enterprises.basisHint')}
        required
        maxLength={500}
      />
      <SelectField
        label={t('enterprises.source')}
        name="source"
        value={recorded?.source}
        options={enums.ResumptionSource.map((value) => ({ value, label: common(`ResumptionSource.${value}`) }))}
      />
    </>
  )
}

/** The change of resumption that these fields hold. */
export const resumptionOf = (form: FormData) => ({
  to: neededText(form, 'to') as Resumption,
  on: neededText(form, 'on'),
  basis: neededText(form, 'basis'),
  source: neededText(form, 'source') as ResumptionSource,
})
