import { useTranslation } from 'react-i18next'
import { dateOf, momentText, paceOf, placeInPeriod } from '#client/ui/dates.ts'
import type { CampaignWholeFragment } from '#codegen/graph/graphql.ts'

/** How a campaign stands: its figures, its days, who leads it, and when it was closed. */
export function CampaignNote({ campaign }: { campaign: CampaignWholeFragment }) {
  const { t } = useTranslation('desk')
  const { target, entries, figures, startsOn, endsOn, leadName, leadTitle } = campaign
  const outside = figures?.visitedOutside ?? 0
  const line = [
    t('campaign.target', { target, listed: entries.length, visited: figures?.visited ?? 0 }),
    outside > 0 && t('campaign.outside', { count: outside }),
    t('campaign.period', { from: startsOn, to: endsOn }),
    ...useDays(campaign),
  ]
  return (
    <>
      {line.filter(Boolean).join(' · ')}
      {(leadName || leadTitle) && (
        <span className="campaign-note">{t('campaign.lead', { name: leadName, title: leadTitle }).trim()}</span>
      )}
      {campaign.closedAt && (
        <span className="campaign-note">
          {t('campaign.closedAt', { at: momentText(campaign.closedAt), seq: campaign.closedSeq ?? '—' })}
        </span>
      )}
    </>
  )
}

/** Which day of the period it is, and what must be visited a day to be done in time. */
function useDays({ state, startsOn, endsOn, target, figures }: CampaignWholeFragment): (string | null)[] {
  const { t } = useTranslation('desk')
  if (state === 'CLOSED' || state === 'DISCARDED') return []
  const { day, days, left } = placeInPeriod(dateOf(), startsOn, endsOn)
  if (day < 1) return [t('campaign.before', { count: 1 - day })]
  if (left === 0) return [t('campaign.after', { count: day - days })]
  const pace = state === 'ACTIVE' ? paceOf(target - (figures?.visited ?? 0), left) : null
  return [t('campaign.dayOf', { day, days }), pace === null ? null : t('campaign.pace', { count: pace })]
}
