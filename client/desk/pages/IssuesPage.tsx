import { useTranslation } from 'react-i18next'
import { useQuery } from 'urql'
import { OpenIssue } from '#client/desk/actions.tsx'
import { ListPage } from '#client/desk/list/ListPage.tsx'
import { IssueRecord } from '#client/desk/records/lazy.tsx'
import type { Viewer } from '#client/graph/session.ts'
import { IssuesDocument } from '#client/modules/issues/documents.ts'
import { useIssueColumns } from '#client/modules/issues/useIssueColumns.tsx'
import { ExportMenu } from '#client/modules/reports/ExportMenu.tsx'
import { useAgencyOptions, useSquadOptions } from '#client/modules/squads/SquadField.tsx'
import { oneOf, useListAddress } from '#client/ui/list/address.ts'
import type { Filter } from '#client/ui/list/filters.ts'
import { usePage } from '#client/ui/list/Pager.tsx'
import { enums } from '#codegen/graph/enums.ts'
import type { IssueFilter } from '#codegen/graph/graphql.ts'

/** The page with the list of issues. */
export function IssuesPage({ viewer }: { viewer: Viewer }) {
  const { t } = useTranslation('desk')
  const page = usePage()
  const { get } = useListAddress()
  const kind = oneOf(get('kind'), enums.IssueKind)
  const filter: IssueFilter = {
    status: oneOf(get('status'), enums.IssueStatus),
    kinds: kind && [kind],
    category: oneOf(get('category'), enums.IssueCategory),
    severity: oneOf(get('severity'), enums.Severity),
    squadId: get('squadId'),
    agencyId: get('agency'),
    enterpriseId: get('enterprise'),
  }
  const [result, again] = useQuery({ query: IssuesDocument, variables: { filter, ...page } })
  return (
    <ListPage
      title={t('nav.issues')}
      filters={useIssueFilters()}
      columns={useIssueColumns()}
      result={result}
      retry={again}
      pick={(data) => data.issues}
      rowKey={({ id }) => id}
      rowName={({ title }) => title}
      href={({ id }) => `/desk/issues/${id}`}
      panel={(id) => <IssueRecord key={id} viewer={viewer} id={id} />}
      actions={
        <>
          <ExportMenu list="ISSUES" filter={{ issues: filter }} count={result.data?.issues} />
          <OpenIssue viewer={viewer} tone="main" />
        </>
      }
    />
  )
}

function useIssueFilters(): Filter[] {
  const { t } = useTranslation('desk')
  const { t: common } = useTranslation()
  return [
    {
      kind: 'choice',
      name: 'status',
      label: t('issues.status'),
      options: enums.IssueStatus.map((value) => ({ value, label: common(`IssueStatus.${value}`) })),
    },
    {
      kind: 'choice',
      name: 'kind',
      label: t('issues.kind'),
      options: enums.IssueKind.map((value) => ({ value, label: common(`IssueKind.${value}`) })),
    },
    {
      kind: 'choice',
      name: 'category',
      label: t('issues.category'),
      options: enums.IssueCategory.map((value) => ({ value, label: common(`IssueCategory.${value}`) })),
    },
    {
      kind: 'choice',
      name: 'severity',
      label: t('issues.severity'),
      options: enums.Severity.map((value) => ({ value, label: common(`Severity.${value}`) })),
    },
    { kind: 'choice', name: 'squadId', label: t('squad'), options: useSquadOptions() },
    { kind: 'choice', name: 'agency', label: t('agency'), options: useAgencyOptions() },
    { kind: 'link', name: 'enterprise', label: t('narrowed.enterprise') },
  ]
}
