import { useTranslation } from 'react-i18next'
import { useChange } from '#client/graph/useChange.ts'
import { ActionForm } from '#client/ui/form/ActionForm.tsx'
import { neededText, numberOf } from '#client/ui/form/form-values.ts'
import { NumberField } from '#client/ui/form/NumberField.tsx'
import { TextField } from '#client/ui/form/TextField.tsx'
import type { SupplyItemFieldsFragment } from '#codegen/graph/graphql.ts'
import { CreateSupplierDocument } from './documents.ts'
import { useItemWords } from './items.ts'

type SupplierFormProps = {
  items: readonly SupplyItemFieldsFragment[]
  onSaved: (id: string) => void
  onCancel: () => void
}

/** The form that adds a supplier, with how much of each item it can deliver a day. */
export function SupplierForm({ items, onSaved, onCancel }: SupplierFormProps) {
  const { t } = useTranslation('desk')
  const { nameOf, unitOf } = useItemWords()
  const createSupplier = useChange(CreateSupplierDocument)
  const submit = async (form: FormData) => {
    const { data, failure } = await createSupplier({
      name: neededText(form, 'name'),
      contact: neededText(form, 'contact'),
      phone: neededText(form, 'phone'),
      items: items.flatMap(({ id }) => {
        const capacity = numberOf(form, id)
        return capacity ? [{ itemId: id, capacity }] : []
      }),
    })
    if (failure) return failure
    onSaved(data.createSupplier.supplier.id)
    return null
  }
  return (
    <ActionForm submit={t('orders.addSupplier')} draft="supplier" onSubmit={submit} onCancel={onCancel}>
      <TextField label={t('orders.name')} name="name" required maxLength={100} />
      <div className="ui-row">
        <TextField label={t('orders.contact')} name="contact" required maxLength={100} />
        <TextField label={t('orders.phone')} name="phone" type="tel" required maxLength={20} />
      </div>
      <div className="ui-row">
        {items.map((item) => (
          <NumberField
            key={item.id}
            label={`${nameOf(item)} ${t('orders.capacity')}(${unitOf(item)})`}
            name={item.id}
            min={0}
            max={1000000}
          />
        ))}
      </div>
    </ActionForm>
  )
}
