import { useTranslation } from 'react-i18next'
import { useChange } from '#client/graph/useChange.ts'
import { ActionForm } from '#client/ui/form/ActionForm.tsx'
import { neededText } from '#client/ui/form/form-values.ts'
import { TextField } from '#client/ui/form/TextField.tsx'
import type { PolicyDocumentRowFragment } from '#codegen/graph/graphql.ts'
import { CreatePolicyDocumentDocument, UpdatePolicyDocumentDocument } from './documents.ts'

type PolicyDocumentFormProps = {
  /** The document that is changed; without it a new one is entered. */
  document?: PolicyDocumentRowFragment
  onSaved: () => void
  onCancel: () => void
}

/** The form that enters a policy document, or puts its title and issuer right. */
export function PolicyDocumentForm({ document, onSaved, onCancel }: PolicyDocumentFormProps) {
  const { t } = useTranslation('desk')
  const { t: common } = useTranslation()
  const create = useChange(CreatePolicyDocumentDocument)
  const update = useChange(UpdatePolicyDocumentDocument)
  const submit = async (form: FormData) => {
    const values = { title: neededText(form, 'title'), issuer: neededText(form, 'issuer') }
    const { failure } = await (document ? update({ documentId: document.id, ...values }) : create(values))
    if (failure) return failure
    onSaved()
    return null
  }
  return (
    <ActionForm
      submit={document ? common('save') : t('policies.add')}
      draft={document ? `document ${document.id}` : 'document'}
      onSubmit={submit}
      onCancel={onCancel}
    >
      <TextField label={t('policies.title')} name="title" value={document?.title ?? ''} required maxLength={200} />
      <TextField label={t('policies.issuer')} name="issuer" value={document?.issuer ?? ''} maxLength={100} />
    </ActionForm>
  )
}
