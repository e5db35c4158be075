import { useTranslation } from 'react-i18next'
import { useChange } from '#client/graph/useChange.ts'
import { ActionForm } from '#client/ui/form/ActionForm.tsx'
import { neededText, numberOf } from '#client/ui/form/form-values.ts'
import { NumberField } from '#client/ui/form/NumberField.tsx'
import { TextField } from '#client/ui/form/TextField.tsx'
import {
  BeginCampaignDocument,
  CloseCampaignDocument,
  DiscardCampaignDocument,
  RemoveCampaignEnterpriseDocument,
  ReopenCampaignDocument,
  SetTargetDocument,
} from './documents.ts'

type LifeFormProps = { campaignId: string; onSaved: () => void; onCancel: () => void }

/** The form that sets how many enterprises are to be visited; never fewer than are on the list. */
export function TargetForm({
  campaignId,
  onSaved,
  onCancel,
  ...list
}: LifeFormProps & { target: number; listed: number }) {
  const { t } = useTranslation('desk')
  const { t: common } = useTranslation()
  const setTarget = useChange(SetTargetDocument)
  const submit = async (form: FormData) => {
    const { failure } = await setTarget({ campaignId, target: numberOf(form, 'target') ?? 0 })
    if (failure) return failure
    onSaved()
    return null
  }
  return (
    <ActionForm submit={common('save')} draft={`target ${campaignId}`} onSubmit={submit} onCancel={onCancel}>
      <NumberField
        label={t('campaign.targetCount')}
        name="target"
        value={list.target}
        min={Math.max(1, list.listed)}
        max={500}
        required
      />
    </ActionForm>
  )
}

/** The question before a prepared campaign begins. */
export function BeginForm({ campaignId, onSaved, onCancel }: LifeFormProps) {
  const { t } = useTranslation('desk')
  const begin = useChange(BeginCampaignDocument)
  const submit = async () => {
    const { failure } = await begin({ campaignId })
    if (failure) return failure
    onSaved()
    return null
  }
  return (
    <ActionForm submit={t('campaign.begin')} onSubmit={submit} onCancel={onCancel}>
      <p className="ui-note">{t('campaign.beginHint')}</p>
    </ActionForm>
  )
}

/** The question before a prepared campaign is discarded. */
export function DiscardForm({ campaignId, onSaved, onCancel }: LifeFormProps) {
  const { t } = useTranslation('desk')
  const discard = useChange(DiscardCampaignDocument)
  const submit = async () => {
    const { failure } = await discard({ campaignId })
    if (failure) return failure
    onSaved()
    return null
  }
  return (
    <ActionForm submit={t('campaign.discard')} onSubmit={submit} onCancel={onCancel} danger>
      <p className="ui-note">{t('campaign.discardHint')}</p>
    </ActionForm>
  )
}

/** The question before the active campaign is closed. */
export function CloseForm({ campaignId, onSaved, onCancel }: LifeFormProps) {
  const { t } = useTranslation('desk')
  const close = useChange(CloseCampaignDocument)
  const submit = async () => {
    const { failure } = await close({ campaignId })
    if (failure) return failure
    onSaved()
    return null
  }
  return (
    <ActionForm submit={t('campaign.close')} onSubmit={submit} onCancel={onCancel} danger>
      <p className="ui-note">{t('campaign.closeHint')}</p>
    </ActionForm>
  )
}

/** The form that opens a closed campaign again, with the reason. */
export function ReopenForm({ campaignId, onSaved, onCancel }: LifeFormProps) {
  const { t } = useTranslation('desk')
  const reopen = useChange(ReopenCampaignDocument)
  const submit = async (form: FormData) => {
    const { failure } = await reopen({ campaignId, reason: neededText(form, 'reason') })
    if (failure) return failure
    onSaved()
    return null
  }
  return (
    <ActionForm submit={t('campaign.reopen')} draft={`reopen ${campaignId}`} onSubmit={submit} onCancel={onCancel}>
      <TextField label={t('reason')} name="reason" required maxLength={200} />
    </ActionForm>
  )
}

/** The question before an enterprise is taken off the list. */
export function RemoveForm({ campaignId, enterpriseId, onSaved, onCancel }: LifeFormProps & { enterpriseId: string }) {
  const { t } = useTranslation('desk')
  const remove = useChange(RemoveCampaignEnterpriseDocument)
  const submit = async () => {
    const { failure } = await remove({ campaignId, enterpriseId })
    if (failure) return failure
    onSaved()
    return null
  }
  return (
    <ActionForm submit={t('campaign.remove')} onSubmit={submit} onCancel={onCancel} danger>
      <p className="ui-note">{t('campaign.removeHint')}</p>
    </ActionForm>
  )
}
