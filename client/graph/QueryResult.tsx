import { type ReactNode, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { CombinedError } from 'urql'
import { Button } from '#client/ui/Button.tsx'
import { failureOf } from './errors.ts'
import { useRetry } from './useRetry.ts'

/** The result of a query as urql gives it. The operation's key tells the answer to one query from the answer to another. */
export type Result<D> = {
  data?: D | null | undefined
  error?: CombinedError | undefined
  operation?: { key: number } | undefined
}

type QueryResultProps<D> = { result: Result<D>; retry: () => void; children: (data: D) => ReactNode }

/**
 * Shows the result of a query: `children` with its data, or that it is still loading, or the error with a button to try
 * again. Where the same query had data before and now fails with an error that may pass, the earlier data stays on the
 * page under a note that says so. Such errors are tried again automatically, by `retry`.
 */
export function QueryResult<D>({ result: { data, error, operation }, retry, children }: QueryResultProps<D>) {
  const { t } = useTranslation()
  const lastData = useRef<{ key: number | undefined; data: D }>(null)
  if (data) lastData.current = { key: operation?.key, data }
  const failure = error && !data ? failureOf(error) : null
  useRetry(failure?.retry ?? false, retry)
  if (data) return children(data)
  if (!failure) {
    return (
      <p className="ui-waiting" aria-busy="true">
        {t('loading')}
      </p>
    )
  }
  const before = failure.retry && lastData.current?.key === operation?.key ? lastData.current : null
  return (
    <>
      <div className={before ? 'ui-before' : 'ui-empty'} role="alert">
        <p>{before ? t('shownFromBefore') : failure.message || t('offline')}</p>
        {failure.code === 'UNAUTHENTICATED' ? (
          <a href="/login">{t('signInAgain')}</a>
        ) : (
          <Button onPress={retry}>{t('retry')}</Button>
        )}
      </div>
      {before && children(before.data)}
    </>
  )
}
