import { useTranslation } from 'react-i18next'
import { momentText } from '#client/ui/dates.ts'
import type { ListColumn } from '#client/ui/list/ListTable.tsx'
import { Tag } from '#client/ui/Tag.tsx'
import type { VisitOrderField, VisitRowFragment } from '#codegen/graph/graphql.ts'
import { StepChips } from './StepChips.tsx'
import { visitTone } from './tones.ts'

/** The columns of a list of visits. */
export function useVisitColumns(): ListColumn<VisitRowFragment, VisitOrderField>[] {
  const { t } = useTranslation('desk')
  const { t: common } = useTranslation()
  return [
    { key: 'enterprise', head: t('enterprise'), order: 'ENTERPRISE', cell: (row) => row.enterprise.name },
    {
      key: 'day',
      head: t('visits.day'),
      order: 'PLANNED_ON',
      cell: (row) => (
        <>
          {row.plannedOn}
          <small>
            {row.stop ? t('visits.stopNumber', { stop: row.stop }) : t('visits.paper')}
            {row.agreedTime && ` · ${t('plan.agreed', { time: row.agreedTime })}`}
          </small>
        </>
      ),
    },
    {
      key: 'squad',
      head: t('squad'),
      order: 'SQUAD',
      cell: (row) => t('squadNumber', { number: row.squad.number }),
    },
    {
      key: 'state',
      head: t('visits.state'),
      order: 'STATE',
      cell: (row) => <Tag tone={visitTone[row.state]}>{common(`VisitState.${row.state}`)}</Tag>,
    },
    { key: 'steps', head: t('visits.steps'), cell: (row) => <StepChips done={row.steps} /> },
    {
      key: 'outcome',
      head: t('visits.outcome'),
      order: 'OUTCOME',
      cell: (row) => (row.outcome ? common(`VisitOutcome.${row.outcome}`) : '—'),
    },
    {
      key: 'counts',
      head: t('visits.counts'),
      cell: (row) => (row.counts ? t('yes') : row.isOutsidePeriod ? t('campaign.outsidePeriod') : '—'),
    },
    {
      key: 'arrivedAt',
      head: t('visits.arrivedAt'),
      isUsual: false,
      cell: (row) => momentText(row.arrivedAt) || '—',
    },
    {
      key: 'finishedAt',
      head: t('visits.finishedAt'),
      order: 'FINISHED_AT',
      isUsual: false,
      cell: (row) => momentText(row.finishedAt) || '—',
    },
  ]
}
