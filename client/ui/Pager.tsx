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

/** The page of a list that the address names, as a connection's arguments. */
export function usePage(): { first?: number; after?: string; last?: number; before?: string } {
  const [params] = useSearchParams()
  const before = params.get('before')
  if (before) return { last: size, before }
  return { first: size, after: params.get('after') ?? undefined }
}

/** Turns the pages of a list. Pages are part of the address, so the browser's own back works too. */
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
