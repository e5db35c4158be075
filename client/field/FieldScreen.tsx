import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'wouter'
import { homeOf } from '#client/graph/session.ts'
import { SelectField } from '#client/ui/fields.tsx'
import { Problem } from './screens/parts.tsx'
import { Today } from './screens/Today.tsx'
import { WorkProvider } from './screens/work.tsx'
import { useWatched } from './store/observable.ts'
import { keepShell } from './store/page-files.ts'
import { type Field, useField, useOwner } from './store/phone.ts'
import type { Account } from './store/storage.ts'
import './field.css'

/** The squad's phone. */
export function FieldScreen() {
  const { t } = useTranslation('field')
  const field = useField()
  useEffect(() => {
    document.title = t('title')
  }, [t])
  useEffect(keepShell, [])
  return (
    <div className="field">
      {field === 'failed' && <Problem>{t('noStorage')}</Problem>}
      {field && field !== 'failed' && <ForOwner field={field} />}
    </div>
  )
}

function ForOwner({ field }: { field: Field }) {
  const { t } = useTranslation(['field', 'common'])
  const owner = useOwner(field)
  if (!owner) return <p className="loading">{t('common:loading')}</p>
  if ('nobody' in owner) return <SignInFirst field={field} />
  const { account } = owner
  if (account.role === 'SQUAD' && account.squad) {
    const { id, number } = account.squad
    return (
      <WorkProvider key={account.id} value={{ field, account, squad: id }}>
        <Today number={number} />
      </WorkProvider>
    )
  }
  if (account.role === 'COMMAND') return <ForCommand key={account.id} field={field} account={account} />
  return (
    <main className="field-main-column">
      <p>{t('notForYou')}</p>
      <a className="field-button" href={homeOf(account.role)}>
        {t('home')}
      </a>
    </main>
  )
}

/** Nobody is signed in: what the phone holds waits for the account that it belongs to. */
function SignInFirst({ field }: { field: Field }) {
  const { t } = useTranslation('field')
  const { entries } = useWatched(field.outbox.mail)
  const names = [...new Set(entries.map(({ accountName }) => accountName))]
  return (
    <main className="field-main-column">
      <h1>{t('title')}</h1>
      {names.length === 0 && <p>{t('signInFirst')}</p>}
      {names.map((name) => (
        <Problem key={name}>{t('signInAgain', { name })}</Problem>
      ))}
      {entries.length > 0 && <p>{t('unsent', { count: entries.length })}</p>}
      <a className="field-button field-main" href="/login?next=/field">
        {t('signIn')}
      </a>
    </main>
  )
}

type Squad = { id: string; number: number; cadreName: string }

/** The command centre works for a squad of its choice. */
function ForCommand({ field, account }: { field: Field; account: Account }) {
  const { t } = useTranslation('field')
  const [squads, setSquads] = useState<Squad[]>([])
  const [params, setParams] = useSearchParams()
  useEffect(() => {
    void field.centre.squads().then(({ data }) => data && setSquads(data.squads))
  }, [field])
  const chosen = squads.find(({ id }) => id === params.get('squad'))
  return (
    <>
      <nav className="field-main-column">
        <SelectField
          label={t('chooseSquad')}
          name="squad"
          empty=""
          options={squads.map(({ id, number, cadreName }) => ({
            value: id,
            label: `${t('squad', { number })} ${cadreName}`,
          }))}
          value={chosen?.id ?? ''}
          onChange={(event) => setParams(event.target.value ? { squad: event.target.value } : {})}
        />
      </nav>
      {chosen && (
        <WorkProvider key={chosen.id} value={{ field, account, squad: chosen.id }}>
          <Today number={chosen.number} />
        </WorkProvider>
      )}
    </>
  )
}
