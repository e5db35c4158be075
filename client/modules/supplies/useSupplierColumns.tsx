import { useTranslation } from 'react-i18next'
import { PhoneNumber } from '#client/graph/PhoneNumber.tsx'
import type { ListColumn } from '#client/ui/list/ListTable.tsx'
import { listText } from '#client/ui/list-text.ts'
import { numberText } from '#client/ui/numbers.ts'
import type { SupplierOrderField, SuppliersQuery } from '#codegen/graph/graphql.ts'
import { useItemWords } from './items.ts'

type Supplier = SuppliersQuery['suppliers']['edges'][number]['node']

/** The columns of the list of suppliers, with how much of each item they can deliver a day. */
export function useSupplierColumns(): ListColumn<Supplier, SupplierOrderField>[] {
  const { t, i18n } = useTranslation('desk')
  const { nameOf, unitOf } = useItemWords()
  const capacityOf = ({ items }: Supplier) =>
    listText(
      items.map(({ item, capacity }) => `${nameOf(item)} ${numberText(capacity)} ${unitOf(item)}`),
      i18n.language,
    ) || '—'
  return [
    { key: 'name', head: t('orders.name'), order: 'NAME', cell: ({ name }) => name },
    { key: 'contact', head: t('orders.contact'), cell: ({ contact }) => contact },
    { key: 'phone', head: t('orders.phone'), cell: ({ id, phone }) => <PhoneNumber of={id} masked={phone} /> },
    { key: 'capacity', head: t('orders.capacity'), cell: capacityOf },
  ]
}
