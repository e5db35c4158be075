import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useQuery } from 'urql'
import { Redirect } from 'wouter'
import { homeOf } from '#client/graph/session.ts'
import type { OwnAccountQuery } from '#codegen/graph/graphql.ts'
import { Doorway } from './Doorway.tsx'
import { OwnSessions } from './OwnSessions.tsx'
import { OwnAccountDocument } from './own-documents.ts'
import { PasswordForm } from './PasswordForm.tsx'

type Own = NonNullable<OwnAccountQuery['viewer']>

/** The own account: a new password, and where else somebody is signed in. It is the first page where somebody else has set the password. */
export function AccountScreen() {
  const { t } = useTranslation()
  const [{ data, error }, again] = useQuery({ query: OwnAccountDocument })
  useEffect(() => {
    document.title = t('own.title')
  }, [t])
  if (data && !data.viewer) return <Redirect to="/login?next=/account" replace />
  return (
    <Doorway>
      {data?.viewer ? <OwnAccount own={data.viewer} /> : <p role="status">{error ? t('offline') : t('loading')}</p>}
      {error && (
        <button type="button" className="ui-button" onClick={() => again()}>
          {t('retry')}
        </button>
      )}
    </Doorway>
  )
}

function OwnAccount({ own }: { own: Own }) {
  const { t } = useTranslation()
  const [isDone, setDone] = useState(false)
  const home = homeOf(own.role)
  // what comes next is loaded anew: nothing of it could be read before
  const next = () => (own.mustChangePassword ? location.assign(home) : setDone(true))
  return (
    <>
      <h2>{own.mustChangePassword ? t('own.first') : t('own.title')}</h2>
      <p className="login-note">{own.mustChangePassword ? t('own.why') : `${own.displayName} · ${own.username}`}</p>
      <PasswordForm key={String(isDone)} username={own.username} onDone={next} />
      {isDone && (
        <p className="login-note" role="status">
          {t('own.changed')}
        </p>
      )}
      {!own.mustChangePassword && <OwnSessions />}
      {!own.mustChangePassword && <a href={home}>{t('own.back')}</a>}
    </>
  )
}
