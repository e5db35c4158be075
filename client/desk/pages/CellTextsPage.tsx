import { useTranslation } from 'react-i18next'
import { useQuery } from 'urql'
import { Link } from 'wouter'
import { ListPage } from '#client/desk/list/ListPage.tsx'
import type { Viewer } from '#client/graph/session.ts'
import { CellText } from '#client/modules/rosters/CellText.tsx'
import { CellTextsDocument } from '#client/modules/rosters/cell-text-documents.ts'
import { LinkButton } from '#client/ui/Button.tsx'
import { orderOf, useListAddress } from '#client/ui/list/address.ts'
import { choiceOf } from '#client/ui/list/filters.ts'
import type { ListColumn } from '#client/ui/list/ListTable.tsx'
import { usePage } from '#client/ui/list/Pager.tsx'
import type { CellTextOrderField, CellTextsQuery } from '#codegen/graph/graphql.ts'
import { CheckCell } from './CheckCell.tsx'

type Row = CellTextsQuery['cellTexts']['edges'][number]['node']

const orders: { order: CellTextOrderField }[] = [{ order: 'NAME' }, { order: 'COLUMN' }]

/** The page with the cells of rosters that could not be read, each to be checked once. */
export function CellTextsPage({ viewer }: { viewer: Viewer }) {
  const { t } = useTranslation('desk')
  const { get, order } = useListAddress()
  const isDoubtful = get('state') !== 'checked'
  const [result, again] = useQuery({
    query: CellTextsDocument,
    variables: { isDoubtful, orderBy: orderOf(order, orders), ...usePage() },
    requestPolicy: 'cache-and-network',
  })
  const columns = useColumns(viewer, () => again({ requestPolicy: 'network-only' }))
  return (
    <ListPage
      title={t('cellTexts.title')}
      head={<p className="ui-note">{t('cellTexts.note')}</p>}
      filters={[choiceOf('state', t('roster.state'), ['checked'], () => t('cellTexts.others'))]}
      columns={columns}
      result={result}
      retry={again}
      pick={(data) => data.cellTexts}
      rowKey={({ id }) => id}
      rowName={({ name, header }) => `${name} ${header}`}
      empty={t('cellTexts.empty')}
      actions={<LinkButton href="/desk/import">{t('roster.toImport')}</LinkButton>}
    />
  )
}

function useColumns(viewer: Viewer, again: () => void): ListColumn<Row, CellTextOrderField>[] {
  const { t } = useTranslation('desk')
  return [
    {
      key: 'name',
      head: t('roster.name'),
      order: 'NAME',
      cell: ({ name, subjectType, subjectId }) =>
        subjectType === 'Enterprise' ? <Link href={`/desk/enterprises/${subjectId}`}>{name}</Link> : name,
    },
    { key: 'column', head: t('cellTexts.column'), order: 'COLUMN', cell: ({ header }) => header },
    { key: 'text', head: t('roster.texts'), cell: ({ id, text }) => <CellText of={id} text={text} /> },
    { key: 'row', head: t('roster.row'), cell: ({ sheet, row }) => [sheet, row].filter(Boolean).join(' · ') },
    {
      key: 'check',
      head: t('cellTexts.value'),
      cell: (row) => (row.isDoubtful ? <CheckCell cell={row} viewer={viewer} onDone={again} /> : '—'),
    },
  ]
}
