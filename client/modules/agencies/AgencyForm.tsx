import { useTranslation } from 'react-i18next'
import { useChange } from '#client/graph/useChange.ts'
import { ActionForm } from '#client/ui/form/ActionForm.tsx'
import { ChecksField } from '#client/ui/form/ChecksField.tsx'
import { useFormValue } from '#client/ui/form/form-context.ts'
import { allOf, neededText } from '#client/ui/form/form-values.ts'
import { type Option, SelectField } from '#client/ui/form/SelectField.tsx'
import { TextField } from '#client/ui/form/TextField.tsx'
import { enums } from '#codegen/graph/enums.ts'
import type { AgencyKind, AgencyRowFragment } from '#codegen/graph/graphql.ts'
import { CreateAgencyDocument, UpdateAgencyDocument } from './documents.ts'

type AgencyFormProps = {
  /** The agency that is changed; a new one is made where it is left out. */
  agency?: AgencyRowFragment
  zones: readonly { id: string; name: string }[]
  onSaved: (name: string) => void
  onCancel: () => void
}

/** The form of an agency: its kind, its names, its phone, and the zones for which a community answers. */
export function AgencyForm({ agency, zones, onSaved, onCancel }: AgencyFormProps) {
  const { t } = useTranslation('desk')
  const { t: common } = useTranslation()
  const createAgency = useChange(CreateAgencyDocument)
  const updateAgency = useChange(UpdateAgencyDocument)
  const submit = async (form: FormData) => {
    const fields = {
      kind: neededText(form, 'kind') as AgencyKind,
      name: neededText(form, 'name'),
      aliases: neededText(form, 'aliases')
        .split(/[、,,;;]/)
        .flatMap((alias) => alias.trim() || []),
      phone: neededText(form, 'phone'),
      zoneIds: allOf(form, 'zoneIds'),
    }
    const { failure } = agency ? await updateAgency({ agencyId: agency.id, ...fields }) : await createAgency(fields)
    if (failure) return failure
    onSaved(fields.name)
    return null
  }
  return (
    <ActionForm
      submit={agency ? common('save') : t('agencies.create')}
      draft={agency ? `agency ${agency.id}` : 'agency'}
      onSubmit={submit}
      onCancel={onCancel}
    >
      <div className="ui-row">
        <SelectField
          label={t('agencies.kind')}
          name="kind"
          options={enums.AgencyKind.map((value) => ({ value, label: common(`AgencyKind.${value}`) }))}
          value={agency?.kind ?? 'COMMUNITY'}
          required
        />
        <TextField label={t('agencies.name')} name="name" value={agency?.name} required maxLength={50} />
        <TextField label={t('squads.phone')} name="phone" type="tel" value={agency?.phone ?? ''} maxLength={20} />
      </div>
      <TextField
        label={t('agencies.aliases')}
        name="aliases"
        hint={t('agencies.aliasesHint')}
        value={agency?.aliases.join('、')}
        maxLength={1000}
      />
      <ZonesOfCommunity
        recorded={agency?.kind ?? 'COMMUNITY'}
        zones={zones.map(({ id, name }) => ({ value: id, label: name }))}
        chosen={agency?.zones.map(({ id }) => id) ?? []}
      />
    </ActionForm>
  )
}

type ZonesProps = { recorded: AgencyKind; zones: readonly Option[]; chosen: readonly string[] }

/** The zones for which a community answers; nothing for an agency of another kind. */
function ZonesOfCommunity({ recorded, zones, chosen }: ZonesProps) {
  const { t } = useTranslation('desk')
  const [kind] = useFormValue<AgencyKind>('kind', recorded)
  if (kind !== 'COMMUNITY' || zones.length === 0) return null
  return <ChecksField legend={t('agencies.zones')} name="zoneIds" options={zones} chosen={chosen} />
}
