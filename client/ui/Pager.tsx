import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'wouter'

/** Where a page of a list begins and ends. */
export type PageInfo = {
  hasNextPage: boolean
  hasPreviousPage: boolean
  startCursor?: string | null
  endCursor?: string | null
}

const size = 50

/** The arguments of a connection for the page of the list that the address names. */
export function usePage(): { first?: number; after?: string; last?: number; before?: string } {
  const [params] = useSearchParams()
  const before = params.get('before')
  if (before) return { last: size, before }
  return { first: size, after: params.get('after') ?? undefined }
}

/**
 * The buttons to the next and the previous page of a list. The page is part of the address, so the browser's back
 * button works too.
 */
export function Pager({ info }: { info: PageInfo }) {
  const { t } = useTranslation()
  const [, setParams] = useSearchParams()
  const turn = (key: 'after' | 'before', cursor: string | null | undefined) => {
    setParams((params) => {
      params.delete('after')
      params.delete('before')
      if (cursor) params.set(key, cursor)
      return params
    })
    scrollTo({ top: 0 })
  }
  if (!info.hasNextPage && !info.hasPreviousPage) return null
  return (
    <nav className="ui-pager" aria-label={t('pages')}>
      <button
        type="button"
        className="ui-button"
        disabled={!info.hasPreviousPage}
        onClick={() => turn('before', info.startCursor)}
      >
        {t('previousPage')}
      </button>
      <button
        type="button"
        className="ui-button"
        disabled={!info.hasNextPage}
        onClick={() => turn('after', info.endCursor)}
      >
        {t('nextPage')}
      </button>
    </nav>
  )
}
