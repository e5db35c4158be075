import { type KeyboardEvent, type ReactNode, type RefObject, useEffect, useRef } from 'react'
import { Button } from 'react-aria-components/Button'
import { Checkbox } from 'react-aria-components/Checkbox'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { Tick } from '#client/ui/form/ChecksField.tsx'
import { isTyping } from '#client/ui/keys.ts'
import type { ListOrder } from './address.ts'
import '#client/ui/table.css'
import './list.css'

/** A column of a list. `order` names what the list is sorted by under its head; the first column names the row. */
export type ListColumn<R, B extends string = string> = {
  key: string
  head: string
  cell: (row: R) => ReactNode
  numeric?: boolean
  order?: B | undefined
  /** False for a column that is only shown where somebody has chosen it. */
  isUsual?: boolean
}

type ListTableProps<R> = {
  label: string
  columns: readonly ListColumn<R>[]
  rows: readonly R[]
  rowKey: (row: R) => string
  rowName: (row: R) => string
  /** The address of a row’s own page; left out where rows have none. */
  href?: ((row: R) => string) | undefined
  /** What the list can be sorted by now, and what it is sorted by. */
  orders: readonly string[]
  order: ListOrder | undefined
  onOrder: (order: ListOrder) => void
  open: string | undefined
  /** Shows a row beside the list. False where there is no room, and then the row’s page is gone to. */
  onOpen: (key: string) => boolean
  /** Left out where there is nothing to do with many rows. */
  selected?: ReadonlySet<string>
  onSelect?: (keys: ReadonlySet<string>) => void
}

/**
 * The table of a list. `j` and `k` or the arrow keys go from row to row, Enter opens the row beside the list, `x` selects it.
 * The focus is on the row’s link, so that the browser’s own ways to open a link work as well, or on its name. From anywhere else on the page,
 * `j` and `k` go to the row that is open, or to the first one.
 */
export function ListTable<R>(props: ListTableProps<R>) {
  const { t } = useTranslation()
  const { label, columns, rows, rowKey, rowName, href, open, onOpen, selected, onSelect } = props
  const table = useRef<HTMLTableElement>(null)
  useWayToRows(table)
  const toggle = (key: string) => onSelect?.(withToggled(selected, key))
  const handleKey = (event: KeyboardEvent<HTMLElement>) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const row = (event.target as Element).closest('tr')
    const by = { j: 1, ArrowDown: 1, k: -1, ArrowUp: -1 }[event.key]
    if (by !== undefined) {
      const next = linkOf(by > 0 ? row?.nextElementSibling : row?.previousElementSibling)
      if (!next) return
      event.preventDefault()
      next.focus()
      if (open) onOpen(next.closest('tr')!.dataset.key!)
    } else if (event.key === 'x' && row?.dataset.key && onSelect) {
      event.preventDefault()
      toggle(row.dataset.key)
    }
  }
  return (
    <table ref={table} className="ui-table ui-list-table" onKeyDown={handleKey}>
      <caption className="ui-hidden">{label}</caption>
      <thead>
        <tr>
          {onSelect && (
            <th scope="col" className="ui-select-cell">
              <SelectAll keys={rows.map(rowKey)} selected={selected} onSelect={onSelect} />
            </th>
          )}
          {columns.map((column) => (
            <Head key={column.key} column={column} {...props} />
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => {
          const key = rowKey(row)
          const show = (event: { preventDefault: () => void }) => onOpen(key) && event.preventDefault()
          return (
            <tr
              key={key}
              data-key={key}
              data-open={open === key || undefined}
              data-selected={selected?.has(key) || undefined}
              onClick={(event) => {
                // the link of the row is the way by keyboard; a click beside it means the same
                const isOwn = (event.target as Element).closest('a, button, label, input')
                if (!isOwn && getSelection()?.isCollapsed !== false) onOpen(key)
              }}
            >
              {onSelect && (
                <td className="ui-select-cell">
                  <Checkbox
                    className="ui-check"
                    aria-label={t('list.select', { name: rowName(row) })}
                    isSelected={selected?.has(key) ?? false}
                    onChange={() => toggle(key)}
                  >
                    <Tick />
                  </Checkbox>
                </td>
              )}
              {columns.map((column, index) =>
                index === 0 ? (
                  <th key={column.key} scope="row">
                    {href ? (
                      <Link
                        href={href(row)}
                        className="ui-row-link"
                        onClick={(event) => {
                          if (event.ctrlKey || event.metaKey || event.shiftKey) return
                          show(event)
                        }}
                      >
                        {column.cell(row)}
                      </Link>
                    ) : (
                      <span className="ui-row-name" tabIndex={-1}>
                        {column.cell(row)}
                      </span>
                    )}
                  </th>
                ) : (
                  <td key={column.key} data-head={column.head} className={column.numeric ? 'ui-numeric' : undefined}>
                    {column.cell(row)}
                  </td>
                ),
              )}
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}

function useWayToRows(table: RefObject<HTMLTableElement | null>): void {
  useEffect(() => {
    const handle = (event: globalThis.KeyboardEvent) => {
      if (!['j', 'k'].includes(event.key) || isTyping(event) || document.activeElement?.closest('tbody tr')) return
      const row = table.current?.querySelector('tr[data-open]') ?? table.current?.querySelector('tbody tr')
      linkOf(row)?.focus()
    }
    addEventListener('keydown', handle)
    return () => removeEventListener('keydown', handle)
  }, [table])
}

const linkOf = (row: Element | null | undefined) => row?.querySelector<HTMLElement>('.ui-row-link, .ui-row-name')

function withToggled(selected: ReadonlySet<string> | undefined, key: string): ReadonlySet<string> {
  const next = new Set(selected)
  if (!next.delete(key)) next.add(key)
  return next
}

type HeadProps<R> = Pick<ListTableProps<R>, 'orders' | 'order' | 'onOrder'> & { column: ListColumn<R> }

function Head<R>({ column: { head, numeric, order: by }, orders, order, onOrder }: HeadProps<R>) {
  const className = numeric ? 'ui-numeric' : undefined
  if (!by || !orders.includes(by)) {
    return (
      <th scope="col" className={className}>
        {head}
      </th>
    )
  }
  const direction = order?.by === by ? order.direction : null
  const sorts = { ASC: 'ascending', DESC: 'descending' } as const
  return (
    <th scope="col" className={className} aria-sort={direction ? sorts[direction] : 'none'}>
      <Button
        className="ui-sort"
        onPress={() => onOrder({ by, direction: direction === 'ASC' || (!direction && numeric) ? 'DESC' : 'ASC' })}
      >
        {head}
        <span aria-hidden="true">{direction === 'ASC' ? ' ↑' : direction === 'DESC' ? ' ↓' : ' ↕'}</span>
      </Button>
    </th>
  )
}

type SelectAllProps = {
  keys: string[]
  selected: ReadonlySet<string> | undefined
  onSelect: (keys: ReadonlySet<string>) => void
}

function SelectAll({ keys, selected, onSelect }: SelectAllProps) {
  const { t } = useTranslation()
  const count = keys.filter((key) => selected?.has(key)).length
  const isAll = keys.length > 0 && count === keys.length
  return (
    <Checkbox
      className="ui-check"
      aria-label={t('list.selectAll')}
      isSelected={isAll}
      isIndeterminate={count > 0 && !isAll}
      onChange={() => onSelect(new Set(isAll ? [] : keys))}
    >
      <Tick />
    </Checkbox>
  )
}
