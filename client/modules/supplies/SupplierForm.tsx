import { useTranslation } from 'react-i18next'
import { useChange } from '#client/graph/useChange.ts'
import { ActionForm } from '#client/ui/form/ActionForm.tsx'
import { neededText, numberOf } from '#client/ui/form/form-values.ts'
import { NumberField } from '#client/ui/form/NumberField.tsx'
import { TextField } from '#client/ui/form/TextField.tsx'
import type { SupplierRowFragment, SupplyItemFieldsFragment } from '#codegen/graph/graphql.ts'
import { CreateSupplierDocument, UpdateSupplierDocument } from './directory-documents.ts'
import { useItemWords } from './items.ts'

type SupplierFormProps = {
  /** The supplier that is changed; without it a new one is added. */
  supplier?: SupplierRowFragment
  items: readonly SupplyItemFieldsFragment[]
  onSaved: (id: string) => void
  onCancel: () => void
}

/** The form that adds a supplier or changes one, with how much of each item it can deliver a day. */
export function SupplierForm({ supplier, items, onSaved, onCancel }: SupplierFormProps) {
  const { t } = useTranslation('desk')
  const { nameOf, unitOf } = useItemWords()
  const { t: common } = useTranslation()
  const create = useChange(CreateSupplierDocument)
  const update = useChange(UpdateSupplierDocument)
  const offerOf = (id: string) => supplier?.items.find(({ item }) => item.id === id)?.capacity
  const submit = async (form: FormData) => {
    const offered = items.flatMap(({ id }) => {
      const capacity = numberOf(form, id)
      return capacity ? [{ itemId: id, capacity }] : []
    })
    // what the supplier has of an item that is retired stays
    const others = (supplier?.items ?? []).filter(({ item }) => !items.some(({ id }) => id === item.id))
    const values = {
      name: neededText(form, 'name'),
      contact: neededText(form, 'contact'),
      phone: neededText(form, 'phone'),
      items: [...offered, ...others.map(({ item, capacity }) => ({ itemId: item.id, capacity }))],
    }
    if (supplier) {
      const { failure } = await update({ supplierId: supplier.id, ...values })
      if (failure) return failure
      onSaved(supplier.id)
      return null
    }
    const { data, failure } = await create(values)
    if (failure) return failure
    onSaved(data.createSupplier.supplier.id)
    return null
  }
  return (
    <ActionForm
      submit={supplier ? common('save') : t('orders.addSupplier')}
      draft={supplier ? `supplier ${supplier.id}` : 'supplier'}
      onSubmit={submit}
      onCancel={onCancel}
    >
      <TextField label={t('orders.name')} name="name" value={supplier?.name ?? ''} required maxLength={100} />
      <div className="ui-row">
        <TextField
          label={t('orders.contact')}
          name="contact"
          value={supplier?.contact ?? ''}
          required
          maxLength={100}
        />
        <TextField
          label={t('orders.phone')}
          name="phone"
          type="tel"
          value={supplier?.phone ?? ''}
          required
          maxLength={20}
        />
      </div>
      <div className="ui-row">
        {items.map((item) => (
          <NumberField
            key={item.id}
            label={`${nameOf(item)} ${t('orders.capacity')}(${unitOf(item)})`}
            name={item.id}
            value={offerOf(item.id) ?? null}
            min={0}
            max={1000000}
          />
        ))}
      </div>
    </ActionForm>
  )
}
