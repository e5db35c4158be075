import { useTranslation } from 'react-i18next'
import { useQuery } from 'urql'
import { useFormValue } from '#client/ui/form/form-context.ts'
import { PeriodDocument } from './documents.ts'

/** Says of a visit on paper that ends on a day outside of the campaign that it will be kept and not count. */
export function OutsidePeriod({ finishedAt }: { finishedAt: string }) {
  const { t } = useTranslation('desk')
  const [end] = useFormValue('finishedAt', finishedAt)
  const [{ data }] = useQuery({ query: PeriodDocument })
  const day = end.slice(0, 10)
  const campaign = data?.campaign
  if (!campaign || !day || (day >= campaign.startsOn && day <= campaign.endsOn)) return null
  return (
    <p className="visit-outside" role="status">
      {t('there.outside', { from: campaign.startsOn, to: campaign.endsOn })}
    </p>
  )
}
