import { useTranslation } from 'react-i18next'
import { momentText } from '#client/ui/dates.ts'
import type { ListColumn } from '#client/ui/list/ListTable.tsx'
import { numberText } from '#client/ui/numbers.ts'
import type { SupplyOrderOrderField, SupplyOrderRowFragment } from '#codegen/graph/graphql.ts'
import { Delivery, QuantityBar } from './Delivery.tsx'
import { stages, useItemWords } from './items.ts'

/** The columns of a list of supply orders. */
export function useOrderColumns(): ListColumn<SupplyOrderRowFragment, SupplyOrderOrderField>[] {
  const { t } = useTranslation('desk')
  const { nameOf, unitOf } = useItemWords()
  return [
    {
      key: 'item',
      head: t('orders.item'),
      order: 'ITEM',
      cell: ({ item, enterprise }) => (
        <>
          {t('orders.itemIn', { item: nameOf(item), unit: unitOf(item) })}
          <small>{enterprise.name}</small>
        </>
      ),
    },
    ...stages.map((stage) => ({
      key: stage,
      head: t(`orders.${stage}`),
      cell: ({ quantities }: SupplyOrderRowFragment) => numberText(quantities[stage]),
      numeric: true,
      ...(stage === 'requested' && { order: 'REQUESTED' as const }),
    })),
    {
      key: 'shortage',
      head: t('orders.shortage'),
      order: 'GAP',
      cell: ({ quantities, cancelledAt }) => (cancelledAt ? '—' : numberText(quantities.shortage)),
      numeric: true,
    },
    {
      key: 'state',
      head: t('orders.state'),
      cell: (row) => (
        <>
          <Delivery order={row} />
          <QuantityBar quantities={row.quantities} />
        </>
      ),
    },
    { key: 'supplier', head: t('orders.supplier'), isUsual: false, cell: ({ supplier }) => supplier?.name ?? '—' },
    {
      key: 'createdAt',
      head: t('orders.createdAt'),
      order: 'ORDERED_AT',
      cell: ({ createdAt }) => momentText(createdAt),
    },
  ]
}
