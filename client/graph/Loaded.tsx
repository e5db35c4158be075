import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { CombinedError } from 'urql'
import { failureOf } from './errors.ts'

type LoadedProps<D> = {
  result: { data?: D | undefined; error?: CombinedError | undefined }
  retry: () => void
  children: (data: D) => ReactNode
}

/** What a query brought: the data as soon as there is some, else the wait, else why there is none. */
export function Loaded<D>({ result: { data, error }, retry, children }: LoadedProps<D>) {
  const { t } = useTranslation()
  if (data) return children(data)
  if (!error) {
    return (
      <p className="ui-waiting" aria-busy="true">
        {t('loading')}
      </p>
    )
  }
  const failure = failureOf(error)
  return (
    <div className="ui-empty" role="alert">
      <p>{failure.message || t('offline')}</p>
      {failure.code === 'UNAUTHENTICATED' ? (
        <a href="/login">{t('signInAgain')}</a>
      ) : (
        <button type="button" className="ui-button" onClick={retry}>
          {t('retry')}
        </button>
      )}
    </div>
  )
}
