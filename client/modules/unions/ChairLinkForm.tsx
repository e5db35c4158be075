import { useTranslation } from 'react-i18next'
import { useChange } from '#client/graph/useChange.ts'
import { ActionForm } from '#client/ui/form/ActionForm.tsx'
import type { ChairLink } from './chair-link.ts'
import { CreateChairLinkDocument } from './documents.ts'

type ChairLinkFormProps = {
  union: ChairLink['union']
  onSaved: (made: ChairLink) => void
  onCancel: () => void
}

/** Asks once more before the district makes a link by which the chair of a union sets the password anew. */
export function ChairLinkForm({ union, onSaved, onCancel }: ChairLinkFormProps) {
  const { t } = useTranslation('desk')
  const createChairLink = useChange(CreateChairLinkDocument)
  const submit = async () => {
    const { data, failure } = await createChairLink({ unionId: union.id })
    if (failure) return failure
    const { displayName, username, address = null, expiresAt = null } = data.createChairLink
    onSaved({ union, displayName, username, address, expiresAt, isFirst: false })
    return null
  }
  return (
    <ActionForm submit={t('unions.makeLink')} onSubmit={submit} onCancel={onCancel}>
      <p>{t('unions.linkAbout', { name: union.name })}</p>
    </ActionForm>
  )
}
