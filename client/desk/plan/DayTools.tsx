import { useTranslation } from 'react-i18next'
import { Button } from '#client/ui/Button.tsx'
import { Stepper } from '#client/ui/form/Stepper.tsx'
import { mostStops } from './usePlanDraft.ts'

type DayToolsProps = {
  size: number
  onSize: (size: number) => void
  onFill: () => void
  isBusy: boolean
  hasDraft: boolean
}

/** How many stops a squad gets, and the button that fills all lists. */
export function DayTools({ size, onSize, onFill, isBusy, hasDraft }: DayToolsProps) {
  const { t } = useTranslation('desk')
  const { t: common } = useTranslation()
  return (
    <>
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
    </>
  )
}
