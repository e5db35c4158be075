import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { momentText } from '#client/ui/dates.ts'
import { numberText } from '#client/ui/numbers.ts'
import { type Column, Table } from '#client/ui/Table.tsx'
import { Tag } from '#client/ui/Tag.tsx'
import type { SupplyOrderRowFragment } from '#codegen/graph/graphql.ts'
import { stages, useItemWords } from './items.ts'

/**
 * A table of supply orders. `at` says on whose page it stands, and leaves out the column that would name that one in
 * each row.
 */
export function OrderTable({ rows, at }: { rows: readonly SupplyOrderRowFragment[]; at?: 'enterprise' }) {
  const { t } = useTranslation('desk')
  const { nameOf, unitOf } = useItemWords()
  const itemColumn: Column<SupplyOrderRowFragment> = {
    head: t('orders.item'),
    cell: ({ id, item }) => (
      <Link href={`/desk/orders/${id}`}>
        {nameOf(item)}({unitOf(item)})
      </Link>
    ),
  }
  const whose: Column<SupplyOrderRowFragment>[] =
    at === 'enterprise'
      ? []
      : [
          {
            head: t('enterprise'),
            cell: ({ enterprise }) => <Link href={`/desk/enterprises/${enterprise.id}`}>{enterprise.name}</Link>,
          },
        ]
  const columns: Column<SupplyOrderRowFragment>[] = [
    itemColumn,
    ...whose,
    ...stages.map((stage) => ({
      head: t(`orders.${stage}`),
      cell: ({ quantities }: SupplyOrderRowFragment) => numberText(quantities[stage]),
      numeric: true,
    })),
    { head: t('orders.shortage'), cell: ({ quantities }) => numberText(quantities.shortage), numeric: true },
    { head: t('orders.state'), cell: (row) => <Delivery order={row} /> },
    { head: t('orders.createdAt'), cell: ({ createdAt }) => momentText(createdAt) },
  ]
  return <Table caption={t('nav.orders')} columns={columns} rows={rows} rowKey={({ id }) => id} />
}

/** True where all that was requested has arrived. */
export function Delivery({ order }: { order: SupplyOrderRowFragment }) {
  const { t } = useTranslation('desk')
  if (order.cancelledAt) return <Tag tone="quiet">{t('orders.cancelled')}</Tag>
  if (order.quantities.received >= order.quantities.requested) return <Tag tone="done">{t('orders.complete')}</Tag>
  if (order.quantities.received > 0) return <Tag tone="under-way">{t('orders.open')}</Tag>
  return <Tag tone="on-the-way">{t('orders.open')}</Tag>
}
