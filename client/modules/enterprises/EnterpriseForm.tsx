import { useTranslation } from 'react-i18next'
import { useChange } from '#client/graph/useChange.ts'
import { ActionForm } from '#client/ui/ActionForm.tsx'
import { SelectField, TextField } from '#client/ui/fields.tsx'
import { neededText, numberOf, textOf } from '#client/ui/form-values.ts'
import { enums } from '#codegen/graph/enums.ts'
import type { EnterpriseWholeFragment } from '#codegen/graph/graphql.ts'
import { CreateEnterpriseDocument, UpdateEnterpriseDocument } from './documents.ts'
import { type EntryFact, type EntryFactName, entryFacts } from './entry-facts.ts'

type EnterpriseFormProps = {
  enterprise?: EnterpriseWholeFragment
  zones: readonly { id: string; name: string }[]
  onSaved: (enterprise: EnterpriseWholeFragment) => void
  onCancel: () => void
}

/** The form that enters an enterprise into the register, or changes one. */
export function EnterpriseForm({ enterprise, zones, onSaved, onCancel }: EnterpriseFormProps) {
  const { t } = useTranslation('desk')
  const { t: common } = useTranslation()
  const create = useChange(CreateEnterpriseDocument)
  const update = useChange(UpdateEnterpriseDocument)
  const submit = async (form: FormData) => {
    const values = valuesOf(form)
    if (enterprise) {
      const { data, failure } = await update({ enterpriseId: enterprise.id, ...values })
      if (failure) return failure
      onSaved(data.updateEnterprise.enterprise)
      return null
    }
    const { data, failure } = await create(values)
    if (failure) return failure
    onSaved(data.createEnterprise.enterprise)
    return null
  }
  const control = ({ name, control: attributes }: EntryFact) => (
    <TextField
      key={name}
      label={common(`enterprise.${name}`)}
      name={name}
      defaultValue={enterprise?.[name]}
      {...attributes}
    />
  )
  return (
    <ActionForm submit={common('save')} onSubmit={submit} onCancel={onCancel}>
      <TextField label={t('enterprises.name')} name="name" defaultValue={enterprise?.name} required maxLength={100} />
      <TextField
        label={t('enterprises.creditCode')}
        name="creditCode"
        defaultValue={enterprise?.creditCode}
        required
        maxLength={40}
      />
      {entryFacts.filter(({ wide }) => wide).map(control)}
      <div className="ui-row">
        <SelectField
          label={t('enterprises.zone')}
          name="zoneId"
          defaultValue={enterprise?.zone?.id ?? ''}
          empty={t('enterprises.noZone')}
          options={zones.map(({ id, name }) => ({ value: id, label: name }))}
        />
        {entryFacts.filter(({ wide }) => !wide).map(control)}
      </div>
      {enums.ContactKind.map((kind) => {
        const contact = enterprise?.contacts.find((one) => one.kind === kind)
        const label = { kind: common(`ContactKind.${kind}`) }
        return (
          <div className="ui-row" key={kind}>
            <TextField
              label={t('enterprises.contact', label)}
              name={`${kind}.name`}
              defaultValue={contact?.name}
              maxLength={50}
            />
            <TextField
              label={t('enterprises.phone', label)}
              name={`${kind}.phone`}
              type="tel"
              defaultValue={contact?.phone}
              maxLength={20}
            />
          </div>
        )
      })}
    </ActionForm>
  )
}

function valuesOf(form: FormData) {
  return {
    name: neededText(form, 'name'),
    creditCode: neededText(form, 'creditCode'),
    ...factsIn(form),
    zoneId: textOf(form, 'zoneId'),
    contacts: enums.ContactKind.flatMap((kind) => {
      const name = textOf(form, `${kind}.name`)
      return name ? [{ kind, name, phone: neededText(form, `${kind}.phone`) }] : []
    }),
  }
}

// a control that was left empty is an empty text, or 0
const factsIn = (form: FormData) =>
  Object.fromEntries(
    entryFacts.map(({ name, control }) => [
      name,
      'type' in control ? (numberOf(form, name) ?? 0) : neededText(form, name),
    ]),
  ) as Pick<EnterpriseWholeFragment, EntryFactName>
