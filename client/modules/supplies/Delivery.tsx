import { useTranslation } from 'react-i18next'
import { Meter } from '#client/ui/Meter.tsx'
import { Tag } from '#client/ui/Tag.tsx'
import type { SupplyOrderRowFragment } from '#codegen/graph/graphql.ts'

/** How far an order has come: all that was requested has arrived, a part of it, nothing, or it is cancelled. */
export function Delivery({ order }: { order: Pick<SupplyOrderRowFragment, 'cancelledAt' | 'quantities'> }) {
  const { t } = useTranslation('desk')
  if (order.cancelledAt) return <Tag tone="quiet">{t('orders.cancelled')}</Tag>
  if (order.quantities.received >= order.quantities.requested) return <Tag tone="done">{t('orders.complete')}</Tag>
  if (order.quantities.received > 0) return <Tag tone="under-way">{t('orders.partial')}</Tag>
  return <Tag tone="on-the-way">{t('orders.open')}</Tag>
}

/** The quantities as the wall’s bar shows them: what has arrived, what is reserved besides, and what nobody has reserved. */
export function QuantityBar({
  quantities,
}: {
  quantities: Pick<SupplyOrderRowFragment['quantities'], 'requested' | 'reserved' | 'received'>
}) {
  const { requested, reserved, received } = quantities
  return (
    <Meter
      whole={Math.max(requested, received)}
      parts={[
        { tone: 'done', amount: received },
        { tone: 'on-the-way', amount: Math.max(0, reserved - received) },
        { tone: 'gap', amount: requested - Math.max(reserved, received) },
      ]}
    />
  )
}
