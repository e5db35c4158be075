import { useTranslation } from 'react-i18next'
import { useChange } from '#client/graph/useChange.ts'
import { ActionForm } from '#client/ui/form/ActionForm.tsx'
import { CreateLeadersLinkDocument } from './documents.ts'
import type { LeadersLink } from './leaders-link.ts'

type LeadersLinkFormProps = {
  union: LeadersLink['union']
  onSaved: (made: LeadersLink) => void
  onCancel: () => void
}

/** Asks once more before the district makes a link by which the chair of a union sets the password anew. */
export function LeadersLinkForm({ union, onSaved, onCancel }: LeadersLinkFormProps) {
  const { t } = useTranslation('desk')
  const createLeadersLink = useChange(CreateLeadersLinkDocument)
  const submit = async () => {
    const { data, failure } = await createLeadersLink({ unionId: union.id })
    if (failure) return failure
    const { displayName, username, address = null, expiresAt = null } = data.createLeadersLink
    onSaved({ union, displayName, username, address, expiresAt, isFirst: false })
    return null
  }
  return (
    <ActionForm submit={t('unions.makeLink')} onSubmit={submit} onCancel={onCancel}>
      <p>{t('unions.linkAbout', { name: union.name })}</p>
    </ActionForm>
  )
}
