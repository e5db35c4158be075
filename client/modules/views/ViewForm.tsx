import { useTranslation } from 'react-i18next'
import { useChange } from '#client/graph/useChange.ts'
import { ActionForm } from '#client/ui/form/ActionForm.tsx'
import { CheckField } from '#client/ui/form/ChecksField.tsx'
import { neededText } from '#client/ui/form/form-values.ts'
import { TextField } from '#client/ui/form/TextField.tsx'
import { useToast } from '#client/ui/Toast.tsx'
import type { ViewList } from '#codegen/graph/graphql.ts'
import { SaveViewDocument } from './documents.ts'

type ViewFormProps = { list: ViewList; address: string; mayShare: boolean; onDone: () => void }

/** The form that saves what a list shows now as a view. */
export function ViewForm({ list, address, mayShare, onDone }: ViewFormProps) {
  const { t } = useTranslation('desk')
  const { t: common } = useTranslation()
  const say = useToast()
  const saveView = useChange(SaveViewDocument)
  const submit = async (form: FormData) => {
    const name = neededText(form, 'name')
    const { failure } = await saveView({ list, name, address, isShared: form.get('isShared') === 'true' })
    if (failure) return failure
    onDone()
    say(t('views.saved', { name }))
    return null
  }
  return (
    <ActionForm submit={common('save')} draft={`view ${list}`} onSubmit={submit} onCancel={onDone}>
      <TextField label={t('views.name')} name="name" required maxLength={40} />
      {mayShare && <CheckField name="isShared" value="true" field="isShared" label={t('views.share')} />}
    </ActionForm>
  )
}
