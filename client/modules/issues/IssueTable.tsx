import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { momentText } from '#client/ui/dates.ts'
import { type Column, Table } from '#client/ui/Table.tsx'
import { Tag } from '#client/ui/Tag.tsx'
import type { IssueRowFragment } from '#codegen/graph/graphql.ts'
import { severityTone, statusTone } from './tones.ts'

/**
 * A table of issues. `at` says on whose page it stands, and leaves out the column that would name that one in each
 * row.
 */
export function IssueTable({ rows, at }: { rows: readonly IssueRowFragment[]; at?: 'enterprise' }) {
  const { t } = useTranslation('desk')
  const { t: common } = useTranslation()
  const whose: Column<IssueRowFragment>[] =
    at === 'enterprise'
      ? []
      : [
          {
            head: t('enterprise'),
            cell: (row) => <Link href={`/desk/enterprises/${row.enterprise.id}`}>{row.enterprise.name}</Link>,
          },
        ]
  const columns: Column<IssueRowFragment>[] = [
    { head: t('issues.title'), cell: (row) => <Link href={`/desk/issues/${row.id}`}>{row.title}</Link> },
    ...whose,
    { head: t('issues.kind'), cell: (row) => common(`IssueKind.${row.kind}`) },
    { head: t('issues.category'), cell: (row) => common(`IssueCategory.${row.category}`) },
    {
      head: t('issues.severity'),
      cell: (row) => <Tag tone={severityTone[row.severity]}>{common(`Severity.${row.severity}`)}</Tag>,
    },
    {
      head: t('issues.status'),
      cell: (row) => <Tag tone={statusTone[row.status]}>{common(`IssueStatus.${row.status}`)}</Tag>,
    },
    { head: t('agency'), cell: (row) => row.agency?.name ?? '—' },
    { head: t('issues.openedAt'), cell: (row) => momentText(row.openedAt) },
  ]
  return <Table caption={t('nav.issues')} columns={columns} rows={rows} rowKey={(row) => row.id} />
}
