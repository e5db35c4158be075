import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useChange } from '#client/graph/useChange.ts'
import { ActionForm } from '#client/ui/form/ActionForm.tsx'
import { textOf } from '#client/ui/form/form-values.ts'
import { SwapCampaignEnterpriseDocument } from './documents.ts'

type SwapFormProps = {
  campaignId: string
  position: number
  /** The field that chooses the enterprise that gets the place; its value is sent as `enterpriseId`. */
  enterprise: ReactNode
  onSaved: (name: string) => void
  onCancel: () => void
}

/** The form that gives a place of the campaign's list to another enterprise. */
export function SwapForm({ campaignId, position, enterprise, onSaved, onCancel }: SwapFormProps) {
  const { t } = useTranslation('desk')
  const swap = useChange(SwapCampaignEnterpriseDocument)
  const submit = async (form: FormData) => {
    const enterpriseId = textOf(form, 'enterpriseId')
    if (!enterpriseId) return { message: t('enterprises.chooseFirst'), field: 'enterpriseId' }
    const { data, failure } = await swap({ campaignId, position, enterpriseId })
    if (failure) return failure
    const entry = data.swapCampaignEnterprise.campaign.entries.find((one) => one.position === position)
    onSaved(entry?.enterprise.name ?? '')
    return null
  }
  return (
    <ActionForm
      submit={t('campaign.swap')}
      draft={`swap ${campaignId} ${position}`}
      onSubmit={submit}
      onCancel={onCancel}
    >
      {enterprise}
    </ActionForm>
  )
}
