import { useTranslation } from 'react-i18next'
import type { StopOnPhone } from '#client/field/stop-on-phone.ts'
import { AddStop } from './AddStop.tsx'
import { CarryOver } from './CarryOver.tsx'
import { StopCard } from './StopCard.tsx'

type Props = {
  stops: readonly StopOnPhone[]
  day: string
  /** Whether the list was ever read; without it the phone does not know whether there are stops. */
  hasList: boolean
  address: (stop: string | null) => string
}

/** The list of a day: its stops, what earlier days left, and the search for one more. */
export function StopsOfDay({ stops, day, hasList, address }: Props) {
  const { t } = useTranslation('field')
  const isToday = ({ visit, state }: StopOnPhone) =>
    visit.plannedOn === day || state === 'ARRIVED' || state === 'FINISHED'
  const today = stops.filter(isToday)
  return (
    <>
      <h1>{t('today')}</h1>
      {today.length > 0 ? (
        <ol className="field-cards">
          {today.map((stop) => (
            <StopCard key={stop.visit.id} stop={stop} href={address(stop.visit.id)} day={day} />
          ))}
        </ol>
      ) : (
        <p>{t(hasList ? 'noStops' : 'nothingKept')}</p>
      )}
      <CarryOver earlier={stops.filter((stop) => !isToday(stop))} day={day} />
      {hasList && <AddStop />}
    </>
  )
}
