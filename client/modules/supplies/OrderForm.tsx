import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useQuery } from 'urql'
import { useChange } from '#client/graph/useChange.ts'
import { ActionForm } from '#client/ui/ActionForm.tsx'
import { SelectField, TextField } from '#client/ui/fields.tsx'
import { neededText, numberOf, textOf } from '#client/ui/form-values.ts'
import type { SupplyItemFieldsFragment } from '#codegen/graph/graphql.ts'
import { OrderSupplyDocument, SuppliersDocument } from './documents.ts'
import { useItemWords } from './items.ts'

type OrderFormProps = {
  enterprise: ReactNode
  items: readonly SupplyItemFieldsFragment[]
  mayReserve: boolean
  onSaved: () => void
  onCancel: () => void
}

/** The form that orders an item for an enterprise. The command centre may also choose the supplier and reserve. */
export function OrderForm({ enterprise, items, mayReserve, onSaved, onCancel }: OrderFormProps) {
  const { t } = useTranslation('desk')
  const { nameOf, unitOf } = useItemWords()
  const orderSupply = useChange(OrderSupplyDocument)
  const [itemId, setItemId] = useState(items[0]?.id ?? '')
  const item = items.find(({ id }) => id === itemId)
  const unit = item ? unitOf(item) : ''
  const submit = async (form: FormData) => {
    const enterpriseId = textOf(form, 'enterpriseId')
    if (!enterpriseId) return { message: t('enterprises.chooseFirst'), field: 'enterpriseSearch' }
    const { failure } = await orderSupply({
      enterpriseId,
      itemId: neededText(form, 'itemId'),
      requested: numberOf(form, 'requested') ?? 0,
      supplierId: textOf(form, 'supplierId'),
      reserved: numberOf(form, 'reserved'),
    })
    if (failure) return failure
    onSaved()
    return null
  }
  return (
    <ActionForm submit={t('orders.order')} onSubmit={submit} onCancel={onCancel}>
      {enterprise}
      <div className="ui-row">
        <SelectField
          label={t('orders.item')}
          name="itemId"
          value={itemId}
          onChange={(event) => setItemId(event.target.value)}
          options={items.map((one) => ({ value: one.id, label: nameOf(one) }))}
        />
        <TextField label={t('orders.amount', { unit })} name="requested" type="number" min={1} max={1000000} required />
      </div>
      {mayReserve && (
        <div className="ui-row">
          <SupplierField itemId={itemId} />
          <TextField label={t('orders.reserveNow')} name="reserved" type="number" min={0} max={1000000} />
        </div>
      )}
    </ActionForm>
  )
}

/** A field that chooses one of the suppliers that have the item. */
export function SupplierField({ itemId, chosen }: { itemId: string; chosen?: string }) {
  const { t } = useTranslation('desk')
  const [{ data }] = useQuery({ query: SuppliersDocument, variables: { itemId, first: 100 } })
  const options = data?.suppliers.edges.map(({ node }) => ({ value: node.id, label: node.name })) ?? []
  return (
    <SelectField
      key={`${itemId}${options.length}`}
      label={t('orders.supplier')}
      name="supplierId"
      empty={t('orders.noSupplier')}
      options={options}
      defaultValue={chosen ?? ''}
    />
  )
}
