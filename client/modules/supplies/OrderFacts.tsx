import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { momentText } from '#client/ui/dates.ts'
import { Facts } from '#client/ui/Facts.tsx'
import { numberText } from '#client/ui/numbers.ts'
import type { SupplyOrderRowFragment } from '#codegen/graph/graphql.ts'
import { Delivery } from './Delivery.tsx'
import { stages, useItemWords } from './items.ts'

/** An order with its quantities, each in the item's unit. */
export function OrderFacts({ order }: { order: SupplyOrderRowFragment }) {
  const { t } = useTranslation('desk')
  const { nameOf, unitOf } = useItemWords()
  const { quantities, item, enterprise } = order
  const amount = (count: number) => `${numberText(count)} ${unitOf(item)}`
  return (
    <div className="ui-card">
      <Facts
        facts={[
          [
            t('enterprise'),
            <Link key="e" href={`/desk/enterprises/${enterprise.id}`}>
              {enterprise.name}
            </Link>,
          ],
          [t('orders.item'), nameOf(item)],
          [t('orders.supplier'), order.supplier?.name ?? t('orders.noSupplier')],
          [t('orders.state'), <Delivery key="d" order={order} />],
          ...stages.map((stage): [string, string] => [t(`orders.${stage}`), amount(quantities[stage])]),
          [t('orders.inTransit'), amount(quantities.inTransit)],
          [t('orders.shortage'), amount(quantities.shortage)],
          [t('orders.createdAt'), momentText(order.createdAt)],
          [t('orders.cancelled'), momentText(order.cancelledAt)],
          [t('reason'), order.cancelReason],
        ]}
      />
    </div>
  )
}
