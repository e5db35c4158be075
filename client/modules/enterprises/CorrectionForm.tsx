import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useChange } from '#client/graph/useChange.ts'
import { ActionForm } from '#client/ui/form/ActionForm.tsx'
import { neededText } from '#client/ui/form/form-values.ts'
import { SelectField } from '#client/ui/form/SelectField.tsx'
import { TextField } from '#client/ui/form/TextField.tsx'
import { enums } from '#codegen/graph/enums.ts'
import type { EnterpriseWholeFragment } from '#codegen/graph/graphql.ts'
import { CorrectResumptionDocument } from './documents.ts'
import { ResumptionFields, resumptionOf } from './ResumptionForm.tsx'

type CorrectionFormProps = {
  enterprise: Pick<EnterpriseWholeFragment, 'id' | 'resumptionChanges'>
  onSaved: () => void
  onCancel: () => void
}

/** The form that corrects a wrong change of resumption: what was right, or that it never happened, and why. */
export function CorrectionForm({ enterprise, onSaved, onCancel }: CorrectionFormProps) {
  const { t } = useTranslation('desk')
  const { t: common } = useTranslation()
  const correct = useChange(CorrectResumptionDocument)
  const changes = enterprise.resumptionChanges.edges.map(({ node }) => node).toReversed()
  const [changeId, choose] = useState(changes[0]?.id)
  const [isNever, setNever] = useState(true)
  const chosen = changes.find(({ id }) => id === changeId)
  const submit = async (form: FormData) => {
    const right = form.get('what') === 'right' ? resumptionOf(form) : null
    const { failure } = await correct({
      changeId: neededText(form, 'changeId'),
      reason: neededText(form, 'reason'),
      right,
    })
    if (failure) return failure
    onSaved()
    return null
  }
  return (
    <ActionForm
      submit={t('resumption.correct')}
      draft={`correction ${enterprise.id}`}
      onSubmit={submit}
      onCancel={onCancel}
    >
      <SelectField
        label={t('resumption.change')}
        name="changeId"
        value={changeId}
        onChange={choose}
        options={changes.map(({ id, to, on, neverHappened }) => ({
          value: id,
          label: `${on} · ${common(`Resumption.${to}`)}`,
          ...(neverHappened && { note: t('resumption.never') }),
        }))}
      />
      <SelectField
        label={t('resumption.what')}
        name="what"
        value="never"
        onChange={(what) => setNever(what === 'never')}
        options={[
          { value: 'never', label: t('resumption.never') },
          { value: 'right', label: t('resumption.other') },
        ]}
      />
      {!isNever && chosen && <ResumptionFields key={changeId} states={enums.Resumption} recorded={chosen} />}
      <TextField label={t('reason')} name="reason" required maxLength={200} hint={t('resumption.hint')} />
    </ActionForm>
  )
}
