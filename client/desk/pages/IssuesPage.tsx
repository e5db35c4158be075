import { useTranslation } from 'react-i18next'
import { useQuery } from 'urql'
import { useOpenIssue } from '#client/desk/deeds.tsx'
import { useIssueActs } from '#client/desk/list/acts.tsx'
import { DeskViews } from '#client/desk/list/DeskViews.tsx'
import { ListPage } from '#client/desk/list/ListPage.tsx'
import { useWithUnion } from '#client/desk/list/useWithUnion.tsx'
import { IssueRecord } from '#client/desk/records/lazy.tsx'
import { isAskedOverAll } from '#client/graph/chosen-union.ts'
import type { Viewer } from '#client/graph/session.ts'
import { IssuesDocument } from '#client/modules/issues/documents.ts'
import { issueFilterOf } from '#client/modules/issues/filter.ts'
import { useIssueColumns } from '#client/modules/issues/useIssueColumns.tsx'
import { ExportMenu } from '#client/modules/reports/ExportMenu.tsx'
import { useAgencyOptions, useSquadOptions } from '#client/modules/squads/SquadField.tsx'
import { DeedButton } from '#client/ui/DeedBar.tsx'
import { orderOf, useListAddress } from '#client/ui/list/address.ts'
import { choiceOf, type Filter, yesOrNo } from '#client/ui/list/filters.ts'
import { usePage } from '#client/ui/list/Pager.tsx'
import { enums } from '#codegen/graph/enums.ts'
import type { Role } from '#codegen/graph/graphql.ts'

/** What an empty list says: an agency and an enterprise neither answer the phone nor read forms. */
const emptyFor = (role: Role) =>
  role === 'AGENCY' ? 'issues.emptyOfAgency' : role === 'ENTERPRISE' ? 'issues.own.empty' : 'issues.empty'

/** The page with the list of issues. */
export function IssuesPage({ viewer }: { viewer: Viewer }) {
  const { t } = useTranslation('desk')
  const page = usePage()
  const { get, order } = useListAddress()
  const search = get('search')
  const filter = issueFilterOf(get)
  const columns = useWithUnion(useIssueColumns())
  const orderBy = orderOf(order, columns)
  const [result, again] = useQuery({
    query: IssuesDocument,
    variables: { ofAll: isAskedOverAll(), search, orderBy, filter, ...page },
  })
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
            { label: t('views.severe'), address: 'status=OPEN&red=true' },
            // an agency sees none that nobody has
            ...(viewer.role === 'AGENCY' ? [] : [{ label: t('views.unassigned'), address: 'state=UNASSIGNED' }]),
            { label: t('views.overdue'), address: 'status=OPEN&overdue=true' },
            { label: t('views.toCallBack'), address: 'state=ANSWERED' },
            { label: t('views.parked'), address: 'state=PARKED' },
            { label: t('views.closed'), address: 'status=CLOSED' },
            { label: t('views.all'), address: '' },
          ]}
        />
      }
      columns={columns}
      result={result}
      retry={again}
      pick={(data) => data.issues}
      rowKey={({ id }) => id}
      rowName={({ title }) => title}
      href={({ id }) => `/desk/issues/${id}`}
      panel={(id) => <IssueRecord key={id} viewer={viewer} id={id} />}
      acts={useIssueActs(viewer)}
      empty={t(emptyFor(viewer.role))}
      actions={
        <>
          <ExportMenu
            list="ISSUES"
            filter={{ search, issues: filter, issueOrder: orderBy }}
            count={result.data?.issues}
          />
          <DeedButton deed={useOpenIssue({ viewer })} tone="main" />
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
    choiceOf('status', t('issues.status'), enums.IssueStatus, (value) => common(`IssueStatus.${value}`)),
    choiceOf('state', t('issues.state'), enums.IssueState, (value) => common(`IssueState.${value}`)),
    yesOrNo('red', t('issues.red'), t('issues.isRed'), t('issues.isNotRed')),
    yesOrNo('consult', t('issues.consult'), t('issues.mustConsult'), t('issues.needNotConsult')),
    yesOrNo('overdue', t('clock.overdue'), t('clock.isOverdue'), t('clock.isInTime')),
    choiceOf('kind', t('issues.kind'), enums.IssueKind, (value) => common(`IssueKind.${value}`)),
    choiceOf('category', t('issues.category'), enums.IssueCategory, (value) => common(`IssueCategory.${value}`)),
    choiceOf('severity', t('issues.severity'), enums.Severity, (value) => common(`Severity.${value}`)),
    { kind: 'choice', name: 'agency', label: t('agency'), options: [nobody, ...useAgencyOptions()] },
    { kind: 'choice', name: 'squadId', label: t('squad'), options: [nobody, ...useSquadOptions()] },
    { kind: 'days', name: 'opened', label: t('issues.openedAt') },
    { kind: 'days', name: 'closed', label: t('issues.closedAt') },
    { kind: 'days', name: 'review', label: t('issues.reviewOn') },
    { kind: 'link', name: 'enterprise', label: t('narrowed.enterprise') },
    { kind: 'link', name: 'visit', label: t('narrowed.visit') },
  ]
}
