import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { type Column, Table } from '#client/ui/Table.tsx'
import { Tag } from '#client/ui/Tag.tsx'
import type { VisitRowFragment } from '#codegen/graph/graphql.ts'
import { StepChips } from './StepChips.tsx'
import { visitTone } from './tones.ts'

/**
 * A table of visits. `at` says on whose page it stands, and leaves out the column that would name that one in each
 * row.
 */
export function VisitTable({ rows, at }: { rows: readonly VisitRowFragment[]; at?: 'enterprise' }) {
  const { t } = useTranslation('desk')
  const { t: common } = useTranslation()
  const name: Column<VisitRowFragment> =
    at === 'enterprise'
      ? { head: t('visits.day'), cell: (row) => <Link href={`/desk/visits/${row.id}`}>{row.plannedOn}</Link> }
      : { head: t('enterprise'), cell: (row) => <Link href={`/desk/visits/${row.id}`}>{row.enterprise.name}</Link> }
  const day: Column<VisitRowFragment>[] =
    at === 'enterprise' ? [] : [{ head: t('visits.day'), cell: (row) => row.plannedOn }]
  const columns: Column<VisitRowFragment>[] = [
    name,
    { head: t('squad'), cell: (row) => t('squadNumber', { number: row.squad.number }) },
    ...day,
    { head: t('visits.stop'), cell: (row) => row.stop || t('visits.paper'), numeric: true },
    {
      head: t('visits.state'),
      cell: (row) => <Tag tone={visitTone[row.state]}>{common(`VisitState.${row.state}`)}</Tag>,
    },
    { head: t('visits.steps'), cell: (row) => <StepChips done={row.steps} /> },
    { head: t('visits.outcome'), cell: (row) => (row.outcome ? common(`VisitOutcome.${row.outcome}`) : '—') },
    { head: t('visits.counts'), cell: (row) => (row.counts ? t('yes') : '—') },
  ]
  return <Table caption={t('nav.visits')} columns={columns} rows={rows} rowKey={(row) => row.id} />
}
