import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useQuery } from 'urql'
import { useChange } from '#client/graph/useChange.ts'
import { LinkButton } from '#client/ui/Button.tsx'
import { ActionForm } from '#client/ui/form/ActionForm.tsx'
import { useFormValue } from '#client/ui/form/form-context.ts'
import { neededText, numberOf, textOf } from '#client/ui/form/form-values.ts'
import { NumberField } from '#client/ui/form/NumberField.tsx'
import { SelectField } from '#client/ui/form/SelectField.tsx'
import type { SupplyItemFieldsFragment } from '#codegen/graph/graphql.ts'
import { SuppliersDocument } from './directory-documents.ts'
import { OrderSupplyDocument } from './documents.ts'
import { useItemWords } from './items.ts'

type OrderFormProps = {
  /** The id of the enterprise where it is fixed: the draft is one of that enterprise. */
  about?: string | undefined
  enterprise: ReactNode
  items: readonly SupplyItemFieldsFragment[]
  mayReserve: boolean
  onSaved: (id: string) => void
  onCancel: () => void
}

/** The form that orders an item for an enterprise. The command centre may also choose the supplier and reserve. */
export function OrderForm({ about, enterprise, items, mayReserve, onSaved, onCancel }: OrderFormProps) {
  const { t } = useTranslation('desk')
  const orderSupply = useChange(OrderSupplyDocument)
  const submit = async (form: FormData) => {
    const enterpriseId = textOf(form, 'enterpriseId')
    if (!enterpriseId) return { message: t('enterprises.chooseFirst'), field: 'enterpriseId' }
    const { data, failure } = await orderSupply({
      enterpriseId,
      itemId: neededText(form, 'itemId'),
      requested: numberOf(form, 'requested') ?? 0,
      supplierId: textOf(form, 'supplierId'),
      reserved: numberOf(form, 'reserved'),
    })
    if (failure) return failure
    onSaved(data.orderSupply.supplyOrder.id)
    return null
  }
  if (items.length === 0) {
    return (
      <div className="ui-form">
        <p>{t(mayReserve ? 'orders.noItems' : 'orders.noItemsYet')}</p>
        <div className="ui-actions">{mayReserve && <LinkButton href="/desk/items">{t('items.title')}</LinkButton>}</div>
      </div>
    )
  }
  return (
    <ActionForm submit={t('orders.order')} draft={`order ${about ?? ''}`} onSubmit={submit} onCancel={onCancel}>
      {enterprise}
      <ItemFields items={items} mayReserve={mayReserve} />
    </ActionForm>
  )
}

function ItemFields({ items, mayReserve }: Pick<OrderFormProps, 'items' | 'mayReserve'>) {
  const { t } = useTranslation('desk')
  const { nameOf, unitOf } = useItemWords()
  const [itemId] = useFormValue('itemId', items[0]?.id ?? '')
  const item = items.find(({ id }) => id === itemId)
  const unit = item ? unitOf(item) : ''
  return (
    <>
      <div className="ui-row">
        <SelectField
          label={t('orders.item')}
          name="itemId"
          options={items.map((one) => ({ value: one.id, label: nameOf(one) }))}
        />
        <NumberField label={t('orders.amount', { unit })} name="requested" min={1} max={1000000} required />
      </div>
      {mayReserve && (
        <div className="ui-row">
          <SupplierField itemId={itemId} />
          <NumberField label={t('orders.reserveNow')} name="reserved" min={0} max={1000000} />
        </div>
      )}
    </>
  )
}

/** A field that chooses one of the suppliers that have the item. */
export function SupplierField({ itemId, chosen }: { itemId: string; chosen?: string | undefined }) {
  const { t } = useTranslation('desk')
  const [{ data }] = useQuery({ query: SuppliersDocument, variables: { itemId, first: 100 } })
  const options = data?.suppliers.edges.map(({ node }) => ({ value: node.id, label: node.name })) ?? []
  return (
    <SelectField
      label={t('orders.supplier')}
      name="supplierId"
      empty={t('orders.noSupplier')}
      options={options}
      value={chosen ?? ''}
    />
  )
}
