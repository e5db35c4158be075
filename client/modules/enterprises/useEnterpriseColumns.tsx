import { useTranslation } from 'react-i18next'
import type { ListColumn } from '#client/ui/list/ListTable.tsx'
import { numberText } from '#client/ui/numbers.ts'
import { Tag } from '#client/ui/Tag.tsx'
import type { EnterpriseOrderField, EnterpriseRowFragment } from '#codegen/graph/graphql.ts'
import { progressTone, resumptionTone } from './tones.ts'

/** The columns of a list of enterprises. */
export function useEnterpriseColumns(): ListColumn<EnterpriseRowFragment, EnterpriseOrderField>[] {
  const { t } = useTranslation('desk')
  const { t: common } = useTranslation()
  return [
    {
      key: 'name',
      head: t('enterprises.name'),
      order: 'NAME',
      cell: (row) => (
        <>
          {row.name}
          <small>{row.address}</small>
        </>
      ),
    },
    { key: 'zone', head: t('enterprises.zone'), order: 'ZONE', cell: (row) => row.zone?.name ?? '—' },
    { key: 'industry', head: common('enterprise.industry'), cell: (row) => row.industry || '—' },
    {
      key: 'headcount',
      head: common('enterprise.headcount'),
      order: 'HEADCOUNT',
      cell: (row) => (row.headcount == null ? '—' : numberText(row.headcount)),
      numeric: true,
    },
    {
      key: 'resumption',
      head: t('enterprises.resumption'),
      order: 'RESUMPTION',
      cell: (row) => <Tag tone={resumptionTone[row.resumption]}>{common(`Resumption.${row.resumption}`)}</Tag>,
    },
    {
      key: 'progress',
      head: t('enterprises.progress'),
      order: 'PROGRESS',
      cell: (row) => <Tag tone={progressTone[row.progress]}>{common(`VisitProgress.${row.progress}`)}</Tag>,
    },
    {
      key: 'openIssues',
      head: t('enterprises.openIssuesOnly'),
      order: 'OPEN_ISSUES',
      cell: (row) => row.openIssues || '—',
      numeric: true,
    },
    {
      key: 'position',
      head: t('enterprises.listed'),
      cell: ({ position }) => position ?? '—',
      numeric: true,
    },
    { key: 'creditCode', head: t('enterprises.creditCode'), isUsual: false, cell: (row) => row.creditCode || '—' },
    {
      key: 'address',
      head: common('enterprise.address'),
      order: 'ADDRESS',
      isUsual: false,
      cell: (row) => row.address || '—',
    },
    { key: 'since', head: t('enterprises.since'), isUsual: false, cell: (row) => row.resumptionOn ?? '—' },
  ]
}
