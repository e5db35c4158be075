import { useTranslation } from 'react-i18next'
import { useQuery } from 'urql'
import { OrderSupply } from '#client/desk/actions.tsx'
import { HiddenFilters } from '#client/desk/HiddenFilters.tsx'
import { List } from '#client/desk/List.tsx'
import { watchesBoard } from '#client/desk/rights.ts'
import type { Viewer } from '#client/graph/session.ts'
import { ExportButtons } from '#client/modules/reports/ExportButtons.tsx'
import { SupplyItemsDocument, SupplyOrdersDocument } from '#client/modules/supplies/documents.ts'
import { stages, useItemWords } from '#client/modules/supplies/items.ts'
import { OrderTable } from '#client/modules/supplies/OrderTable.tsx'
import { Totals } from '#client/modules/supplies/Totals.tsx'
import { FilterBar, SelectFilter } from '#client/ui/FilterBar.tsx'
import { oneOf, truthOf, useFilters } from '#client/ui/filters.ts'
import { countText } from '#client/ui/numbers.ts'
import { Page } from '#client/ui/Page.tsx'
import { usePage } from '#client/ui/Pager.tsx'
import type { SupplyItemFieldsFragment, SupplyOrderFilter } from '#codegen/graph/graphql.ts'

const havings = ['REQUESTED', 'RESERVED', 'DISPATCHED', 'RECEIVED', 'ACCEPTED'] as const

/** The page with the totals of each item and the list of supply orders. The address names an item by its code. */
export function OrdersPage({ viewer }: { viewer: Viewer }) {
  const { t } = useTranslation('desk')
  const page = usePage()
  const { get } = useFilters()
  const [{ data: catalogue }] = useQuery({ query: SupplyItemsDocument })
  const items = catalogue?.supplyItems ?? []
  const code = get('item')
  const filter: SupplyOrderFilter = {
    itemId: items.find((item) => item.code === code)?.id,
    enterpriseId: get('enterprise'),
    open: truthOf(get('open')),
    cancelled: truthOf(get('cancelled')),
    having: oneOf(get('having'), havings),
  }
  const [result, again] = useQuery({
    query: SupplyOrdersDocument,
    variables: { filter, ...page },
    pause: code !== undefined && !catalogue,
  })
  const list = result.data?.supplyOrders
  return (
    <Page
      title={t('nav.orders')}
      note={list && t('shown', { text: countText(list) })}
      actions={
        <>
          <ExportButtons list="SUPPLY_ORDERS" filter={{ supplyOrders: filter }} />
          <OrderSupply viewer={viewer} />
        </>
      }
    >
      {watchesBoard(viewer.role) && <Totals items={items} />}
      <OrderFilters items={items} />
      <List
        result={result}
        retry={again}
        pick={(data) => data.supplyOrders}
        table={(rows) => <OrderTable rows={rows} />}
      />
    </Page>
  )
}

function OrderFilters({ items }: { items: readonly SupplyItemFieldsFragment[] }) {
  const { t } = useTranslation('desk')
  const { t: common } = useTranslation()
  const { nameOf } = useItemWords()
  const all = common('all')
  return (
    <FilterBar>
      <SelectFilter
        label={t('orders.item')}
        name="item"
        all={all}
        options={items.map((item) => ({ value: item.code, label: nameOf(item) }))}
      />
      <SelectFilter
        label={t('orders.state')}
        name="open"
        all={all}
        options={[
          { value: 'true', label: t('orders.open') },
          { value: 'false', label: t('orders.complete') },
        ]}
      />
      <SelectFilter
        label={t('orders.having')}
        name="having"
        all={all}
        options={havings.map((value, index) => ({ value, label: t(`orders.${stages[index]!}`) }))}
      />
      <SelectFilter
        label={t('orders.cancelled')}
        name="cancelled"
        all={all}
        options={[
          { value: 'true', label: t('yes') },
          { value: 'false', label: t('no') },
        ]}
      />
      <HiddenFilters names={['enterprise']} />
    </FilterBar>
  )
}
