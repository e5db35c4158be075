import { useTranslation } from 'react-i18next'
import { useQuery } from 'urql'
import { CarryOver, RecordVisit } from '#client/desk/actions.tsx'
import { ListPage } from '#client/desk/list/ListPage.tsx'
import { VisitRecord } from '#client/desk/records/lazy.tsx'
import type { Viewer } from '#client/graph/session.ts'
import { ExportMenu } from '#client/modules/reports/ExportMenu.tsx'
import { useSquadOptions } from '#client/modules/squads/SquadField.tsx'
import { VisitsDocument } from '#client/modules/visits/documents.ts'
import { useVisitColumns } from '#client/modules/visits/useVisitColumns.tsx'
import { oneOf, someOf, truthOf, useListAddress } from '#client/ui/list/address.ts'
import type { Filter } from '#client/ui/list/filters.ts'
import { usePage } from '#client/ui/list/Pager.tsx'
import { enums } from '#codegen/graph/enums.ts'
import type { VisitFilter } from '#codegen/graph/graphql.ts'

/** The page with the list of visits of all squads. */
export function VisitsPage({ viewer }: { viewer: Viewer }) {
  const { t } = useTranslation('desk')
  const page = usePage()
  const { get } = useListAddress()
  const filter: VisitFilter = {
    squadId: get('squadId'),
    enterpriseId: get('enterprise'),
    on: get('on'),
    finishedOn: get('finishedOn'),
    states: someOf(get('state'), enums.VisitState),
    outcome: oneOf(get('outcome'), enums.VisitOutcome),
    counts: truthOf(get('counts')),
    listed: truthOf(get('listed')),
  }
  const [result, again] = useQuery({ query: VisitsDocument, variables: { filter, ...page } })
  return (
    <ListPage
      title={t('nav.visits')}
      filters={useVisitFilters()}
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
          <ExportMenu list="VISITS" filter={{ visits: filter }} count={result.data?.visits} />
          <RecordVisit viewer={viewer} />
          <CarryOver viewer={viewer} />
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
    { kind: 'link', name: 'enterprise', label: t('narrowed.enterprise') },
  ]
}
