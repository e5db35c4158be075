import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { QueryResult, type Result } from '#client/graph/QueryResult.tsx'
import { EmptyNote } from '#client/ui/EmptyNote.tsx'
import { Page } from '#client/ui/Page.tsx'

type RecordResultProps<D, R> = {
  result: Result<D>
  retry: () => void
  /** Takes the record out of the query’s data; null where there is none or it may not be seen. */
  pick: (data: D) => R | null | undefined
  title: string
  missing?: string
  children: (record: R, data: D) => ReactNode
}

/** Shows a record as soon as it is read, or that there is none. */
export function RecordResult<D, R>({ result, retry, pick, title, missing, children }: RecordResultProps<D, R>) {
  const { t } = useTranslation('desk')
  return (
    <QueryResult result={result} retry={retry}>
      {(data) => {
        const record = pick(data)
        if (record) return children(record, data)
        return (
          <Page title={title}>
            <EmptyNote>{missing ?? t('record.missing')}</EmptyNote>
          </Page>
        )
      }}
    </QueryResult>
  )
}
