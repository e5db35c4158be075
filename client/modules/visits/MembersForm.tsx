import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useChange } from '#client/graph/useChange.ts'
import { ActionForm } from '#client/ui/form/ActionForm.tsx'
import { allOf } from '#client/ui/form/form-values.ts'
import { SetVisitMembersDocument } from './documents.ts'

type Props = {
  visitId: string
  /** The boxes of the squad's members. */
  members: ReactNode
  onSaved: () => void
  onCancel: () => void
}

/** The form that puts right who of the squad was there. */
export function VisitMembersForm({ visitId, members, onSaved, onCancel }: Props) {
  const { t } = useTranslation('desk')
  const setMembers = useChange(SetVisitMembersDocument)
  const submit = async (form: FormData) => {
    const { failure } = await setMembers({ visitId, memberIds: allOf(form, 'memberIds') })
    if (failure) return failure
    onSaved()
    return null
  }
  return (
    <ActionForm submit={t('there.save')} draft={`members ${visitId}`} onSubmit={submit} onCancel={onCancel}>
      {members}
    </ActionForm>
  )
}
