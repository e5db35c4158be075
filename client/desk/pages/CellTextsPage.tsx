import { useTranslation } from 'react-i18next'
import { useQuery } from 'urql'
import { Link } from 'wouter'
import { ListPage } from '#client/desk/list/ListPage.tsx'
import { useChange } from '#client/graph/useChange.ts'
import { CellTextsDocument, CheckCellTextDocument } from '#client/modules/rosters/cell-text-documents.ts'
import { Button, LinkButton } from '#client/ui/Button.tsx'
import { orderOf, useListAddress } from '#client/ui/list/address.ts'
import { choiceOf } from '#client/ui/list/filters.ts'
import type { ListColumn } from '#client/ui/list/ListTable.tsx'
import { usePage } from '#client/ui/list/Pager.tsx'
import { useToast } from '#client/ui/Toast.tsx'
import type { CellTextOrderField, CellTextsQuery } from '#codegen/graph/graphql.ts'

type Row = CellTextsQuery['cellTexts']['edges'][number]['node']

/** The page with the cells of rosters that could not be read, each to be checked once. */
export function CellTextsPage() {
  const { t } = useTranslation('desk')
  const { get, order } = useListAddress()
  const columns = useColumns()
  const isDoubtful = get('state') !== 'checked'
  const [result, again] = useQuery({
    query: CellTextsDocument,
    variables: { isDoubtful, orderBy: orderOf(order, columns), ...usePage() },
    requestPolicy: 'cache-and-network',
  })
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

function useColumns(): ListColumn<Row, CellTextOrderField>[] {
  const { t } = useTranslation('desk')
  const { t: common } = useTranslation()
  const say = useToast()
  const check = useChange(CheckCellTextDocument)
  const press = async (cellTextId: string) => {
    const { failure } = await check({ cellTextId })
    if (failure) say(failure.message || common('offline'), { isAlert: true })
    else say(t('cellTexts.did'))
  }
  return [
    {
      key: 'name',
      head: t('roster.name'),
      order: 'NAME',
      cell: ({ name, subjectType, subjectId }) =>
        subjectType === 'Enterprise' ? <Link href={`/desk/enterprises/${subjectId}`}>{name}</Link> : name,
    },
    { key: 'column', head: t('cellTexts.column'), order: 'COLUMN', cell: ({ header }) => header },
    { key: 'text', head: t('roster.texts'), cell: ({ text }) => text },
    { key: 'row', head: t('roster.row'), numeric: true, cell: ({ row }) => row },
    {
      key: 'check',
      head: t('cellTexts.check'),
      cell: ({ id, isDoubtful }) =>
        isDoubtful ? (
          <Button small onPress={() => void press(id)}>
            {t('cellTexts.check')}
          </Button>
        ) : (
          '—'
        ),
    },
  ]
}
