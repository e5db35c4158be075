import { useTranslation } from 'react-i18next'
import { useQuery } from 'urql'
import { OrderSupply } from '#client/desk/actions.tsx'
import { ListPage } from '#client/desk/list/ListPage.tsx'
import { OrderRecord } from '#client/desk/records/lazy.tsx'
import { watchesBoard } from '#client/desk/rights.ts'
import type { Viewer } from '#client/graph/session.ts'
import { ExportMenu } from '#client/modules/reports/ExportMenu.tsx'
import { SupplyItemsDocument, SupplyOrdersDocument } from '#client/modules/supplies/documents.ts'
import { stages, useItemWords } from '#client/modules/supplies/items.ts'
import { Totals } from '#client/modules/supplies/Totals.tsx'
import { useOrderColumns } from '#client/modules/supplies/useOrderColumns.tsx'
import { oneOf, truthOf, useListAddress } from '#client/ui/list/address.ts'
import type { Filter } from '#client/ui/list/filters.ts'
import { usePage } from '#client/ui/list/Pager.tsx'
import type { SupplyItemFieldsFragment, SupplyOrderFilter } from '#codegen/graph/graphql.ts'

const havings = ['REQUESTED', 'RESERVED', 'DISPATCHED', 'RECEIVED', 'ACCEPTED'] as const

/** The page with the totals of each item and the list of supply orders. The address names an item by its code. */
export function OrdersPage({ viewer }: { viewer: Viewer }) {
  const { t } = useTranslation('desk')
  const page = usePage()
  const { get } = useListAddress()
  const { nameOf } = useItemWords()
  const [{ data: catalogue }] = useQuery({ query: SupplyItemsDocument })
  const items = catalogue?.supplyItems ?? []
  const code = get('item')
  const filter: SupplyOrderFilter = {
    itemId: items.find((item) => item.code === code)?.id,
    enterpriseId: get('enterprise'),
    open: truthOf(get('toCome')),
    cancelled: truthOf(get('cancelled')),
    having: oneOf(get('having'), havings),
  }
  const [result, again] = useQuery({
    query: SupplyOrdersDocument,
    variables: { filter, ...page },
    pause: code !== undefined && !catalogue,
  })
  return (
    <ListPage
      title={t('nav.orders')}
      head={watchesBoard(viewer.role) && <Totals items={items} />}
      filters={useOrderFilters(items)}
      columns={useOrderColumns()}
      result={result}
      retry={again}
      pick={(data) => data.supplyOrders}
      rowKey={({ id }) => id}
      rowName={({ item, enterprise }) => `${nameOf(item)} ${enterprise.name}`}
      href={({ id }) => `/desk/orders/${id}`}
      panel={(id) => <OrderRecord key={id} viewer={viewer} id={id} />}
      actions={
        <>
          <ExportMenu list="SUPPLY_ORDERS" filter={{ supplyOrders: filter }} count={result.data?.supplyOrders} />
          <OrderSupply viewer={viewer} tone="main" />
        </>
      }
    />
  )
}

function useOrderFilters(items: readonly SupplyItemFieldsFragment[]): Filter[] {
  const { t } = useTranslation('desk')
  const { nameOf } = useItemWords()
  return [
    {
      kind: 'choice',
      name: 'item',
      label: t('orders.item'),
      options: items.map((item) => ({ value: item.code, label: nameOf(item) })),
    },
    {
      kind: 'choice',
      name: 'toCome',
      label: t('orders.state'),
      options: [
        { value: 'true', label: t('orders.open') },
        { value: 'false', label: t('orders.complete') },
      ],
    },
    {
      kind: 'choice',
      name: 'having',
      label: t('orders.having'),
      options: havings.map((value, index) => ({ value, label: t(`orders.${stages[index]!}`) })),
    },
    {
      kind: 'choice',
      name: 'cancelled',
      label: t('orders.cancelled'),
      options: [
        { value: 'true', label: t('yes') },
        { value: 'false', label: t('no') },
      ],
    },
    { kind: 'link', name: 'enterprise', label: t('narrowed.enterprise') },
  ]
}
