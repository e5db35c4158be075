import { useTranslation } from 'react-i18next'
import { useChange } from '#client/graph/useChange.ts'
import { ActionForm } from '#client/ui/form/ActionForm.tsx'
import { neededText } from '#client/ui/form/form-values.ts'
import { AreaField } from '#client/ui/form/TextField.tsx'
import { useToast } from '#client/ui/Toast.tsx'
import { MergeEnterpriseDocument } from './double-documents.ts'
import { type Choice, EnterpriseField } from './EnterpriseField.tsx'
import { useSeparation } from './useSeparation.ts'

type MergeFormProps = {
  /** The entry that leaves the register. */
  double: Choice
  /** The one that stays, where that is known; else it is found by its name or code. */
  into?: Choice
  onMerged: (into: string) => void
  onCancel: () => void
}

/** The form by which an entry of the register is merged into the enterprise that it is as well. */
export function MergeForm({ double, into, onMerged, onCancel }: MergeFormProps) {
  const { t } = useTranslation('desk')
  const say = useToast()
  const merge = useChange(MergeEnterpriseDocument)
  const separate = useSeparation()
  const submit = async (form: FormData) => {
    const intoEnterpriseId = neededText(form, 'enterpriseId')
    if (!intoEnterpriseId) return { message: t('enterprises.chooseFirst'), field: 'enterpriseId' }
    const { data, failure } = await merge({
      enterpriseId: double.id,
      intoEnterpriseId,
      reason: neededText(form, 'reason'),
    })
    if (failure) return failure
    const { id, name } = data.mergeEnterprise.enterprise
    onMerged(id)
    say(t('doubles.merged', { name: double.name, into: name }), { undo: () => void separate(double) })
    return null
  }
  return (
    <ActionForm submit={t('doubles.merge')} draft={`merge ${double.id}`} onSubmit={submit} onCancel={onCancel}>
      <p className="ui-note">{t('doubles.mergeNote', { name: double.name })}</p>
      <EnterpriseField fixed={into} />
      <AreaField
        label={t('doubles.mergeReason')}
        name="reason"
        required
        maxLength={500}
        hint={t('doubles.mergeReasonHint')}
      />
    </ActionForm>
  )
}
