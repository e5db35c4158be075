import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'wouter'
import { dayOf } from '#client/field/day.ts'
import type { Entry } from '#client/field/store/entry.ts'
import { useWatched, Watched } from '#client/field/store/observable.ts'
import { type StopOnPhone, stopsOnPhone } from '#client/field/store/on-phone.ts'
import type { KeptStops } from '#client/field/store/storage.ts'
import { AddStop } from './AddStop.tsx'
import { CarryOver } from './CarryOver.tsx'
import { Foot } from './Foot.tsx'
import { Header } from './Header.tsx'
import { Problem } from './parts.tsx'
import { StopCard } from './StopCard.tsx'
import { StopPage } from './StopPage.tsx'
import { Unsent } from './Unsent.tsx'
import { useLiveStops } from './useLiveStops.ts'
import { useWork } from './work.tsx'

const nothing = new Watched<KeptStops | null>(null)

/** A squad's day: the list, or the stop that is open. */
export function Today({ number }: { number: number }) {
  const { t } = useTranslation('field')
  const { field, account, squad } = useWork()
  const { stops, freshness } = useLiveStops(field, account.id, squad)
  const kept = useWatched(stops?.kept ?? nothing)
  const { entries, sending, held } = useWatched(field.outbox.mail)
  const own = entries.filter((entry) => entry.account === account.id)
  const day = dayOf()
  const briefs = useWatched(field.briefs.known)
  const shown = stopsOnPhone({ stops: kept?.stops ?? [], briefs, entries: own.filter(isOf(squad)), sending })
  const { chosen, address } = useChosen(shown)
  // what was refused stands first; what is only on its way must not move the form under a finger
  const refused = own.some((entry) => entry.refused)
  return (
    <>
      <Header squad={number} day={day} freshness={freshness} kept={kept} unsent={own.length} />
      <main className="field-main-column">
        {held === 'signed-out' && (
          <Problem>
            {t('signInAgain', { name: account.displayName })} <a href="/login?next=/field">{t('signIn')}</a>
          </Problem>
        )}
        {held === 'other-account' && (
          <Problem>
            {t('otherAccount', { name: account.displayName, count: own.length })}{' '}
            <a href="/field">{t('openAsOther')}</a>
          </Problem>
        )}
        <OthersEntries entries={entries.filter((entry) => entry.account !== account.id)} />
        {refused && <Unsent stops={shown} address={address} />}
        {chosen === undefined && <List shown={shown} day={day} kept={kept} address={address} />}
        {chosen && (
          <StopPage
            key={chosen.stop.id}
            on={chosen}
            address={address}
            elsewhere={shown.find(({ state, stop }) => state === 'ARRIVED' && stop.id !== chosen.stop.id)}
          />
        )}
        {!refused && <Unsent stops={shown} address={address} />}
      </main>
      <Foot unsent={own.length} />
    </>
  )
}

type ListProps = {
  shown: readonly StopOnPhone[]
  day: string
  kept: KeptStops | null
  address: (stop: string | null) => string
}

function List({ shown, day, kept, address }: ListProps) {
  const { t } = useTranslation('field')
  const isToday = ({ stop, state }: StopOnPhone) =>
    stop.plannedOn === day || state === 'ARRIVED' || state === 'FINISHED'
  const today = shown.filter(isToday)
  return (
    <>
      <h1 className="field-title">{t('today')}</h1>
      {today.length > 0 ? (
        <ol className="field-cards">
          {today.map((on) => (
            <StopCard key={on.stop.id} on={on} href={address(on.stop.id)} day={day} />
          ))}
        </ol>
      ) : (
        <p>{t(kept ? 'noStops' : 'nothingKept')}</p>
      )}
      <CarryOver earlier={shown.filter((on) => !isToday(on))} day={day} />
      <AddStop />
    </>
  )
}

/** What another account left on this phone: only that account can send it. */
function OthersEntries({ entries }: { entries: readonly Entry[] }) {
  const { t } = useTranslation('field')
  const names = [...new Set(entries.map(({ accountName }) => accountName))]
  return names.map((name) => (
    <Problem key={name}>
      {t('otherAccount', { name, count: entries.filter(({ accountName }) => accountName === name).length })}
    </Problem>
  ))
}

/** The stop in the page's address. One that was planned here goes on under the id that the centre gave it. */
function useChosen(shown: readonly StopOnPhone[]) {
  const { field } = useWork()
  const [params, setParams] = useSearchParams()
  const renamed = useWatched(field.renamed)
  const id = params.get('stop')
  const newId = id && renamed.get(id)
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
  return { chosen: id ? shown.find(({ stop }) => stop.id === (newId ?? id)) : undefined, address }
}

const isOf = (squad: string) => (entry: Entry) => entry.mutation !== 'planVisit' || entry.input.squadId === squad
