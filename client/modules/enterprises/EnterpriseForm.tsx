import { useTranslation } from 'react-i18next'
import { useChange } from '#client/graph/useChange.ts'
import { ActionForm } from '#client/ui/form/ActionForm.tsx'
import { neededText, numberOf, textOf } from '#client/ui/form/form-values.ts'
import { NumberField } from '#client/ui/form/NumberField.tsx'
import { SelectField } from '#client/ui/form/SelectField.tsx'
import { TextField } from '#client/ui/form/TextField.tsx'
import { enums } from '#codegen/graph/enums.ts'
import type { EnterpriseWholeFragment } from '#codegen/graph/graphql.ts'
import { CreateEnterpriseDocument, UpdateEnterpriseDocument } from './documents.ts'
import { type EntryFact, type EntryFactName, entryFacts } from './entry-facts.ts'
import { DoublesOfTyped } from './LikelyDoubles.tsx'

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
  const control = (fact: EntryFact) => <EntryFactField key={fact.name} fact={fact} recorded={enterprise?.[fact.name]} />
  return (
    <ActionForm
      submit={common('save')}
      draft={enterprise ? `enterprise ${enterprise.id}` : 'enterprise'}
      onSubmit={submit}
      onCancel={onCancel}
    >
      <TextField label={t('enterprises.name')} name="name" value={enterprise?.name} required maxLength={100} />
      <TextField
        label={t('enterprises.creditCode')}
        name="creditCode"
        value={enterprise?.creditCode ?? ''}
        hint={t('enterprises.creditCodeHint')}
        maxLength={40}
      />
      {entryFacts.filter(({ wide }) => wide).map(control)}
      <DoublesOfTyped enterprise={enterprise} />
      <div className="ui-row">
        <SelectField
          label={t('enterprises.zone')}
          name="zoneId"
          value={enterprise?.zone?.id ?? ''}
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
              value={contact?.name}
              maxLength={50}
            />
            <TextField
              label={t('enterprises.phone', label)}
              name={`${kind}.phone`}
              type="tel"
              value={contact?.phone}
              maxLength={60}
            />
          </div>
        )
      })}
    </ActionForm>
  )
}

function EntryFactField({ fact, recorded }: { fact: EntryFact; recorded: string | number | null | undefined }) {
  const { t } = useTranslation()
  const { name, control } = fact
  const label = t(`enterprise.${name}`)
  if ('min' in control)
    return (
      <NumberField label={label} name={name} value={recorded == null ? null : Number(recorded)} min={control.min} />
    )
  return <TextField label={label} name={name} value={recorded ?? ''} maxLength={control.maxLength} />
}

function valuesOf(form: FormData) {
  return {
    name: neededText(form, 'name'),
    creditCode: neededText(form, 'creditCode'),
    ...factsIn(form),
    zoneId: textOf(form, 'zoneId'),
    contacts: enums.ContactKind.flatMap((kind) => {
      const [name, phone] = [neededText(form, `${kind}.name`), neededText(form, `${kind}.phone`)]
      return name || phone ? [{ kind, name, phone }] : []
    }),
  }
}

// a control that was left empty is an empty text, or a number that is not known
const factsIn = (form: FormData) =>
  Object.fromEntries(
    entryFacts.map(({ name, control }) => [
      name,
      'type' in control ? (numberOf(form, name) ?? null) : neededText(form, name),
    ]),
  ) as Pick<EnterpriseWholeFragment, EntryFactName>
