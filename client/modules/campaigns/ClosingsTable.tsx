import { useTranslation } from 'react-i18next'
import { momentText } from '#client/ui/dates.ts'
import { listText } from '#client/ui/list-text.ts'
import { Table } from '#client/ui/Table.tsx'
import type { CampaignWholeFragment } from '#codegen/graph/graphql.ts'

/** A closing of a campaign. */
export type Closing = CampaignWholeFragment['closings'][number]

/** A table of closings after which the campaign was opened again: when and by whom, the figures of then, and why it went on. */
export function ClosingsTable({ closings }: { closings: readonly Closing[] }) {
  const { t } = useTranslation('desk')
  const { t: common, i18n } = useTranslation()
  const whoClosed = ({ event }: Closing) => {
    const actor = event?.actor
    if (!actor) return '—'
    return listText([actor.displayName, ...(actor.rank ? [common(`CommandRank.${actor.rank}`)] : [])], i18n.language)
  }
  return (
    <Table
      caption={t('campaign.closings')}
      rows={closings}
      rowKey={({ id }) => id}
      columns={[
        { head: t('campaign.wasClosed'), cell: ({ at }) => momentText(at) },
        { head: t('campaign.closedBy'), cell: whoClosed },
        {
          head: t('campaign.figures'),
          cell: ({ seq, figures }) => (
            <>
              {figures && t('campaign.target', figures)}
              {figures && figures.visitedOutside > 0 && (
                <span className="campaign-note">{t('campaign.outside', { count: figures.visitedOutside })}</span>
              )}
              <span className="campaign-note">{t('campaign.asOfEvent', { seq })}</span>
            </>
          ),
        },
        { head: t('campaign.reopened'), cell: ({ reopenedAt }) => momentText(reopenedAt) },
        { head: t('campaign.reopenReason'), cell: ({ reopenReason }) => reopenReason ?? '—' },
      ]}
    />
  )
}
