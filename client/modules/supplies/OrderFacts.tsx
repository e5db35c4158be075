import { useTranslation } from 'react-i18next'
import { momentText } from '#client/ui/dates.ts'
import { Facts } from '#client/ui/Facts.tsx'
import { numberText } from '#client/ui/numbers.ts'
import { Table } from '#client/ui/Table.tsx'
import type { SupplyOrderRowFragment } from '#codegen/graph/graphql.ts'
import { stages, useItemWords } from './items.ts'

type Order = { order: SupplyOrderRowFragment }

/** Who delivers an order, when it was made, and why it was cancelled. */
export function OrderFacts({ order }: Order) {
  const { t } = useTranslation('desk')
  return (
    <Facts
      facts={[
        [t('orders.supplier'), order.supplier?.name ?? t('orders.noSupplier')],
        [t('orders.createdAt'), momentText(order.createdAt)],
        [t('orders.cancelled'), momentText(order.cancelledAt)],
        [t('reason'), order.cancelReason],
      ]}
    />
  )
}

/** The five quantities of an order in the item’s unit, each with what is still to come of the one before it. */
export function QuantityTable({ order }: Order) {
  const { t } = useTranslation('desk')
  const { unitOf } = useItemWords()
  const { quantities, item } = order
  const rows = stages.map((stage, index) => ({
    stage,
    total: quantities[stage],
    toDo: index === 0 ? 0 : Math.max(0, quantities[stages[index - 1]!] - quantities[stage]),
  }))
  const weight = item.kgPerUnit
  return (
    <Table
      caption={t('record.quantities')}
      rows={rows}
      rowKey={({ stage }) => stage}
      columns={[
        { head: t('record.quantities'), cell: ({ stage }) => t(`orders.${stage}`) },
        { head: unitOf(item), cell: ({ total }) => numberText(total), numeric: true },
        { head: t('record.toDo'), cell: ({ toDo }) => (toDo > 0 ? numberText(toDo) : '—'), numeric: true },
        {
          head: t('record.share'),
          cell: ({ total }) => (quantities.requested ? `${Math.round((100 * total) / quantities.requested)} %` : '—'),
          numeric: true,
        },
        ...(weight
          ? [
              {
                head: t('orders.weight'),
                cell: ({ total }: { total: number }) => numberText(Math.round(total * weight)),
                numeric: true,
              },
            ]
          : []),
      ]}
    />
  )
}
