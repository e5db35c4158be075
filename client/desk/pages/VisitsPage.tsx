import { useTranslation } from 'react-i18next'
import { useQuery } from 'urql'
import { ActionButton } from '#client/desk/actions.tsx'
import { DeskViews } from '#client/desk/list/DeskViews.tsx'
import { ListPage } from '#client/desk/list/ListPage.tsx'
import { VisitRecord } from '#client/desk/records/VisitRecord.tsx'
import type { Viewer } from '#client/graph/session.ts'
import { ExportMenu } from '#client/modules/reports/ExportMenu.tsx'
import { useSquadOptions } from '#client/modules/squads/SquadField.tsx'
import { VisitsDocument } from '#client/modules/visits/documents.ts'
import { useVisitColumns } from '#client/modules/visits/useVisitColumns.tsx'
import { dateInDays, dateOf } from '#client/ui/dates.ts'
import { oneOf, someOf, truthOf, useListAddress } from '#client/ui/list/address.ts'
import { daysOf, type Filter } from '#client/ui/list/filters.ts'
import { usePage } from '#client/ui/list/Pager.tsx'
import { enums } from '#codegen/graph/enums.ts'
import type { VisitFilter } from '#codegen/graph/graphql.ts'

/** The page with the list of visits of all squads. */
export function VisitsPage({ viewer }: { viewer: Viewer }) {
  const { t } = useTranslation('desk')
  const page = usePage()
  const { get } = useListAddress()
  const search = get('search')
  const today = dateOf()
  const filter: VisitFilter = {
    squadId: get('squadId'),
    enterpriseId: get('enterprise'),
    plannedOn: daysOf(get('day')),
    finished: daysOf(get('finished')),
    followUp: daysOf(get('followUp')),
    hasFollowUp: truthOf(get('hasFollowUp')),
    fixBy: daysOf(get('fixBy')),
    states: someOf(get('state'), enums.VisitState),
    outcome: oneOf(get('outcome'), enums.VisitOutcome),
    counts: truthOf(get('counts')),
    listed: truthOf(get('listed')),
  }
  const [result, again] = useQuery({ query: VisitsDocument, variables: { search, filter, ...page } })
  return (
    <ListPage
      title={t('nav.visits')}
      search={t('visits.searchHint')}
      filters={useVisitFilters()}
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
      columns={useVisitColumns()}
      result={result}
      retry={again}
      pick={(data) => data.visits}
      rowKey={({ id }) => id}
      rowName={({ enterprise }) => enterprise.name}
      href={({ id }) => `/desk/visits/${id}`}
      panel={(id) => <VisitRecord key={id} viewer={viewer} id={id} />}
      actions={
        <>
          <ExportMenu list="VISITS" filter={{ search, visits: filter }} count={result.data?.visits} />
          <ActionButton action="paper" viewer={viewer} />
          <ActionButton action="carryOver" viewer={viewer} />
          <ActionButton action="visit" viewer={viewer} tone="main" />
        </>
      }
    />
  )
}

function useVisitFilters(): Filter[] {
  const { t } = useTranslation('desk')
  const { t: common } = useTranslation()
  return [
    { kind: 'choice', name: 'squadId', label: t('squad'), options: useSquadOptions() },
    {
      kind: 'choice',
      name: 'state',
      label: t('visits.state'),
      options: enums.VisitState.map((value) => ({ value, label: common(`VisitState.${value}`) })),
    },
    {
      kind: 'choice',
      name: 'outcome',
      label: t('visits.outcome'),
      options: enums.VisitOutcome.map((value) => ({ value, label: common(`VisitOutcome.${value}`) })),
    },
    {
      kind: 'choice',
      name: 'counts',
      label: t('visits.counts'),
      options: [
        { value: 'true', label: t('visits.counted') },
        { value: 'false', label: t('visits.notCounted') },
      ],
    },
    {
      kind: 'choice',
      name: 'listed',
      label: t('enterprises.listed'),
      options: [
        { value: 'true', label: t('enterprises.inList') },
        { value: 'false', label: t('enterprises.outside') },
      ],
    },
    { kind: 'days', name: 'day', label: t('visits.day') },
    { kind: 'days', name: 'finished', label: t('visits.finishedAt') },
    { kind: 'days', name: 'followUp', label: t('visits.followUpOn') },
    {
      kind: 'choice',
      name: 'hasFollowUp',
      label: t('visits.followUp'),
      options: [
        { value: 'true', label: t('enterprises.withIssues') },
        { value: 'false', label: t('enterprises.withoutIssues') },
      ],
    },
    { kind: 'days', name: 'fixBy', label: t('visits.fixBy') },
    { kind: 'link', name: 'enterprise', label: t('narrowed.enterprise') },
  ]
}
