import { useTranslation } from 'react-i18next'
import { useQuery } from 'urql'
import { Link } from 'wouter'
import { useCreateEnterprise } from '#client/desk/deeds.tsx'
import { useLinkAct } from '#client/desk/links/useLinkAct.ts'
import { useEnterpriseActs } from '#client/desk/list/acts.tsx'
import { DeskViews } from '#client/desk/list/DeskViews.tsx'
import { ListPage } from '#client/desk/list/ListPage.tsx'
import { useWithUnion } from '#client/desk/list/useWithUnion.tsx'
import { EnterpriseRecord } from '#client/desk/records/lazy.tsx'
import { may } from '#client/desk/rights.ts'
import { isAskedOverAll } from '#client/graph/chosen-union.ts'
import type { Viewer } from '#client/graph/session.ts'
import { EnterprisesDocument } from '#client/modules/enterprises/documents.ts'
import { enterpriseFilterOf } from '#client/modules/enterprises/filter.ts'
import { useEnterpriseColumns } from '#client/modules/enterprises/useEnterpriseColumns.tsx'
import { ExportMenu } from '#client/modules/reports/ExportMenu.tsx'
import { LinkButton } from '#client/ui/Button.tsx'
import { DeedButton } from '#client/ui/DeedBar.tsx'
import { orderOf, useListAddress } from '#client/ui/list/address.ts'
import { choiceOf, type Filter, yesOrNo } from '#client/ui/list/filters.ts'
import { usePage } from '#client/ui/list/Pager.tsx'
import { enums } from '#codegen/graph/enums.ts'
import type { EnterpriseRowFragment } from '#codegen/graph/graphql.ts'

/** The page with the list of enterprises. */
export function EnterprisesPage({ viewer }: { viewer: Viewer }) {
  const { t } = useTranslation('desk')
  const page = usePage()
  const { get, order } = useListAddress()
  const search = get('search')
  const filter = enterpriseFilterOf(get)
  const columns = useWithUnion(useEnterpriseColumns())
  const orderBy = orderOf(order, columns)
  const [result, again] = useQuery({
    query: EnterprisesDocument,
    variables: { ofAll: isAskedOverAll(), search, orderBy, filter, ...page },
  })
  return (
    <ListPage
      title={t('nav.enterprises')}
      search={t(viewer.role === 'COMMAND' ? 'enterprises.searchHint' : 'visits.searchHint')}
      filters={useEnterpriseFilters(viewer)}
      views={
        <DeskViews
          viewer={viewer}
          list="ENTERPRISES"
          ready={[
            { label: t('views.all'), address: '' },
            { label: t('views.hundred'), address: 'listed=true' },
            { label: t('views.notVisited'), address: 'listed=true&progress=NOT_PLANNED' },
            { label: t('views.withIssues'), address: 'issues=true' },
          ]}
        />
      }
      columns={columns}
      result={result}
      retry={again}
      pick={(data) => data.enterprises}
      rowKey={({ id }) => id}
      rowName={({ name }) => name}
      href={({ id }) => `/desk/enterprises/${id}`}
      panel={(id) => <EnterpriseRecord key={id} viewer={viewer} id={id} />}
      acts={useActs(viewer)}
      empty={
        may(viewer.role, 'previewRoster') ? (
          <>
            {t('enterprises.empty')} <Link href="/desk/import">{t('roster.toImport')}</Link>
          </>
        ) : (
          t('enterprises.empty')
        )
      }
      actions={
        <>
          <ExportMenu
            list="ENTERPRISES"
            phones={viewer.role === 'COMMAND'}
            filter={{ search, enterprises: filter, enterpriseOrder: orderBy }}
            count={result.data?.enterprises}
          />
          {may(viewer.role, 'updateEnterprise') && (
            <LinkButton href="/desk/enterprises/doubles">{t('doubles.part')}</LinkButton>
          )}
          <DeedButton deed={useCreateEnterprise({ viewer })} tone="main" />
        </>
      }
    />
  )
}

function useActs(viewer: Viewer) {
  const acts = useEnterpriseActs(viewer)
  const links = useLinkAct<EnterpriseRowFragment>(viewer, ({ id, name }) => ({ input: { enterpriseId: id }, name }))
  return acts && ((rows: readonly EnterpriseRowFragment[]) => [...acts(rows), ...(links ? [links] : [])])
}

function useEnterpriseFilters(viewer: Viewer): Filter[] {
  const { t } = useTranslation('desk')
  const { t: common } = useTranslation()
  return [
    {
      kind: 'choice',
      name: 'zone',
      label: t('enterprises.zone'),
      options: [
        { value: 'none', label: t('enterprises.noZone') },
        ...viewer.union.zones.map(({ id, name }) => ({ value: id, label: name })),
      ],
    },
    choiceOf('resumption', t('enterprises.resumption'), enums.Resumption, (value) => common(`Resumption.${value}`)),
    choiceOf('progress', t('enterprises.progress'), enums.VisitProgress, (value) => common(`VisitProgress.${value}`)),
    yesOrNo('listed', t('enterprises.listed'), t('enterprises.inList'), t('enterprises.outside')),
    yesOrNo('issues', t('enterprises.openIssuesOnly'), t('enterprises.withIssues'), t('enterprises.withoutIssues')),
    choiceOf('retired', t('retired.shown'), ['true'], () => t('retired.retired'), t('retired.inUse')),
    { kind: 'days', name: 'resumed', label: t('enterprises.since') },
    { kind: 'link', name: 'industry', label: t('narrowed.industry') },
  ]
}
