import { useTranslation } from 'react-i18next'
import { useQuery } from 'urql'
import { useLocation } from 'wouter'
import { List } from '#client/desk/List.tsx'
import { may } from '#client/desk/rights.ts'
import type { Viewer } from '#client/graph/session.ts'
import { EnterprisesDocument } from '#client/modules/enterprises/documents.ts'
import { EnterpriseForm } from '#client/modules/enterprises/EnterpriseForm.tsx'
import { EnterpriseTable } from '#client/modules/enterprises/EnterpriseTable.tsx'
import { ExportButtons } from '#client/modules/reports/ExportButtons.tsx'
import { DialogButton } from '#client/ui/DialogButton.tsx'
import { FilterBar, SearchFilter, SelectFilter } from '#client/ui/FilterBar.tsx'
import { oneOf, truthOf, useFilters } from '#client/ui/filters.ts'
import { countText } from '#client/ui/numbers.ts'
import { Page } from '#client/ui/Page.tsx'
import { usePage } from '#client/ui/Pager.tsx'
import { useToast } from '#client/ui/Toast.tsx'
import { enums } from '#codegen/graph/enums.ts'
import type { EnterpriseFilter } from '#codegen/graph/graphql.ts'

/** The page with the list of enterprises. */
export function EnterprisesPage({ viewer }: { viewer: Viewer }) {
  const { t } = useTranslation('desk')
  const page = usePage()
  const { get } = useFilters()
  const resumption = oneOf(get('resumption'), enums.Resumption)
  const progress = oneOf(get('progress'), enums.VisitProgress)
  const filter: EnterpriseFilter = {
    zoneId: get('zone'),
    resumption: resumption && [resumption],
    progress: progress && [progress],
    industry: get('industry'),
    listed: truthOf(get('listed')),
    hasOpenIssues: truthOf(get('issues')),
  }
  const [result, again] = useQuery({
    query: EnterprisesDocument,
    variables: { search: get('search'), filter, ...page },
  })
  const list = result.data?.enterprises
  return (
    <Page
      title={t('nav.enterprises')}
      note={list && t('shown', { text: countText(list) })}
      actions={
        <>
          <ExportButtons list="ENTERPRISES" filter={{ search: get('search'), enterprises: filter }} />
          {may(viewer.role, 'createEnterprise') && <CreateEnterprise viewer={viewer} />}
        </>
      }
    >
      <EnterpriseFilters viewer={viewer} />
      <List
        result={result}
        retry={again}
        pick={(data) => data.enterprises}
        table={(rows) => <EnterpriseTable rows={rows} />}
      />
    </Page>
  )
}

function EnterpriseFilters({ viewer }: { viewer: Viewer }) {
  const { t } = useTranslation('desk')
  const { t: common } = useTranslation()
  const all = common('all')
  return (
    <FilterBar>
      <SearchFilter label={t('enterprises.searchHint')} />
      {viewer.union.zones.length > 0 && (
        <SelectFilter
          label={t('enterprises.zone')}
          name="zone"
          all={all}
          options={viewer.union.zones.map(({ id, name }) => ({ value: id, label: name }))}
        />
      )}
      <SelectFilter
        label={t('enterprises.resumption')}
        name="resumption"
        all={all}
        options={enums.Resumption.map((value) => ({ value, label: common(`Resumption.${value}`) }))}
      />
      <SelectFilter
        label={t('enterprises.progress')}
        name="progress"
        all={all}
        options={enums.VisitProgress.map((value) => ({ value, label: common(`VisitProgress.${value}`) }))}
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
      <SelectFilter
        label={t('enterprises.openIssuesOnly')}
        name="issues"
        all={all}
        options={[
          { value: 'true', label: t('enterprises.withIssues') },
          { value: 'false', label: t('enterprises.withoutIssues') },
        ]}
      />
    </FilterBar>
  )
}

function CreateEnterprise({ viewer }: { viewer: Viewer }) {
  const { t } = useTranslation('desk')
  const [, go] = useLocation()
  const say = useToast()
  return (
    <DialogButton label={t('enterprises.create')} tone="main" wide>
      {(close) => (
        <EnterpriseForm
          zones={viewer.union.zones}
          onCancel={close}
          onSaved={({ id, name }) => {
            say(t('enterprises.created', { name }))
            go(`/desk/enterprises/${id}`)
          }}
        />
      )}
    </DialogButton>
  )
}
