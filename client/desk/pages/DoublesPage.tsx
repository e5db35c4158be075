import { useTranslation } from 'react-i18next'
import { useQuery } from 'urql'
import { QueryResult } from '#client/graph/QueryResult.tsx'
import { DoublePairs } from '#client/modules/enterprises/DoublePairs.tsx'
import { DoublesDocument } from '#client/modules/enterprises/double-documents.ts'
import { LinkButton } from '#client/ui/Button.tsx'
import { EmptyNote } from '#client/ui/EmptyNote.tsx'
import { Pager, usePage } from '#client/ui/list/Pager.tsx'
import { Page } from '#client/ui/Page.tsx'

/** The page with the enterprises of the register that are likely to be one another. */
export function DoublesPage() {
  const { t } = useTranslation('desk')
  const [result, again] = useQuery({
    query: DoublesDocument,
    variables: usePage(),
    requestPolicy: 'cache-and-network',
  })
  return (
    <Page
      title={t('doubles.title')}
      note={t('doubles.note')}
      actions={<LinkButton href="/desk/enterprises">{t('doubles.toRegister')}</LinkButton>}
    >
      <QueryResult result={result} retry={again}>
        {({ doubles }) =>
          doubles.edges.length > 0 ? (
            <>
              <DoublePairs pairs={doubles.edges.map(({ node }) => node)} />
              <Pager info={doubles.pageInfo} shown={doubles.edges.length} count={doubles} />
            </>
          ) : (
            <EmptyNote>{t('doubles.empty')}</EmptyNote>
          )
        }
      </QueryResult>
    </Page>
  )
}
