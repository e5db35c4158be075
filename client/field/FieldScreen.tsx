import { useCallback, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'wouter'
import { homeOf } from '#client/graph/session.ts'
import { SelectField } from './screens/fields.tsx'
import { Problem } from './screens/Problem.tsx'
import { ScreenProvider } from './screens/screen-context.ts'
import { Today } from './screens/Today.tsx'
import { useOwner, usePhone } from './screens/usePhone.ts'
import { useWork } from './screens/useWork.ts'
import type { Account, Member } from './store/account.ts'
import type { Squad } from './store/centre-client.ts'
import { isUnsent } from './store/entry.ts'
import { useObservable } from './store/observable-value.ts'
import { storePage } from './store/page-files.ts'
import type { Phone } from './store/phone.ts'
import './field.css'
import './stops.css'
import './controls.css'
import './notices.css'
import './photos.css'

const noMembers: readonly Member[] = []

/** The squad's phone. */
export function FieldScreen() {
  const { t } = useTranslation('field')
  const phone = usePhone()
  useEffect(() => {
    document.title = t('title')
  }, [t])
  useEffect(storePage, [])
  return (
    <div className="field">
      {typeof phone === 'string' && (
        <main className="field-main-column">
          <h1>{t('title')}</h1>
          <Problem>{t(`noStorage.${phone}`)}</Problem>
        </main>
      )}
      {phone && typeof phone !== 'string' && <ForOwner phone={phone} />}
    </div>
  )
}

function ForOwner({ phone }: { phone: Phone }) {
  const { t } = useTranslation(['field', 'common'])
  const account = useOwner(phone)
  if (account === 'unknown') return <p className="loading">{t('common:loading')}</p>
  if (!account) return <SignInFirst phone={phone} />
  if (account.role === 'SQUAD' && account.squad) {
    const { id, number } = account.squad
    return (
      <ScreenProvider key={account.id} value={{ phone, account, squad: id, members: account.members ?? noMembers }}>
        <Today number={number} />
      </ScreenProvider>
    )
  }
  if (account.role === 'COMMAND') return <ForCommand key={account.id} phone={phone} account={account} />
  return (
    <main className="field-main-column">
      <p>{t('notForYou')}</p>
      <a className="field-button" href={homeOf(account.role)}>
        {t('home')}
      </a>
    </main>
  )
}

/** Nobody is signed in: what the phone holds waits for the accounts that it belongs to. */
function SignInFirst({ phone }: { phone: Phone }) {
  const { t } = useTranslation('field')
  const entries = useObservable(phone.outbox.state).entries.filter(isUnsent)
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

/** The command centre works for a squad of its choice. */
function ForCommand({ phone, account }: { phone: Phone; account: Account }) {
  const { t } = useTranslation('field')
  const [squads, setSquads] = useState<Squad[]>([])
  const [params, setParams] = useSearchParams()
  const readSquads = useCallback(async () => {
    const all = await phone.centre.squads()
    if (all) setSquads(all)
    return all !== null
  }, [phone])
  useWork(readSquads)
  const squad = squads.find(({ id }) => id === params.get('squad'))
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
          value={squad?.id ?? ''}
          onChange={(event) => setParams(event.target.value ? { squad: event.target.value } : {})}
        />
      </nav>
      {squad && (
        <ScreenProvider key={squad.id} value={{ phone, account, squad: squad.id, members: squad.members }}>
          <Today number={squad.number} />
        </ScreenProvider>
      )}
    </>
  )
}
