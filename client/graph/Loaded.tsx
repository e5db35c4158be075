import { type ReactNode, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { CombinedError } from 'urql'
import { failureOf } from './errors.ts'
import { useRetry } from './useRetry.ts'

/** What a query brought, as far as it is shown here; the operation tells one question from another. */
export type Result<D> = {
  data?: D | null | undefined
  error?: CombinedError | undefined
  operation?: { key: number } | undefined
}

type LoadedProps<D> = { result: Result<D>; retry: () => void; children: (data: D) => ReactNode }

/**
 * What a query brought: the data as soon as there is some, else the wait, else why there is none. What was read before
 * stays when it could not be read again, and says so; whatever may succeed later is tried again by itself.
 */
export function Loaded<D>({ result: { data, error, operation }, retry, children }: LoadedProps<D>) {
  const { t } = useTranslation()
  const kept = useRef<{ key: number | undefined; data: D }>(null)
  if (data) kept.current = { key: operation?.key, data }
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
  const before = failure.retry && kept.current?.key === operation?.key ? kept.current : null
  return (
    <>
      <div className={before ? 'ui-before' : 'ui-empty'} role="alert">
        <p>{before ? t('shownFromBefore') : failure.message || t('offline')}</p>
        {failure.code === 'UNAUTHENTICATED' ? (
          <a href="/login">{t('signInAgain')}</a>
        ) : (
          <button type="button" className="ui-button" onClick={retry}>
            {t('retry')}
          </button>
        )}
      </div>
      {before && children(before.data)}
    </>
  )
}
