import '#client/ui/button.css'
import type { ReactNode } from 'react'
import { ErrorBoundary } from 'react-error-boundary'
import { useTranslation } from 'react-i18next'
import { LostChunk } from './lazy-screen.ts'
import { reloadWhereServed, useReload } from './useReload.ts'

type BoundaryProps = {
  /** The classes of what stands in the place of what failed. */
  className: string
  /** When one of them changes, what failed is rendered again. */
  resetKeys?: unknown[]
  /** Nobody is there to press a button: after a pause the page is loaded anew by itself. */
  unattended?: boolean
  children: ReactNode
}

/**
 * Keeps an error in one part of the page from emptying all of it. In the place of that part it says in words what
 * happened and offers to try again. Where code is missing, the page is loaded anew by itself, which loses nothing.
 */
export function Boundary({ className, resetKeys, unattended = false, children }: BoundaryProps) {
  return (
    <ErrorBoundary
      resetKeys={resetKeys}
      fallbackRender={({ error, resetErrorBoundary }) => (
        <Failure
          className={className}
          isLost={error instanceof LostChunk}
          unattended={unattended}
          onReset={resetErrorBoundary}
        />
      )}
    >
      {children}
    </ErrorBoundary>
  )
}

type FailureProps = { className: string; isLost: boolean; unattended: boolean; onReset: () => void }

function Failure({ className, isLost, unattended, onReset }: FailureProps) {
  const { t } = useTranslation()
  useReload(isLost || unattended)
  // what failed was most often made from data that this page still holds: only a new page is sure to be without them
  const retry = async () => {
    if (!(await reloadWhereServed())) onReset()
  }
  return (
    <section className={className} role="alert">
      <p>{t(isLost ? 'boundary.lost' : 'boundary.failed')}</p>
      {(isLost || unattended) && <p>{t('boundary.reloading')}</p>}
      <p>
        <button type="button" className="ui-button" onClick={retry}>
          {t('retry')}
        </button>
      </p>
    </section>
  )
}
