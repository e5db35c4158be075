import { useTranslation } from 'react-i18next'
import { useQuery } from 'urql'
import { ListPage } from '#client/desk/list/ListPage.tsx'
import { EnterpriseRecord } from '#client/desk/records/lazy.tsx'
import { may } from '#client/desk/rights.ts'
import type { Viewer } from '#client/graph/session.ts'
import { EnterprisesDocument } from '#client/modules/enterprises/documents.ts'
import { EnterpriseForm } from '#client/modules/enterprises/EnterpriseForm.tsx'
import { useEnterpriseColumns } from '#client/modules/enterprises/useEnterpriseColumns.tsx'
import { ExportMenu } from '#client/modules/reports/ExportMenu.tsx'
import { DialogButton } from '#client/ui/DialogButton.tsx'
import { oneOf, truthOf, useListAddress } from '#client/ui/list/address.ts'
import type { Filter } from '#client/ui/list/filters.ts'
import { usePage } from '#client/ui/list/Pager.tsx'
import { useToast } from '#client/ui/Toast.tsx'
import { enums } from '#codegen/graph/enums.ts'
import type { EnterpriseFilter } from '#codegen/graph/graphql.ts'

/** The page with the list of enterprises. */
export function EnterprisesPage({ viewer }: { viewer: Viewer }) {
  const { t } = useTranslation('desk')
  const page = usePage()
  const { get } = useListAddress()
  const resumption = oneOf(get('resumption'), enums.Resumption)
  const progress = oneOf(get('progress'), enums.VisitProgress)
  const search = get('search')
  const filter: EnterpriseFilter = {
    zoneId: get('zone'),
    resumption: resumption && [resumption],
    progress: progress && [progress],
    industry: get('industry'),
    listed: truthOf(get('listed')),
    hasOpenIssues: truthOf(get('issues')),
  }
  const [result, again] = useQuery({ query: EnterprisesDocument, variables: { search, filter, ...page } })
  return (
    <ListPage
      title={t('nav.enterprises')}
      search={t('enterprises.searchHint')}
      filters={useEnterpriseFilters(viewer)}
      columns={useEnterpriseColumns()}
      result={result}
      retry={again}
      pick={(data) => data.enterprises}
      rowKey={({ id }) => id}
      rowName={({ name }) => name}
      href={({ id }) => `/desk/enterprises/${id}`}
      panel={(id) => <EnterpriseRecord key={id} viewer={viewer} id={id} />}
      actions={
        <>
          <ExportMenu list="ENTERPRISES" filter={{ search, enterprises: filter }} count={result.data?.enterprises} />
          {may(viewer.role, 'createEnterprise') && <CreateEnterprise viewer={viewer} />}
        </>
      }
    />
  )
}

function useEnterpriseFilters(viewer: Viewer): Filter[] {
  const { t } = useTranslation('desk')
  const { t: common } = useTranslation()
  return [
    {
      kind: 'choice',
      name: 'zone',
      label: t('enterprises.zone'),
      options: viewer.union.zones.map(({ id, name }) => ({ value: id, label: name })),
    },
    {
      kind: 'choice',
      name: 'resumption',
      label: t('enterprises.resumption'),
      options: enums.Resumption.map((value) => ({ value, label: common(`Resumption.${value}`) })),
    },
    {
      kind: 'choice',
      name: 'progress',
      label: t('enterprises.progress'),
      options: enums.VisitProgress.map((value) => ({ value, label: common(`VisitProgress.${value}`) })),
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
    {
      kind: 'choice',
      name: 'issues',
      label: t('enterprises.openIssuesOnly'),
      options: [
        { value: 'true', label: t('enterprises.withIssues') },
        { value: 'false', label: t('enterprises.withoutIssues') },
      ],
    },
    { kind: 'link', name: 'industry', label: t('narrowed.industry') },
  ]
}

function CreateEnterprise({ viewer }: { viewer: Viewer }) {
  const { t } = useTranslation('desk')
  const say = useToast()
  return (
    <DialogButton label={t('enterprises.create')} tone="main" wide>
      {(close) => (
        <EnterpriseForm
          zones={viewer.union.zones}
          onCancel={close}
          onSaved={({ id, name }) => {
            close()
            say(t('enterprises.created', { name }), { href: `/desk/enterprises/${id}` })
          }}
        />
      )}
    </DialogButton>
  )
}
