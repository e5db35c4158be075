import { useTranslation } from 'react-i18next'
import { useQuery } from 'urql'
import { ActionButton } from '#client/desk/actions.tsx'
import { DeskViews } from '#client/desk/list/DeskViews.tsx'
import { ListPage } from '#client/desk/list/ListPage.tsx'
import { IssueRecord } from '#client/desk/records/IssueRecord.tsx'
import type { Viewer } from '#client/graph/session.ts'
import { IssuesDocument } from '#client/modules/issues/documents.ts'
import { useIssueColumns } from '#client/modules/issues/useIssueColumns.tsx'
import { ExportMenu } from '#client/modules/reports/ExportMenu.tsx'
import { useAgencyOptions, useSquadOptions } from '#client/modules/squads/SquadField.tsx'
import { oneOf, useListAddress } from '#client/ui/list/address.ts'
import { daysOf, type Filter } from '#client/ui/list/filters.ts'
import { usePage } from '#client/ui/list/Pager.tsx'
import { enums } from '#codegen/graph/enums.ts'
import type { IssueFilter } from '#codegen/graph/graphql.ts'

/** The page with the list of issues. */
export function IssuesPage({ viewer }: { viewer: Viewer }) {
  const { t } = useTranslation('desk')
  const page = usePage()
  const { get } = useListAddress()
  const search = get('search')
  const kind = oneOf(get('kind'), enums.IssueKind)
  const filter: IssueFilter = {
    status: oneOf(get('status'), enums.IssueStatus),
    ...(get('agency') === 'none' ? { hasAgency: false } : { agencyId: get('agency') }),
    ...(get('squadId') === 'none' ? { hasSquad: false } : { squadId: get('squadId') }),
    opened: daysOf(get('opened')),
    closed: daysOf(get('closed')),
    kinds: kind && [kind],
    category: oneOf(get('category'), enums.IssueCategory),
    severity: oneOf(get('severity'), enums.Severity),
    enterpriseId: get('enterprise'),
  }
  const [result, again] = useQuery({ query: IssuesDocument, variables: { search, filter, ...page } })
  return (
    <ListPage
      title={t('nav.issues')}
      search={t('issues.searchHint')}
      filters={useIssueFilters()}
      views={
        <DeskViews
          viewer={viewer}
          list="ISSUES"
          ready={[
            { label: t('views.open'), address: 'status=OPEN' },
            { label: t('views.severe'), address: 'status=OPEN&severity=HIGH' },
            { label: t('views.unassigned'), address: 'status=OPEN&agency=none' },
            { label: t('views.closed'), address: 'status=CLOSED' },
            { label: t('views.all'), address: '' },
          ]}
        />
      }
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
          <ExportMenu list="ISSUES" filter={{ search, issues: filter }} count={result.data?.issues} />
          <ActionButton action="issue" viewer={viewer} tone="main" />
        </>
      }
    />
  )
}

function useIssueFilters(): Filter[] {
  const { t } = useTranslation('desk')
  const { t: common } = useTranslation()
  const nobody = { value: 'none', label: t('nobody') }
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
    { kind: 'choice', name: 'agency', label: t('agency'), options: [nobody, ...useAgencyOptions()] },
    { kind: 'choice', name: 'squadId', label: t('squad'), options: [nobody, ...useSquadOptions()] },
    { kind: 'days', name: 'opened', label: t('issues.openedAt') },
    { kind: 'days', name: 'closed', label: t('issues.closedAt') },
    { kind: 'link', name: 'enterprise', label: t('narrowed.enterprise') },
  ]
}
