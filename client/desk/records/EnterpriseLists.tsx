import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useQuery } from 'urql'
import { Link } from 'wouter'
import { ActionButton } from '#client/desk/actions.tsx'
import { sectionsOf } from '#client/desk/rights.ts'
import { QueryResult } from '#client/graph/QueryResult.tsx'
import type { Viewer } from '#client/graph/session.ts'
import { IssuesDocument } from '#client/modules/issues/documents.ts'
import { useIssueColumns } from '#client/modules/issues/useIssueColumns.tsx'
import { SupplyOrdersDocument } from '#client/modules/supplies/documents.ts'
import { useOrderColumns } from '#client/modules/supplies/useOrderColumns.tsx'
import { VisitsDocument } from '#client/modules/visits/documents.ts'
import { useVisitColumns } from '#client/modules/visits/useVisitColumns.tsx'
import { EmptyNote } from '#client/ui/EmptyNote.tsx'
import { countText } from '#client/ui/numbers.ts'
import { Part } from '#client/ui/Page.tsx'
import { Table } from '#client/ui/Table.tsx'

type ListsProps = { viewer: Viewer; enterprise: { id: string; name: string } }

const limit = 20

/** The newest visits, issues and orders of an enterprise, for the roles that have these pages. */
export function EnterpriseLists({ viewer, enterprise }: ListsProps) {
  const sections = sectionsOf(viewer.role)
  return (
    <>
      {sections.includes('visits') && <Visits viewer={viewer} enterprise={enterprise} />}
      {sections.includes('issues') && <Issues viewer={viewer} enterprise={enterprise} />}
      {sections.includes('orders') && <Orders viewer={viewer} enterprise={enterprise} />}
    </>
  )
}

function Visits({ viewer, enterprise }: ListsProps) {
  const { t } = useTranslation('desk')
  const variables = { filter: { enterpriseId: enterprise.id }, first: limit }
  const [result, again] = useQuery({ query: VisitsDocument, variables })
  const columns = useVisitColumns().filter(({ key }) => key !== 'enterprise')
  return (
    <Part title={t('nav.visits')} actions={<ActionButton action="visit" viewer={viewer} enterprise={enterprise} />}>
      <QueryResult result={result} retry={again}>
        {({ visits }) => (
          <Few list={visits} href={`/desk/visits?enterprise=${enterprise.id}`}>
            <Table
              caption={t('nav.visits')}
              columns={columns}
              rows={visits.edges.map(({ node }) => node)}
              rowKey={({ id }) => id}
            />
          </Few>
        )}
      </QueryResult>
    </Part>
  )
}

function Issues({ viewer, enterprise }: ListsProps) {
  const { t } = useTranslation('desk')
  const variables = { filter: { enterpriseId: enterprise.id }, first: limit }
  const [result, again] = useQuery({ query: IssuesDocument, variables })
  const columns = useIssueColumns().filter(({ isUsual }) => isUsual !== false)
  return (
    <Part title={t('nav.issues')} actions={<ActionButton action="issue" viewer={viewer} enterprise={enterprise} />}>
      <QueryResult result={result} retry={again}>
        {({ issues }) => (
          <Few list={issues} href={`/desk/issues?enterprise=${enterprise.id}`}>
            <Table
              caption={t('nav.issues')}
              columns={columns}
              rows={issues.edges.map(({ node }) => node)}
              rowKey={({ id }) => id}
            />
          </Few>
        )}
      </QueryResult>
    </Part>
  )
}

function Orders({ viewer, enterprise }: ListsProps) {
  const { t } = useTranslation('desk')
  const variables = { filter: { enterpriseId: enterprise.id }, first: limit }
  const [result, again] = useQuery({ query: SupplyOrdersDocument, variables })
  const columns = useOrderColumns().filter(({ isUsual }) => isUsual !== false)
  return (
    <Part title={t('nav.orders')} actions={<ActionButton action="order" viewer={viewer} enterprise={enterprise} />}>
      <QueryResult result={result} retry={again}>
        {({ supplyOrders }) => (
          <Few list={supplyOrders} href={`/desk/orders?enterprise=${enterprise.id}`}>
            <Table
              caption={t('nav.orders')}
              columns={columns}
              rows={supplyOrders.edges.map(({ node }) => node)}
              rowKey={({ id }) => id}
            />
          </Few>
        )}
      </QueryResult>
    </Part>
  )
}

type FewProps = { list: { totalCount: number; isFloor: boolean }; href: string; children: ReactNode }

/** The first rows of a list, and a link to the whole list where there are more. */
function Few({ list, href, children }: FewProps) {
  const { t } = useTranslation('desk')
  if (list.totalCount === 0) return <EmptyNote>{t('nothing')}</EmptyNote>
  return (
    <div className="ui-list">
      {children}
      {list.totalCount > limit && (
        <p className="ui-more">
          <Link href={href}>{t('shown', { text: countText(list) })}</Link>
        </p>
      )}
    </div>
  )
}
