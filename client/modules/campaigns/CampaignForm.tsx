import { useTranslation } from 'react-i18next'
import { useChange } from '#client/graph/useChange.ts'
import { dateInDays, dateOf } from '#client/ui/dates.ts'
import { ActionForm } from '#client/ui/form/ActionForm.tsx'
import { DateField } from '#client/ui/form/DateField.tsx'
import { neededText, numberOf, textOf } from '#client/ui/form/form-values.ts'
import { NumberField } from '#client/ui/form/NumberField.tsx'
import { SelectField } from '#client/ui/form/SelectField.tsx'
import { AreaField, TextField } from '#client/ui/form/TextField.tsx'
import type { CampaignsQuery, CampaignWholeFragment } from '#codegen/graph/graphql.ts'
import { CreateCampaignDocument, UpdateCampaignDocument } from './documents.ts'

const mostPlaces = 500
const usualTarget = 100
const usualDays = 30

type FormProps = { onSaved: (campaign: { id: string; title: string }) => void; onCancel: () => void }

type CreateFormProps = FormProps & { earlier: CampaignsQuery['campaigns'] }

/** The form that makes a campaign, with the list of an earlier one where that is chosen. */
export function CreateCampaignForm({ earlier, onSaved, onCancel }: CreateFormProps) {
  const { t } = useTranslation('desk')
  const create = useChange(CreateCampaignDocument)
  const submit = async (form: FormData) => {
    const { data, failure } = await create({
      ...textsOf(form),
      target: numberOf(form, 'target') ?? 0,
      startsOn: neededText(form, 'startsOn'),
      endsOn: neededText(form, 'endsOn'),
      cloneOf: textOf(form, 'cloneOf'),
    })
    if (failure) return failure
    onSaved(data.createCampaign.campaign)
    return null
  }
  const options = earlier.map(({ id, title, startsOn }) => ({ value: id, label: `${title} · ${startsOn}` }))
  return (
    <ActionForm submit={t('campaign.create')} draft="create campaign" onSubmit={submit} onCancel={onCancel}>
      {earlier.some(({ state }) => state === 'ACTIVE') && <p className="ui-note">{t('campaign.createHint')}</p>}
      <TextField label={t('campaign.title')} name="title" required maxLength={100} />
      <div className="ui-row">
        <DateField label={t('campaign.startsOn')} name="startsOn" value={dateOf()} required />
        <DateField label={t('campaign.endsOn')} name="endsOn" value={dateInDays(usualDays - 1)} required />
      </div>
      <NumberField
        label={t('campaign.targetCount')}
        name="target"
        value={usualTarget}
        min={1}
        max={mostPlaces}
        required
      />
      <Lead />
      {options.length > 0 && (
        <SelectField label={t('campaign.cloneOf')} name="cloneOf" options={options} empty={t('campaign.noClone')} />
      )}
    </ActionForm>
  )
}

/** The form that changes a campaign’s title, period, lead and plan. */
export function UpdateCampaignForm({ campaign, onSaved, onCancel }: FormProps & { campaign: CampaignWholeFragment }) {
  const { t } = useTranslation('desk')
  const { t: common } = useTranslation()
  const update = useChange(UpdateCampaignDocument)
  const submit = async (form: FormData) => {
    const { data, failure } = await update({
      campaignId: campaign.id,
      ...textsOf(form),
      startsOn: neededText(form, 'startsOn'),
      endsOn: neededText(form, 'endsOn'),
    })
    if (failure) return failure
    onSaved(data.updateCampaign.campaign)
    return null
  }
  return (
    <ActionForm submit={common('save')} draft={`campaign ${campaign.id}`} onSubmit={submit} onCancel={onCancel}>
      <TextField label={t('campaign.title')} name="title" value={campaign.title} required maxLength={100} />
      <div className="ui-row">
        <DateField label={t('campaign.startsOn')} name="startsOn" value={campaign.startsOn} required />
        <DateField
          label={t('campaign.endsOn')}
          name="endsOn"
          value={campaign.endsOn}
          hint={t('campaign.periodHint')}
          required
        />
      </div>
      <Lead {...campaign} />
    </ActionForm>
  )
}

type LeadProps = { leadName?: string; leadTitle?: string; plan?: string }

function Lead({ leadName = '', leadTitle = '', plan = '' }: LeadProps) {
  const { t } = useTranslation('desk')
  return (
    <>
      <div className="ui-row">
        <TextField label={t('campaign.leadName')} name="leadName" value={leadName} maxLength={50} />
        <TextField
          label={t('campaign.leadTitle')}
          name="leadTitle"
          value={leadTitle}
          hint={t('campaign.leadTitleHint')}
          maxLength={50}
        />
      </div>
      <AreaField label={t('campaign.planText')} name="plan" value={plan} rows={6} maxLength={10_000} />
    </>
  )
}

const textsOf = (form: FormData) => ({
  title: neededText(form, 'title'),
  plan: neededText(form, 'plan'),
  leadName: neededText(form, 'leadName'),
  leadTitle: neededText(form, 'leadTitle'),
})
