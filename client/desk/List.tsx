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

/** A connection as a list, with its wait, its emptiness, its failure and its pages. */
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
