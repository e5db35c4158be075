import { useTranslation } from 'react-i18next'
import { numberText } from '#client/ui/numbers.ts'
import { Table } from '#client/ui/Table.tsx'
import type { SuppliersQuery } from '#codegen/graph/graphql.ts'
import { useItemWords } from './items.ts'

type Supplier = SuppliersQuery['suppliers']['edges'][number]['node']

/** A table of suppliers, with how much of each item they can deliver a day. */
export function SupplierTable({ rows }: { rows: readonly Supplier[] }) {
  const { t } = useTranslation('desk')
  const { nameOf, unitOf } = useItemWords()
  const made = ({ items }: Supplier) =>
    items.map(({ item, capacity }) => `${nameOf(item)} ${numberText(capacity)} ${unitOf(item)}`).join('、') || '—'
  return (
    <Table
      caption={t('nav.suppliers')}
      rows={rows}
      rowKey={({ id }) => id}
      columns={[
        { head: t('orders.name'), cell: ({ name }) => name },
        { head: t('orders.contact'), cell: ({ contact }) => contact },
        { head: t('orders.phone'), cell: ({ phone }) => phone ?? '—' },
        { head: t('orders.capacity'), cell: made },
      ]}
    />
  )
}
