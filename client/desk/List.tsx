import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { QueryResult, type Result } from '#client/graph/QueryResult.tsx'
import { EmptyNote } from '#client/ui/EmptyNote.tsx'
import { type PageInfo, Pager } from '#client/ui/Pager.tsx'

type Connection<N> = { pageInfo: PageInfo; edges: readonly { node: N }[] }

type ListProps<D, N> = {
  result: Result<D>
  retry: () => void
  pick: (data: D) => Connection<N>
  table: (rows: N[]) => ReactNode
}

/**
 * A list of a page: its table, or that it is loading, has no entries or could not be read; and the buttons to its
 * other pages. `pick` takes the connection out of the query's data.
 */
export function List<D, N>({ result, retry, pick, table }: ListProps<D, N>) {
  const { t } = useTranslation('desk')
  const connection = result.data && pick(result.data)
  return (
    <>
      <div className="ui-list">
        <QueryResult result={result} retry={retry}>
          {(data) => {
            const rows = pick(data).edges.map(({ node }) => node)
            return rows.length ? table(rows) : <EmptyNote>{t('nothing')}</EmptyNote>
          }}
        </QueryResult>
      </div>
      {connection && <Pager info={connection.pageInfo} />}
    </>
  )
}
