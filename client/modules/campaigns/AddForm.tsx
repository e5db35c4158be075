import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useChange } from '#client/graph/useChange.ts'
import { ActionForm } from '#client/ui/form/ActionForm.tsx'
import { textOf } from '#client/ui/form/form-values.ts'
import { AddCampaignEnterpriseDocument } from './documents.ts'

type AddFormProps = {
  campaignId: string
  /** The field that chooses the enterprise that comes onto the list; its value is sent as `enterpriseId`. */
  enterprise: ReactNode
  onSaved: (name: string) => void
  onCancel: () => void
}

/** The form that gives the first free place of the campaign's list to an enterprise. */
export function AddForm({ campaignId, enterprise, onSaved, onCancel }: AddFormProps) {
  const { t } = useTranslation('desk')
  const add = useChange(AddCampaignEnterpriseDocument)
  const submit = async (form: FormData) => {
    const enterpriseId = textOf(form, 'enterpriseId')
    if (!enterpriseId) return { message: t('enterprises.chooseFirst'), field: 'enterpriseId' }
    const { data, failure } = await add({ campaignId, enterpriseId })
    if (failure) return failure
    const entry = data.addCampaignEnterprise.campaign.entries.find(({ enterprise: { id } }) => id === enterpriseId)
    onSaved(entry?.enterprise.name ?? '')
    return null
  }
  return (
    <ActionForm submit={t('campaign.add')} draft={`add ${campaignId}`} onSubmit={submit} onCancel={onCancel}>
      {enterprise}
    </ActionForm>
  )
}
