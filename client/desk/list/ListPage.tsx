import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { QueryResult, type Result } from '#client/graph/QueryResult.tsx'
import { Button } from '#client/ui/Button.tsx'
import { EmptyNote } from '#client/ui/EmptyNote.tsx'
import { orderText, useListAddress } from '#client/ui/list/address.ts'
import { FilterBar } from '#client/ui/list/FilterBar.tsx'
import type { Filter } from '#client/ui/list/filters.ts'
import { type ListColumn, ListTable } from '#client/ui/list/ListTable.tsx'
import { type PageInfo, Pager } from '#client/ui/list/Pager.tsx'
import { Page } from '#client/ui/Page.tsx'
import { type Act, ActDialog, type Start } from './ActDialog.tsx'
import { ColumnMenu } from './ColumnMenu.tsx'
import { isOnlySigns } from './only-signs.ts'
import { usePanel } from './usePanel.ts'
import './list-page.css'

type Connection<R> = {
  totalCount: number
  isFloor: boolean
  orders: readonly string[]
  pageInfo: PageInfo
  edges: readonly { node: R }[]
}

type ListPageProps<D, R> = {
  title: string
  /** Figures above the list. */
  head?: ReactNode
  actions?: ReactNode
  search?: string
  filters: readonly Filter[]
  /** Ready views and saved ones. */
  views?: ReactNode
  columns: readonly ListColumn<R>[]
  result: Result<D>
  retry: () => void
  /** Takes the connection out of the query’s data. */
  pick: (data: D) => Connection<R>
  rowKey: (row: R) => string
  rowName: (row: R) => string
  /** Left out where rows have no page of their own. */
  href?: (row: R) => string
  /** What to do where the list is empty although nothing narrows it. */
  empty?: ReactNode
  /** The record that lies open beside the list. */
  panel?: (id: string) => ReactNode
  /** What can be done with the rows that are selected. */
  acts?: ((rows: readonly R[]) => (Act<R> | Start<R>)[]) | undefined
}

/**
 * The page of a list: search and filters, its table, which rows of how many are shown, and a record beside it. All of it is in
 * the page’s address.
 */
export function ListPage<D, R>(props: ListPageProps<D, R>) {
  const { t } = useTranslation()
  const { title, head, actions, search, filters, views, columns, result, retry, pick, panel } = props
  const address = useListAddress()
  const chosen = address.columns
  const shown = columns.filter(({ key, isUsual }, index) => index === 0 || (chosen?.includes(key) ?? isUsual !== false))
  const connection = result.data && pick(result.data)
  const { open, show, close, isRoomy } = usePanel(panel !== undefined)
  return (
    <div className={open ? 'desk-list-split' : undefined}>
      <Page title={title} actions={actions} wide>
        {head}
        <div className="desk-list-bar">
          <FilterBar filters={filters} {...(search && { search })}>
            {views}
          </FilterBar>
          <ColumnMenu columns={columns} shown={shown.map(({ key }) => key)} />
        </div>
        <QueryResult result={result} retry={retry}>
          {(data) => (
            <Rows {...props} connection={pick(data)} shown={shown} open={open} show={show} isRoomy={isRoomy} />
          )}
        </QueryResult>
        {connection && <Pager info={connection.pageInfo} shown={connection.edges.length} count={connection} />}
      </Page>
      {open && panel && (
        <aside className="desk-panel" aria-label={t('list.beside')}>
          <div className="desk-panel-close">
            <Button tone="plain" small onPress={close}>
              {t('close')} <kbd>Esc</kbd>
            </Button>
          </div>
          {panel(open)}
        </aside>
      )}
    </div>
  )
}

type RowsProps<D, R> = ListPageProps<D, R> & {
  connection: Connection<R>
  shown: readonly ListColumn<R>[]
  open: string | undefined
  show: (id: string) => void
  isRoomy: () => boolean
}

function Rows<D, R>({ connection, shown, open, show, isRoomy, ...props }: RowsProps<D, R>) {
  const { t } = useTranslation('desk')
  const { title, filters, rowKey, rowName, href, empty, acts } = props
  const { get, set, order } = useListAddress()
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set())
  const [running, setRunning] = useState<{ act: Act<R>; rows: readonly R[] } | null>(null)
  const rows = connection.edges.map(({ node }) => node)
  const chosen = rows.filter((row) => selected.has(rowKey(row)))
  const search = get('search') ?? ''
  const isFiltered = filters.some(({ name }) => get(name))
  // the dialog stays, whatever becomes of the rows below it
  const dialog = running && (
    <ActDialog
      {...running}
      rowKey={rowKey}
      rowName={rowName}
      onClose={() => setRunning(null)}
      onDone={() => {
        setRunning(null)
        setSelected(new Set())
      }}
    />
  )
  if (rows.length === 0) {
    return (
      <>
        {dialog}
        <EmptyNote>
          {isOnlySigns(search)
            ? t('onlySigns')
            : search
              ? t(isFiltered ? 'notFoundHere' : 'notFound', { search })
              : isFiltered
                ? t('nothingFits')
                : (empty ?? t('nothing'))}
        </EmptyNote>
      </>
    )
  }
  return (
    <>
      {dialog}
      {chosen.length > 0 && (
        <div className="desk-acts" role="toolbar" aria-label={t('selection')}>
          <strong>{t('selected', { count: chosen.length })}</strong>
          {acts?.(chosen).map((act) => (
            <Button
              key={act.key}
              small
              {...(act.isDanger && { tone: 'danger' })}
              onPress={() => ('start' in act ? act.start(chosen) : setRunning({ act, rows: chosen }))}
            >
              {act.label}
            </Button>
          ))}
          <Button tone="plain" small onPress={() => setSelected(new Set())}>
            {t('selectNone')}
          </Button>
        </div>
      )}
      <div className="ui-list">
        <ListTable
          label={title}
          columns={shown}
          rows={rows}
          rowKey={rowKey}
          rowName={rowName}
          href={href}
          orders={connection.orders}
          order={order}
          onOrder={(next) => set({ order: orderText(next) })}
          open={open}
          onOpen={(key) => {
            if (!props.panel || !isRoomy()) return false
            show(key)
            return true
          }}
          {...(acts && { selected, onSelect: setSelected })}
        />
      </div>
    </>
  )
}
