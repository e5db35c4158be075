import { useTranslation } from 'react-i18next'
import { useQuery } from 'urql'
import { OpenIssue } from '#client/desk/actions.tsx'
import { HiddenFilters } from '#client/desk/HiddenFilters.tsx'
import { List } from '#client/desk/List.tsx'
import type { Viewer } from '#client/graph/session.ts'
import { IssuesDocument } from '#client/modules/issues/documents.ts'
import { IssueTable } from '#client/modules/issues/IssueTable.tsx'
import { ExportButtons } from '#client/modules/reports/ExportButtons.tsx'
import { useAgencyOptions, useSquadOptions } from '#client/modules/squads/SquadField.tsx'
import { FilterBar, SelectFilter } from '#client/ui/FilterBar.tsx'
import { oneOf, useFilters } from '#client/ui/filters.ts'
import { countText } from '#client/ui/numbers.ts'
import { Page } from '#client/ui/Page.tsx'
import { usePage } from '#client/ui/Pager.tsx'
import { enums } from '#codegen/graph/enums.ts'
import type { IssueFilter } from '#codegen/graph/graphql.ts'

/** The page with the list of the issues that the viewer may see. */
export function IssuesPage({ viewer }: { viewer: Viewer }) {
  const { t } = useTranslation('desk')
  const page = usePage()
  const { get } = useFilters()
  const kind = oneOf(get('kind'), enums.IssueKind)
  const filter: IssueFilter = {
    status: oneOf(get('status'), enums.IssueStatus),
    kinds: kind && [kind],
    category: oneOf(get('category'), enums.IssueCategory),
    severity: oneOf(get('severity'), enums.Severity),
    squadId: get('squadId'),
    agencyId: get('agency'),
    enterpriseId: get('enterprise'),
  }
  const [result, again] = useQuery({ query: IssuesDocument, variables: { filter, ...page } })
  const list = result.data?.issues
  return (
    <Page
      title={t('nav.issues')}
      note={list && t('shown', { text: countText(list) })}
      actions={
        <>
          <ExportButtons list="ISSUES" filter={{ issues: filter }} />
          <OpenIssue viewer={viewer} />
        </>
      }
    >
      <IssueFilters />
      <List result={result} retry={again} pick={(data) => data.issues} table={(rows) => <IssueTable rows={rows} />} />
    </Page>
  )
}

function IssueFilters() {
  const { t } = useTranslation('desk')
  const { t: common } = useTranslation()
  const all = common('all')
  return (
    <FilterBar>
      <SelectFilter
        label={t('issues.status')}
        name="status"
        all={all}
        options={enums.IssueStatus.map((value) => ({ value, label: common(`IssueStatus.${value}`) }))}
      />
      <SelectFilter
        label={t('issues.kind')}
        name="kind"
        all={all}
        options={enums.IssueKind.map((value) => ({ value, label: common(`IssueKind.${value}`) }))}
      />
      <SelectFilter
        label={t('issues.category')}
        name="category"
        all={all}
        options={enums.IssueCategory.map((value) => ({ value, label: common(`IssueCategory.${value}`) }))}
      />
      <SelectFilter
        label={t('issues.severity')}
        name="severity"
        all={all}
        options={enums.Severity.map((value) => ({ value, label: common(`Severity.${value}`) }))}
      />
      <SelectFilter label={t('squad')} name="squadId" all={all} options={useSquadOptions()} />
      <SelectFilter label={t('agency')} name="agency" all={all} options={useAgencyOptions()} />
      <HiddenFilters names={['enterprise']} />
    </FilterBar>
  )
}
