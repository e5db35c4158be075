import { useTranslation } from 'react-i18next'
import { useQuery } from 'urql'
import { useCarryOver, usePlanVisit, useRecordVisit } from '#client/desk/deeds.tsx'
import { useVisitActs } from '#client/desk/list/acts.tsx'
import { DeskViews } from '#client/desk/list/DeskViews.tsx'
import { ListPage } from '#client/desk/list/ListPage.tsx'
import { useWithUnion } from '#client/desk/list/useWithUnion.tsx'
import { VisitRecord } from '#client/desk/records/lazy.tsx'
import { may, watchesBoard } from '#client/desk/rights.ts'
import { isAskedOverAll } from '#client/graph/chosen-union.ts'
import type { Viewer } from '#client/graph/session.ts'
import { ExportMenu } from '#client/modules/reports/ExportMenu.tsx'
import { useSquadOptions } from '#client/modules/squads/SquadField.tsx'
import { VisitsDocument } from '#client/modules/visits/documents.ts'
import { visitFilterOf } from '#client/modules/visits/filter.ts'
import { useVisitColumns } from '#client/modules/visits/useVisitColumns.tsx'
import { LinkButton } from '#client/ui/Button.tsx'
import { DeedButton } from '#client/ui/DeedBar.tsx'
import { dateInDays, dateOf } from '#client/ui/dates.ts'
import { orderOf, useListAddress } from '#client/ui/list/address.ts'
import { choiceOf, type Filter, yesOrNo } from '#client/ui/list/filters.ts'
import { usePage } from '#client/ui/list/Pager.tsx'
import { enums } from '#codegen/graph/enums.ts'

/** The page with the list of visits of all squads. */
export function VisitsPage({ viewer }: { viewer: Viewer }) {
  const { t } = useTranslation('desk')
  const page = usePage()
  const { get, order } = useListAddress()
  const search = get('search')
  const today = dateOf()
  const filter = visitFilterOf(get)
  const columns = useWithUnion(useVisitColumns())
  const orderBy = orderOf(order, columns)
  const [result, again] = useQuery({
    query: VisitsDocument,
    variables: { ofAll: isAskedOverAll(), search, orderBy, filter, ...page },
  })
  return (
    <ListPage
      title={t('nav.visits')}
      search={t('visits.searchHint')}
      filters={useVisitFilters(viewer)}
      views={
        <DeskViews
          viewer={viewer}
          list="VISITS"
          ready={[
            { label: t('views.today'), address: `day=${today}..${today}` },
            { label: t('views.leftOver'), address: `state=PLANNED&day=..${dateInDays(-1)}` },
            { label: t('views.followUp'), address: `followUp=..${today}` },
            { label: t('views.fixBy'), address: `fixBy=..${today}` },
            { label: t('views.all'), address: '' },
          ]}
        />
      }
      columns={columns}
      result={result}
      retry={again}
      pick={(data) => data.visits}
      rowKey={({ id }) => id}
      rowName={({ enterprise }) => enterprise.name}
      href={({ id }) => `/desk/visits/${id}`}
      panel={(id) => <VisitRecord key={id} viewer={viewer} id={id} />}
      acts={useVisitActs(viewer)}
      empty={t('visits.empty')}
      actions={
        <>
          <ExportMenu
            list="VISITS"
            filter={{ search, visits: filter, visitOrder: orderBy }}
            count={result.data?.visits}
          />
          <DeedButton deed={useRecordVisit({ viewer })} />
          <DeedButton deed={useCarryOver({ viewer })} />
          <DeedButton deed={usePlanVisit({ viewer })} />
          {may(viewer.role, 'planDay') && (
            <LinkButton tone="main" href="/desk/plan">
              {t('plan.open')}
            </LinkButton>
          )}
        </>
      }
    />
  )
}

function useVisitFilters(viewer: Viewer): Filter[] {
  const { t } = useTranslation('desk')
  const { t: common } = useTranslation()
  return [
    { kind: 'choice', name: 'squadId', label: t('squad'), options: useSquadOptions() },
    choiceOf('state', t('visits.state'), enums.VisitState, (value) => common(`VisitState.${value}`)),
    choiceOf('outcome', t('visits.outcome'), enums.VisitOutcome, (value) => common(`VisitOutcome.${value}`)),
    yesOrNo('counts', t('visits.counts'), t('visits.counted'), t('visits.notCounted')),
    yesOrNo('lacking', t('proof.missing'), t('proof.lacking'), t('proof.notLacking')),
    ...(watchesBoard(viewer.role)
      ? [yesOrNo('doubtful', t('proof.doubts'), t('proof.doubtful'), t('proof.notDoubtful'))]
      : []),
    yesOrNo('listed', t('enterprises.listed'), t('enterprises.inList'), t('enterprises.outside')),
    { kind: 'days', name: 'day', label: t('visits.day') },
    { kind: 'days', name: 'finished', label: t('visits.finishedAt') },
    { kind: 'days', name: 'followUp', label: t('visits.followUpOn') },
    yesOrNo('hasFollowUp', t('visits.followUp'), t('enterprises.withIssues'), t('enterprises.withoutIssues')),
    { kind: 'days', name: 'fixBy', label: t('visits.fixBy') },
    { kind: 'link', name: 'enterprise', label: t('narrowed.enterprise') },
  ]
}
