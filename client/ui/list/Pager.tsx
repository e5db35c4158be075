import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'wouter'
import { Button } from '#client/ui/Button.tsx'
import { countText, numberText } from '#client/ui/numbers.ts'

/** Where a page of a list begins and ends. */
export type PageInfo = {
  hasNextPage: boolean
  hasPreviousPage: boolean
  startCursor?: string | null
  endCursor?: string | null
}

/** How many rows a page of a list has. */
export const pageSize = 50

/** The arguments of a connection for the page of the list that the address names. */
export function usePage(): { first?: number; after?: string; last?: number; before?: string } {
  const [params] = useSearchParams()
  const before = params.get('before')
  if (before) return { last: pageSize, before }
  return { first: pageSize, after: params.get('after') ?? undefined }
}

type PagerProps = { info: PageInfo; shown: number; count: { totalCount: number; isFloor: boolean } }

/**
 * Which rows of how many are shown, and the buttons to the pages beside this one. The page is part of the address, so the
 * browser's back button works too.
 */
export function Pager({ info, shown, count }: PagerProps) {
  const { t } = useTranslation()
  const [params, setParams] = useSearchParams()
  const isFirst = !info.hasPreviousPage
  const from = isFirst ? 1 : Math.max(2, Number(params.get('from')) || 2)
  const turn = (key: 'after' | 'before', cursor: string | null | undefined, next: number) => {
    setParams((old) => {
      for (const name of ['after', 'before', 'from', 'open']) old.delete(name)
      if (cursor) old.set(key, cursor)
      if (cursor && next > 1) old.set('from', String(next))
      return old
    })
    scrollTo({ top: 0 })
  }
  if (shown === 0) return null
  return (
    <nav className="ui-pager" aria-label={t('pages')}>
      <span>
        {t('list.position', {
          from: numberText(from),
          to: numberText(from + shown - 1),
          total: countText(count),
        })}
      </span>
      {(info.hasNextPage || !isFirst) && (
        <>
          <Button small isDisabled={isFirst} onPress={() => turn('before', info.startCursor, from - pageSize)}>
            {t('previousPage')}
          </Button>
          <Button small isDisabled={!info.hasNextPage} onPress={() => turn('after', info.endCursor, from + shown)}>
            {t('nextPage')}
          </Button>
        </>
      )}
    </nav>
  )
}
