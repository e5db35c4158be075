import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useQuery } from 'urql'
import { Link } from 'wouter'
import { QueryResult } from '#client/graph/QueryResult.tsx'
import type { Viewer } from '#client/graph/session.ts'
import { IssuesDocument } from '#client/modules/issues/documents.ts'
import { IssueTable } from '#client/modules/issues/IssueTable.tsx'
import { SupplyOrdersDocument } from '#client/modules/supplies/documents.ts'
import { OrderTable } from '#client/modules/supplies/OrderTable.tsx'
import { VisitsDocument } from '#client/modules/visits/documents.ts'
import { VisitTable } from '#client/modules/visits/VisitTable.tsx'
import { EmptyNote } from '#client/ui/EmptyNote.tsx'
import { Part } from '#client/ui/Page.tsx'
import { OpenIssue, OrderSupply, PlanVisits } from './actions.tsx'
import { sectionsOf } from './rights.ts'

type Records = { viewer: Viewer; enterprise: { id: string; name: string } }

const limit = 20

/** The newest visits, issues and orders of an enterprise, for the roles that have these pages. */
export function EnterpriseRecords({ viewer, enterprise }: Records) {
  const sections = sectionsOf(viewer.role)
  return (
    <>
      {sections.includes('visits') && <Visits viewer={viewer} enterprise={enterprise} />}
      {sections.includes('issues') && <Issues viewer={viewer} enterprise={enterprise} />}
      {sections.includes('orders') && <Orders viewer={viewer} enterprise={enterprise} />}
    </>
  )
}

function Visits({ viewer, enterprise }: Records) {
  const { t } = useTranslation('desk')
  const variables = { filter: { enterpriseId: enterprise.id }, first: limit }
  const [result, again] = useQuery({ query: VisitsDocument, variables })
  return (
    <Part title={t('nav.visits')} actions={<PlanVisits viewer={viewer} first={enterprise} />}>
      <QueryResult result={result} retry={again}>
        {({ visits }) => (
          <Few count={visits.totalCount} href={`/desk/visits?enterprise=${enterprise.id}`}>
            <VisitTable at="enterprise" rows={visits.edges.map(({ node }) => node)} />
          </Few>
        )}
      </QueryResult>
    </Part>
  )
}

function Issues({ viewer, enterprise }: Records) {
  const { t } = useTranslation('desk')
  const variables = { filter: { enterpriseId: enterprise.id }, first: limit }
  const [result, again] = useQuery({ query: IssuesDocument, variables })
  return (
    <Part title={t('nav.issues')} actions={<OpenIssue viewer={viewer} enterprise={enterprise} />}>
      <QueryResult result={result} retry={again}>
        {({ issues }) => (
          <Few count={issues.totalCount} href={`/desk/issues?enterprise=${enterprise.id}`}>
            <IssueTable at="enterprise" rows={issues.edges.map(({ node }) => node)} />
          </Few>
        )}
      </QueryResult>
    </Part>
  )
}

function Orders({ viewer, enterprise }: Records) {
  const { t } = useTranslation('desk')
  const variables = { filter: { enterpriseId: enterprise.id }, first: limit }
  const [result, again] = useQuery({ query: SupplyOrdersDocument, variables })
  return (
    <Part title={t('nav.orders')} actions={<OrderSupply viewer={viewer} enterprise={enterprise} />}>
      <QueryResult result={result} retry={again}>
        {({ supplyOrders }) => (
          <Few count={supplyOrders.totalCount} href={`/desk/orders?enterprise=${enterprise.id}`}>
            <OrderTable at="enterprise" rows={supplyOrders.edges.map(({ node }) => node)} />
          </Few>
        )}
      </QueryResult>
    </Part>
  )
}

/** The first rows of a list, and a link to the whole list where there are more. */
function Few({ count, href, children }: { count: number; href: string; children: ReactNode }) {
  const { t } = useTranslation('desk')
  return (
    <div className="ui-list">
      {count ? children : <EmptyNote>{t('nothing')}</EmptyNote>}
      {count > limit && (
        <p className="ui-more">
          <Link href={href}>{t('shown', { text: count })}</Link>
        </p>
      )}
    </div>
  )
}
