import { useTranslation } from 'react-i18next'
import { useQuery } from 'urql'
import { ListPage } from '#client/desk/list/ListPage.tsx'
import { RostersDocument } from '#client/modules/rosters/documents.ts'
import { useRosterColumns } from '#client/modules/rosters/useRosterColumns.tsx'
import { LinkButton } from '#client/ui/Button.tsx'
import { orderOf, useListAddress } from '#client/ui/list/address.ts'
import { choiceOf } from '#client/ui/list/filters.ts'
import { usePage } from '#client/ui/list/Pager.tsx'
import { enums } from '#codegen/graph/enums.ts'
import type { RosterKind, RosterState } from '#codegen/graph/graphql.ts'

/** The page with the imports of the union: which file, who and when, and what came of it. */
export function PastImportsPage() {
  const { t } = useTranslation('desk')
  const { t: common } = useTranslation()
  const { get, order } = useListAddress()
  const columns = useRosterColumns()
  const [kind, state] = [get('kind') as RosterKind | undefined, get('state') as RosterState | undefined]
  const [result, again] = useQuery({
    query: RostersDocument,
    variables: {
      search: get('search'),
      kinds: kind && [kind],
      states: state && [state],
      orderBy: orderOf(order, columns),
      ...usePage(),
    },
    // what was imported on the page before must be there
    requestPolicy: 'cache-and-network',
  })
  return (
    <ListPage
      title={t('roster.past')}
      search={common('search')}
      filters={[
        choiceOf('kind', t('roster.kind'), enums.RosterKind, (value) => common(`RosterKind.${value}`)),
        choiceOf('state', t('roster.state'), enums.RosterState, (value) => common(`RosterState.${value}`)),
      ]}
      columns={columns}
      result={result}
      retry={again}
      pick={(data) => data.rosters}
      rowKey={({ id }) => id}
      rowName={({ fileName }) => fileName}
      href={({ id }) => `/desk/import/past/${id}`}
      empty={t('roster.pastEmpty')}
      actions={<LinkButton href="/desk/import">{t('roster.toImport')}</LinkButton>}
    />
  )
}
