import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { numberText } from '#client/ui/numbers.ts'
import { type Column, Table } from '#client/ui/Table.tsx'
import { Tag } from '#client/ui/Tag.tsx'
import type { EnterpriseRowFragment } from '#codegen/graph/graphql.ts'
import { progressTone, resumptionTone } from './tones.ts'

/** A table of enterprises. */
export function EnterpriseTable({ rows }: { rows: readonly EnterpriseRowFragment[] }) {
  const { t } = useTranslation('desk')
  const { t: common } = useTranslation()
  const columns: Column<EnterpriseRowFragment>[] = [
    { head: t('enterprises.name'), cell: (row) => <Link href={`/desk/enterprises/${row.id}`}>{row.name}</Link> },
    { head: t('enterprises.zone'), cell: (row) => row.zone?.name ?? '—' },
    { head: common('enterprise.industry'), cell: (row) => row.industry || '—' },
    { head: common('enterprise.headcount'), cell: (row) => numberText(row.headcount), numeric: true },
    {
      head: t('enterprises.resumption'),
      cell: (row) => <Tag tone={resumptionTone[row.resumption]}>{common(`Resumption.${row.resumption}`)}</Tag>,
    },
    {
      head: t('enterprises.progress'),
      cell: (row) => <Tag tone={progressTone[row.progress]}>{common(`VisitProgress.${row.progress}`)}</Tag>,
    },
    { head: t('enterprises.openIssuesOnly'), cell: (row) => row.openIssues || '—', numeric: true },
    { head: t('enterprises.listed'), cell: (row) => row.position ?? '—', numeric: true },
  ]
  return <Table caption={t('nav.enterprises')} columns={columns} rows={rows} rowKey={(row) => row.id} />
}
