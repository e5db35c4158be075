import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'wouter'
import { Boundary } from '#client/boundary/Boundary.tsx'
import type { StopOnPhone } from '#client/field/stop-on-phone.ts'
import { isWrong } from '#client/field/store/centre-clock.ts'
import { type Entry, isUnsent } from '#client/field/store/entry.ts'
import { ObservableValue, useObservable } from '#client/field/store/observable-value.ts'
import { stopsOnPhone } from '#client/field/store/stops-on-phone.ts'
import type { StopList } from '#client/field/store/storage.ts'
import { durationOf } from '#client/ui/dates.ts'
import { Foot } from './Foot.tsx'
import { GivenUp } from './GivenUp.tsx'
import { Header } from './Header.tsx'
import { Problem } from './Problem.tsx'
import { StopPage } from './StopPage.tsx'
import { StopsOfDay } from './StopsOfDay.tsx'
import { StorageNotices } from './StorageNotices.tsx'
import { useScreen, useToday } from './screen-context.ts'
import { Unsent } from './Unsent.tsx'
import { useLiveStops } from './useLiveStops.ts'

const noList = new ObservableValue<StopList | null>(null)

/** A squad's day: the list, or the stop that is open. */
export function Today({ number }: { number: number }) {
  const { t } = useTranslation('field')
  const { phone, account, squad } = useScreen()
  const { stops, freshness } = useLiveStops(phone, account.id, squad)
  const list = useObservable(stops?.list ?? noList)
  const { entries, sending, obstacle } = useObservable(phone.outbox.state)
  const ofAccount = entries.filter((entry) => entry.account === account.id)
  const own = ofAccount.filter(isUnsent)
  const copies = ofAccount.filter((entry) => !isUnsent(entry))
  const day = useToday()
  const briefs = useObservable(phone.briefs.byEnterprise)
  const shown = stopsOnPhone({ squad, stops: list?.stops ?? [], briefs, entries: own, sending })
  const { open, address } = useOpenStop(shown)
  // refused entries stand first; entries that are only on their way must not move the form under a finger
  const hasRefused = own.some((entry) => entry.refused)
  const unsent = (
    <Boundary className="field-section">
      <Unsent stops={shown} address={address} />
    </Boundary>
  )
  return (
    <>
      <Header
        squad={number}
        day={day}
        freshness={freshness}
        list={list}
        unsent={own.length}
        isSignedOut={obstacle !== null}
      />
      <main className="field-main-column">
        <WrongClock />
        <StorageNotices />
        {obstacle === 'signed-out' && (
          <Problem>
            {t('signInAgain', { name: account.displayName })} <a href="/login?next=/field">{t('signIn')}</a>
          </Problem>
        )}
        {obstacle === 'other-account' && (
          <Problem>
            {own.length > 0
              ? t('otherAccount', { name: account.displayName, count: own.length })
              : t('otherAccountNow')}{' '}
            <a href="/field">{t('openAsOther')}</a>
          </Problem>
        )}
        <EntriesOfOthers entries={entries.filter((entry) => entry.account !== account.id && isUnsent(entry))} />
        {hasRefused && unsent}
        <Boundary className="field-section" resetKeys={[open?.visit.id]}>
          {open === undefined && <StopsOfDay stops={shown} day={day} hasList={list !== null} address={address} />}
          {open && (
            <StopPage
              key={phone.names.firstIdOf(open.visit.id)}
              stop={open}
              address={address}
              unfinished={shown.filter(({ state, visit }) => state === 'ARRIVED' && visit.id !== open.visit.id)}
            />
          )}
        </Boundary>
        {!hasRefused && unsent}
        <Boundary className="field-section">
          <GivenUp entries={copies} />
        </Boundary>
      </main>
      <Foot unsent={own.length} copies={copies.length} />
    </>
  )
}

/** A phone's clock that is more than a minute off is said: its owner wonders about the times otherwise. */
function WrongClock() {
  const { t } = useTranslation(['field', 'common'])
  const ahead = useObservable(useScreen().phone.clock.ahead)
  if (!isWrong(ahead)) return null
  const { unit, n } = durationOf(Math.round(Math.abs(ahead) / 60_000) * 60)
  return (
    <p className="field-notice">
      {t(ahead > 0 ? 'clock.fast' : 'clock.slow', { by: t(`common:age.${unit}`, { count: n }) })}
    </p>
  )
}

/** What other accounts left on this phone: only in a session of those accounts can it be sent. */
function EntriesOfOthers({ entries }: { entries: readonly Entry[] }) {
  const { t } = useTranslation('field')
  const names = [...new Set(entries.map(({ accountName }) => accountName))]
  return names.map((name) => (
    <Problem key={name}>
      {t('otherAccount', { name, count: entries.filter(({ accountName }) => accountName === name).length })}
    </Problem>
  ))
}

/** The stop in the page's address. A stop that was planned here goes on under the id that the centre has given it. */
function useOpenStop(stops: readonly StopOnPhone[]) {
  const { phone } = useScreen()
  const [params, setParams] = useSearchParams()
  const names = useObservable(phone.names.ids)
  const id = params.get('stop')
  const newId = id && names.get(id)
  useEffect(() => {
    if (newId) setParams((old) => ({ ...Object.fromEntries(old), stop: newId }), { replace: true })
  }, [newId, setParams])
  useEffect(() => {
    if (id) scrollTo(0, 0)
  }, [id])
  const address = (stop: string | null) => {
    const rest = new URLSearchParams(params)
    if (stop) rest.set('stop', stop)
    else rest.delete('stop')
    return rest.size ? `/field?${rest}` : '/field'
  }
  return { open: id ? stops.find(({ visit }) => visit.id === (newId ?? id)) : undefined, address }
}
