import { useTranslation } from 'react-i18next'
import { mostDays } from '#client/modules/visits/most-days.ts'
import { Button } from '#client/ui/Button.tsx'
import { dateInDays, dateOf } from '#client/ui/dates.ts'
import { DateChoice } from '#client/ui/form/DateField.tsx'
import { Stepper } from '#client/ui/form/Stepper.tsx'
import { useListAddress } from '#client/ui/list/address.ts'
import { mostStops } from './usePlanDraft.ts'

type DayToolsProps = {
  on: string
  size: number
  onSize: (size: number) => void
  onFill: () => void
  isBusy: boolean
  hasDraft: boolean
}

const dayAfter = (on: string, days: number): string =>
  new Date(Date.parse(`${on}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)

/** Which day it is, how many stops a squad gets, and the button that fills all lists. */
export function DayTools({ on, size, onSize, onFill, isBusy, hasDraft }: DayToolsProps) {
  const { t } = useTranslation('desk')
  const { t: common } = useTranslation()
  const { set } = useListAddress()
  const [first, last] = [dateOf(), dateInDays(mostDays)]
  const go = (day: string) => day >= first && day <= last && set({ on: day })
  return (
    <div className="desk-plan-tools">
      <div className="desk-plan-day">
        <Button aria-label={t('plan.earlier')} isDisabled={on <= first} onPress={() => go(dayAfter(on, -1))}>
          ‹
        </Button>
        <DateChoice label={t('plan.day')} value={on} onChange={go} min={first} max={last} required />
        <Button aria-label={t('plan.later')} isDisabled={on >= last} onPress={() => go(dayAfter(on, 1))}>
          ›
        </Button>
      </div>
      <Stepper
        label={t('plan.size')}
        less={t('plan.fewer')}
        more={t('plan.more')}
        value={size}
        min={1}
        max={mostStops}
        onChange={onSize}
      />
      <Button isDisabled={isBusy} onPress={onFill}>
        {t('plan.fill')}
      </Button>
      {hasDraft && <p className="ui-note desk-plan-help">{t('plan.help')}</p>}
      {isBusy && <progress className="ui-work" aria-label={common('working')} />}
    </div>
  )
}
