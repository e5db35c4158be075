import { useTranslation } from 'react-i18next'
import { Age } from '#client/graph/Age.tsx'
import { momentText } from '#client/ui/dates.ts'
import type { ListColumn } from '#client/ui/list/ListTable.tsx'
import { Tag } from '#client/ui/Tag.tsx'
import type { IssueOrderField, IssueRowFragment } from '#codegen/graph/graphql.ts'
import { ClockMark } from './ClockMark.tsx'
import { severityTone, stateTone } from './tones.ts'

/** The columns of a list of issues. */
export function useIssueColumns(): ListColumn<IssueRowFragment, IssueOrderField>[] {
  const { t } = useTranslation('desk')
  const { t: common } = useTranslation()
  const proposal = ({ proposedAgency }: IssueRowFragment) =>
    proposedAgency ? t('issues.proposal', { agency: proposedAgency.name }) : t('issues.unassigned')
  return [
    {
      key: 'title',
      head: t('issues.title'),
      order: 'TITLE',
      cell: (row) => (
        <>
          {row.title}
          <small>
            {row.no} {row.enterprise.name}
          </small>
        </>
      ),
    },
    { key: 'kind', head: t('issues.kind'), order: 'KIND', cell: (row) => common(`IssueKind.${row.kind}`) },
    {
      key: 'severity',
      head: t('issues.severity'),
      order: 'SEVERITY',
      cell: (row) => (
        <Tag tone={row.isEmergency ? 'alert' : severityTone[row.severity]}>
          {row.isEmergency ? common('emergency') : common(`Severity.${row.severity}`)}
        </Tag>
      ),
    },
    { key: 'agency', head: t('agency'), order: 'AGENCY', cell: (row) => row.agency?.name ?? proposal(row) },
    {
      key: 'age',
      head: t('issues.age'),
      order: 'OPENED_AT',
      cell: (row) => (row.status === 'OPEN' ? <Age since={row.openedAt} /> : '—'),
    },
    {
      key: 'status',
      head: t('issues.status'),
      order: 'STATUS',
      cell: (row) => (
        <>
          <Tag tone={stateTone[row.state]}>{common(`IssueState.${row.state}`)}</Tag>
          {row.returns > 0 && <small>{t('issues.returned', { count: row.returns })}</small>}
          {row.reviewOn && <small>{t('issues.until', { day: row.reviewOn })}</small>}
        </>
      ),
    },
    { key: 'due', head: t('clock.due'), cell: (row) => <ClockMark issue={row} /> },
    {
      key: 'category',
      head: t('issues.category'),
      order: 'CATEGORY',
      isUsual: false,
      cell: (row) => common(`IssueCategory.${row.category}`),
    },
    {
      key: 'squad',
      head: t('squad'),
      isUsual: false,
      cell: ({ squad }) => (squad ? t('squadNumber', { number: squad.number }) : '—'),
    },
    {
      key: 'source',
      head: t('issues.source'),
      isUsual: false,
      cell: (row) => common(`IssueSource.${row.source}`),
    },
    { key: 'openedAt', head: t('issues.openedAt'), isUsual: false, cell: (row) => momentText(row.openedAt) },
    { key: 'closedAt', head: t('issues.closedAt'), isUsual: false, cell: (row) => momentText(row.closedAt) || '—' },
  ]
}
