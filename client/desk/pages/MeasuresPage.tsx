import { useTranslation } from 'react-i18next'
import { useQuery } from 'urql'
import { ListPage } from '#client/desk/list/ListPage.tsx'
import { useWithUnion } from '#client/desk/list/useWithUnion.tsx'
import { isAskedOverAll } from '#client/graph/chosen-union.ts'
import { MeasuresDocument } from '#client/modules/measures/documents.ts'
import { measureFilterOf } from '#client/modules/measures/filter.ts'
import { pageOfMeasure } from '#client/modules/measures/page-of.ts'
import { useMeasureColumns } from '#client/modules/measures/useMeasureColumns.tsx'
import { useAgencyOptions, useSquadOptions } from '#client/modules/squads/SquadField.tsx'
import { orderOf, useListAddress } from '#client/ui/list/address.ts'
import { choiceOf, type Filter, yesOrNo } from '#client/ui/list/filters.ts'
import { usePage } from '#client/ui/list/Pager.tsx'
import { enums } from '#codegen/graph/enums.ts'

/** The page with the list of measures. Each leads to the record on which it is carried out. */
export function MeasuresPage() {
  const { t } = useTranslation('desk')
  const page = usePage()
  const { get, order } = useListAddress()
  const columns = useWithUnion(useMeasureColumns())
  const [result, again] = useQuery({
    query: MeasuresDocument,
    variables: {
      ofAll: isAskedOverAll(),
      orderBy: orderOf(order, columns),
      filter: measureFilterOf(get),
      ...page,
    },
  })
  return (
    <ListPage
      title={t('nav.measures')}
      filters={useMeasureFilters()}
      columns={columns}
      result={result}
      retry={again}
      pick={(data) => data.measures}
      rowKey={({ id }) => id}
      rowName={({ what }) => what}
      href={pageOfMeasure}
      empty={t('measures.empty')}
    />
  )
}

function useMeasureFilters(): Filter[] {
  const { t } = useTranslation('desk')
  const { t: common } = useTranslation()
  return [
    choiceOf('state', t('measures.state'), enums.MeasureState, (value) => common(`MeasureState.${value}`)),
    yesOrNo('overdue', t('measures.overdue'), t('measures.isOverdue'), t('measures.isNotOverdue')),
    { kind: 'choice', name: 'agency', label: t('measures.agency'), options: useAgencyOptions() },
    { kind: 'choice', name: 'squadId', label: t('squad'), options: useSquadOptions() },
    { kind: 'days', name: 'due', label: t('measures.dueOn') },
    { kind: 'link', name: 'enterprise', label: t('narrowed.enterprise') },
    { kind: 'link', name: 'issue', label: t('narrowed.issue') },
  ]
}
