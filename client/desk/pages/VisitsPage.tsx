import { useTranslation } from 'react-i18next'
import { useQuery } from 'urql'
import { CarryOver, PlanVisits, RecordVisit } from '#client/desk/actions.tsx'
import { HiddenFilters } from '#client/desk/HiddenFilters.tsx'
import { List } from '#client/desk/List.tsx'
import type { Viewer } from '#client/graph/session.ts'
import { ExportButtons } from '#client/modules/reports/ExportButtons.tsx'
import { useSquadOptions } from '#client/modules/squads/SquadField.tsx'
import { VisitsDocument } from '#client/modules/visits/documents.ts'
import { VisitTable } from '#client/modules/visits/VisitTable.tsx'
import { DateFilter, FilterBar, SelectFilter } from '#client/ui/FilterBar.tsx'
import { oneOf, truthOf, useFilters } from '#client/ui/filters.ts'
import { countText } from '#client/ui/numbers.ts'
import { Page } from '#client/ui/Page.tsx'
import { usePage } from '#client/ui/Pager.tsx'
import { enums } from '#codegen/graph/enums.ts'
import type { VisitFilter, VisitState } from '#codegen/graph/graphql.ts'

/** The page with the list of visits of all squads. */
export function VisitsPage({ viewer }: { viewer: Viewer }) {
  const { t } = useTranslation('desk')
  const page = usePage()
  const { get } = useFilters()
  const states = get('state')
    ?.split(',')
    .flatMap((one) => oneOf(one, enums.VisitState) ?? [])
  const filter: VisitFilter = {
    squadId: get('squadId'),
    enterpriseId: get('enterprise'),
    on: get('on'),
    finishedOn: get('finishedOn'),
    states,
    outcome: oneOf(get('outcome'), enums.VisitOutcome),
    counts: truthOf(get('counts')),
    listed: truthOf(get('listed')),
  }
  const [result, again] = useQuery({ query: VisitsDocument, variables: { filter, ...page } })
  const list = result.data?.visits
  return (
    <Page
      title={t('nav.visits')}
      note={list && t('shown', { text: countText(list) })}
      actions={
        <>
          <ExportButtons list="VISITS" filter={{ visits: filter }} />
          <RecordVisit viewer={viewer} />
          <CarryOver viewer={viewer} />
          <PlanVisits viewer={viewer} />
        </>
      }
    >
      <VisitFilters states={states ?? []} />
      <List result={result} retry={again} pick={(data) => data.visits} table={(rows) => <VisitTable rows={rows} />} />
    </Page>
  )
}

function VisitFilters({ states }: { states: VisitState[] }) {
  const { t } = useTranslation('desk')
  const { t: common } = useTranslation()
  const all = common('all')
  // a figure may count visits in several states; its link names them all
  const several = states.length > 1 ? [states.join(',')] : []
  const words = (value: string) =>
    value
      .split(',')
      .map((one) => common(`VisitState.${one as VisitState}`))
      .join('、')
  return (
    <FilterBar>
      <SelectFilter label={t('squad')} name="squadId" all={all} options={useSquadOptions()} />
      <DateFilter label={t('visits.day')} name="on" />
      <SelectFilter
        label={t('visits.state')}
        name="state"
        all={all}
        options={[...enums.VisitState, ...several].map((value) => ({ value, label: words(value) }))}
      />
      <SelectFilter
        label={t('visits.outcome')}
        name="outcome"
        all={all}
        options={enums.VisitOutcome.map((value) => ({ value, label: common(`VisitOutcome.${value}`) }))}
      />
      <SelectFilter
        label={t('visits.counts')}
        name="counts"
        all={all}
        options={[
          { value: 'true', label: t('visits.counted') },
          { value: 'false', label: t('visits.notCounted') },
        ]}
      />
      <SelectFilter
        label={t('enterprises.listed')}
        name="listed"
        all={all}
        options={[
          { value: 'true', label: t('enterprises.inList') },
          { value: 'false', label: t('enterprises.outside') },
        ]}
      />
      <HiddenFilters names={['enterprise', 'finishedOn']} />
    </FilterBar>
  )
}
