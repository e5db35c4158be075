import { useTranslation } from 'react-i18next'
import { mostDays } from '#client/modules/visits/most-days.ts'
import { Button } from '#client/ui/Button.tsx'
import { dateInDays, dateOf } from '#client/ui/dates.ts'
import { DateChoice } from '#client/ui/form/DateField.tsx'
import { useListAddress } from '#client/ui/list/address.ts'

const dayAfter = (on: string, days: number): string =>
  new Date(Date.parse(`${on}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)

/** Which day it is, and the ways to another one. */
export function DayStep({ on }: { on: string }) {
  const { t } = useTranslation('desk')
  const { set } = useListAddress()
  const [first, last] = [dateOf(), dateInDays(mostDays)]
  const go = (day: string) => day >= first && day <= last && set({ on: day })
  return (
    <div className="desk-plan-day">
      <Button aria-label={t('plan.earlier')} isDisabled={on <= first} onPress={() => go(dayAfter(on, -1))}>
        ‹
      </Button>
      <DateChoice label={t('plan.day')} value={on} onChange={go} min={first} max={last} required />
      <Button aria-label={t('plan.later')} isDisabled={on >= last} onPress={() => go(dayAfter(on, 1))}>
        ›
      </Button>
    </div>
  )
}
