import { useTranslation } from 'react-i18next'
import { momentText } from '#client/ui/dates.ts'
import type { ListColumn } from '#client/ui/list/ListTable.tsx'
import type { MeasureOrderField, MeasureRowFragment } from '#codegen/graph/graphql.ts'
import { carrierOf, MeasureTag } from './MeasureTag.tsx'

/** The columns of a list of measures. */
export function useMeasureColumns(): ListColumn<MeasureRowFragment, MeasureOrderField>[] {
  const { t } = useTranslation('desk')
  return [
    {
      key: 'what',
      head: t('measures.what'),
      cell: ({ what, issues }) => (
        <>
          {what}
          <small>{issues.map(({ no, title }) => `${no} ${title}`).join(' · ')}</small>
        </>
      ),
    },
    { key: 'enterprise', head: t('enterprise'), order: 'ENTERPRISE', cell: ({ enterprise }) => enterprise.name },
    { key: 'who', head: t('measures.carrier'), cell: carrierOf },
    { key: 'dueOn', head: t('measures.dueOn'), order: 'DUE_ON', cell: ({ dueOn }) => dueOn },
    { key: 'state', head: t('measures.state'), order: 'STATE', cell: (row) => <MeasureTag measure={row} /> },
    {
      key: 'expected',
      head: t('measures.expected'),
      isUsual: false,
      cell: ({ expectedEffect }) => expectedEffect || '—',
    },
    {
      key: 'result',
      head: t('measures.resultNote'),
      isUsual: false,
      cell: ({ resultNote, dropReason }) => resultNote ?? dropReason ?? '—',
    },
    { key: 'endedAt', head: t('measures.endedAt'), isUsual: false, cell: ({ endedAt }) => momentText(endedAt) || '—' },
  ]
}
