import { useTranslation } from 'react-i18next'
import { useQuery } from 'urql'
import { useOrderSupply } from '#client/desk/deeds.tsx'
import { useOrderActs } from '#client/desk/list/acts.tsx'
import { DeskViews } from '#client/desk/list/DeskViews.tsx'
import { ListPage } from '#client/desk/list/ListPage.tsx'
import { useWithUnion } from '#client/desk/list/useWithUnion.tsx'
import { OrderRecord } from '#client/desk/records/lazy.tsx'
import { may, watchesBoard } from '#client/desk/rights.ts'
import { isAskedOverAll } from '#client/graph/chosen-union.ts'
import type { Viewer } from '#client/graph/session.ts'
import { ExportMenu } from '#client/modules/reports/ExportMenu.tsx'
import { SupplyOrdersDocument } from '#client/modules/supplies/documents.ts'
import { havings, orderFilterOf } from '#client/modules/supplies/filter.ts'
import { stages, useItemWords } from '#client/modules/supplies/items.ts'
import { Totals } from '#client/modules/supplies/Totals.tsx'
import { useOrderColumns } from '#client/modules/supplies/useOrderColumns.tsx'
import { useSupplyItems } from '#client/modules/supplies/useSupplyItems.ts'
import { LinkButton } from '#client/ui/Button.tsx'
import { DeedButton } from '#client/ui/DeedBar.tsx'
import { orderOf, useListAddress } from '#client/ui/list/address.ts'
import { type Filter, yesOrNo } from '#client/ui/list/filters.ts'
import { usePage } from '#client/ui/list/Pager.tsx'
import type { SupplyItemFieldsFragment } from '#codegen/graph/graphql.ts'

/** The page with the totals of each item and the list of supply orders. The address names an item by its code. */
export function OrdersPage({ viewer }: { viewer: Viewer }) {
  const { t } = useTranslation('desk')
  const page = usePage()
  const { get, order } = useListAddress()
  const { nameOf } = useItemWords()
  const catalogue = useSupplyItems()
  const items = catalogue ?? []
  const search = get('search')
  const code = get('item')
  const filter = orderFilterOf(get, items)
  const columns = useWithUnion(useOrderColumns())
  const orderBy = orderOf(order, columns)
  const [result, again] = useQuery({
    query: SupplyOrdersDocument,
    variables: { ofAll: isAskedOverAll(), search, orderBy, filter, ...page },
    pause: code !== undefined && !catalogue,
  })
  return (
    <ListPage
      title={t('nav.orders')}
      head={watchesBoard(viewer.role) && !isAskedOverAll() && <Totals items={items} />}
      search={t('visits.searchHint')}
      filters={useOrderFilters(items)}
      views={
        <DeskViews
          viewer={viewer}
          list="SUPPLY_ORDERS"
          ready={[
            { label: t('views.gap'), address: 'gap=true' },
            { label: t('views.onTheWay'), address: 'cancelled=false&toCome=true' },
            { label: t('views.all'), address: '' },
          ]}
        />
      }
      columns={columns}
      result={result}
      retry={again}
      pick={(data) => data.supplyOrders}
      rowKey={({ id }) => id}
      rowName={({ item, enterprise }) => `${nameOf(item)} ${enterprise.name}`}
      href={({ id }) => `/desk/orders/${id}`}
      panel={(id) => <OrderRecord key={id} viewer={viewer} id={id} />}
      acts={useOrderActs(viewer)}
      empty={t('orders.empty')}
      actions={
        <>
          <ExportMenu
            list="SUPPLY_ORDERS"
            filter={{ search, supplyOrders: filter, supplyOrderOrder: orderBy }}
            count={result.data?.supplyOrders}
          />
          {may(viewer.role, 'createSupplyItem') && <LinkButton href="/desk/items">{t('items.title')}</LinkButton>}
          <DeedButton deed={useOrderSupply({ viewer })} tone="main" />
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
    yesOrNo('toCome', t('orders.state'), t('views.onTheWay'), t('orders.complete')),
    {
      kind: 'choice',
      name: 'having',
      label: t('orders.having'),
      options: havings.map((value, index) => ({ value, label: t(`orders.${stages[index]!}`) })),
    },
    yesOrNo('cancelled', t('orders.cancelled'), t('yes'), t('no')),
    yesOrNo('gap', t('orders.shortage'), t('yes'), t('no')),
    { kind: 'days', name: 'ordered', label: t('orders.createdAt') },
    { kind: 'link', name: 'enterprise', label: t('narrowed.enterprise') },
  ]
}
