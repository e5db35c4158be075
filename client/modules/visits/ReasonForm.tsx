import { useTranslation } from 'react-i18next'
import { useChange } from '#client/graph/useChange.ts'
import { ActionForm } from '#client/ui/form/ActionForm.tsx'
import { neededText } from '#client/ui/form/form-values.ts'
import { TextField } from '#client/ui/form/TextField.tsx'
import { SkipVisitDocument, VoidVisitDocument } from './documents.ts'

type ReasonFormProps = { visitId: string; onSaved: () => void; onCancel: () => void }

/** The form that voids a wrong visit, with the reason. */
export function VoidVisitForm({ visitId, onSaved, onCancel }: ReasonFormProps) {
  const { t } = useTranslation('desk')
  const voidVisit = useChange(VoidVisitDocument)
  const submit = async (form: FormData) => {
    const { failure } = await voidVisit({ visitId, reason: neededText(form, 'reason') })
    if (failure) return failure
    onSaved()
    return null
  }
  return (
    <ActionForm submit={t('visits.void')} draft={`void ${visitId}`} onSubmit={submit} onCancel={onCancel} danger>
      <TextField label={t('reason')} name="reason" hint={t('visits.voidHint')} required maxLength={200} />
    </ActionForm>
  )
}

/** The form that skips a planned stop, with the reason. */
export function SkipVisitForm({ visitId, onSaved, onCancel }: ReasonFormProps) {
  const { t } = useTranslation('desk')
  const skipVisit = useChange(SkipVisitDocument)
  const submit = async (form: FormData) => {
    const { failure } = await skipVisit({ visitId, reason: neededText(form, 'reason') })
    if (failure) return failure
    onSaved()
    return null
  }
  return (
    <ActionForm submit={t('visits.skip')} draft={`skip ${visitId}`} onSubmit={submit} onCancel={onCancel}>
      <TextField label={t('reason')} name="reason" required maxLength={200} />
    </ActionForm>
  )
}
