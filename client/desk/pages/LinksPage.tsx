import { useTranslation } from 'react-i18next'
import { useQuery } from 'urql'
import { Link } from 'wouter'
import { chooseSubjects } from '#client/desk/links/subjects.ts'
import { ListPage } from '#client/desk/list/ListPage.tsx'
import { isAbove } from '#client/desk/offers.ts'
import { may } from '#client/desk/rights.ts'
import type { Viewer } from '#client/graph/session.ts'
import { LinksDocument } from '#client/modules/links/documents.ts'
import { useLinkColumns } from '#client/modules/links/useLinkColumns.tsx'
import { orderOf, useListAddress } from '#client/ui/list/address.ts'
import { choiceOf } from '#client/ui/list/filters.ts'
import { usePage } from '#client/ui/list/Pager.tsx'
import { enums } from '#codegen/graph/enums.ts'
import type { LinkPurpose, LinkState } from '#codegen/graph/graphql.ts'

/** The page with the personal links of the union: for whom each is, and how far it is. */
export function LinksPage({ viewer }: { viewer: Viewer }) {
  const { t } = useTranslation('desk')
  const { t: common } = useTranslation()
  const { get, order } = useListAddress()
  const columns = useLinkColumns(({ account }) => may(viewer.role, 'revokeLink') && !isAbove(viewer, account))
  const [result, again] = useQuery({
    query: LinksDocument,
    variables: {
      state: get('state') as LinkState | undefined,
      purpose: get('purpose') as LinkPurpose | undefined,
      accountId: get('accountId'),
      orderBy: orderOf(order, columns),
      ...usePage(),
    },
  })
  return (
    <ListPage
      title={t('nav.links')}
      filters={[
        choiceOf('state', t('people.state'), enums.LinkState, (value) => common(`LinkState.${value}`)),
        choiceOf('purpose', t('links.purpose'), enums.LinkPurpose, (value) => common(`LinkPurpose.${value}`)),
        { kind: 'link', name: 'accountId', label: t('links.ofOne') },
      ]}
      columns={columns}
      result={result}
      retry={again}
      pick={(data) => data.personalLinks}
      rowKey={({ id }) => id}
      rowName={({ account }) => account.displayName}
      empty={t('links.empty')}
      actions={
        <Link href="/desk/links/new" className="ui-button ui-main" onClick={() => chooseSubjects([])}>
          {t('links.make')}
        </Link>
      }
    />
  )
}
