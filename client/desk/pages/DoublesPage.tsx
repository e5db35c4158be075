import { useTranslation } from 'react-i18next'
import { useQuery } from 'urql'
import { QueryResult } from '#client/graph/QueryResult.tsx'
import { DoublePairs } from '#client/modules/enterprises/DoublePairs.tsx'
import { DoublesDocument } from '#client/modules/enterprises/double-documents.ts'
import { LinkButton } from '#client/ui/Button.tsx'
import { EmptyNote } from '#client/ui/EmptyNote.tsx'
import { truthOf, useListAddress } from '#client/ui/list/address.ts'
import { Pager, usePage } from '#client/ui/list/Pager.tsx'
import { Page } from '#client/ui/Page.tsx'
import { Tabs } from '#client/ui/Tabs.tsx'

/** The page with the enterprises of the register that are likely to be one another. */
export function DoublesPage() {
  const { t } = useTranslation('desk')
  const { get, set } = useListAddress()
  const isDismissed = truthOf(get('isDismissed')) ?? false
  const [result, again] = useQuery({
    query: DoublesDocument,
    variables: { ...usePage(), isDismissed },
    requestPolicy: 'cache-and-network',
  })
  return (
    <Page
      title={t('doubles.title')}
      note={t('doubles.note')}
      actions={<LinkButton href="/desk/enterprises">{t('doubles.toRegister')}</LinkButton>}
    >
      <Tabs
        label={t('doubles.shown')}
        tabs={[
          { key: 'likely', label: t('doubles.likely') },
          { key: 'dismissed', label: t('doubles.putAway') },
        ]}
        chosen={isDismissed ? 'dismissed' : 'likely'}
        onChoose={(key) => set({ isDismissed: key === 'dismissed' ? 'true' : undefined })}
      />
      <QueryResult result={result} retry={again}>
        {({ doubles }) =>
          doubles.edges.length > 0 ? (
            <>
              <DoublePairs pairs={doubles.edges.map(({ node }) => node)} />
              <Pager info={doubles.pageInfo} shown={doubles.edges.length} count={doubles} />
            </>
          ) : (
            <EmptyNote>{t(isDismissed ? 'doubles.noneDismissed' : 'doubles.empty')}</EmptyNote>
          )
        }
      </QueryResult>
    </Page>
  )
}
