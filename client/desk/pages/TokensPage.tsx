import { useTranslation } from 'react-i18next'
import { useQuery } from 'urql'
import { DeskViews } from '#client/desk/list/DeskViews.tsx'
import { ListPage } from '#client/desk/list/ListPage.tsx'
import type { Viewer } from '#client/graph/session.ts'
import { TokensDocument } from '#client/modules/people/documents.ts'
import { PairingForm, TokenForm } from '#client/modules/people/TokenForm.tsx'
import { useTokenColumns } from '#client/modules/people/useTokenColumns.tsx'
import { DialogButton } from '#client/ui/DialogButton.tsx'
import { orderOf, useListAddress } from '#client/ui/list/address.ts'
import { usePage } from '#client/ui/list/Pager.tsx'

/** The page with the tokens of other systems, and the form that pairs a wall. */
export function TokensPage({ viewer }: { viewer: Viewer }) {
  const { t } = useTranslation('desk')
  const { t: common } = useTranslation()
  const { get, order } = useListAddress()
  const search = get('search')
  const columns = useTokenColumns()
  const [result, again] = useQuery({
    query: TokensDocument,
    variables: { search, orderBy: orderOf(order, columns), ...usePage() },
  })
  return (
    <ListPage
      title={t('nav.tokens')}
      search={common('search')}
      filters={[]}
      views={<DeskViews viewer={viewer} list="TOKENS" ready={[{ label: t('views.all'), address: '' }]} />}
      columns={columns}
      empty={t('people.noTokens')}
      result={result}
      retry={again}
      pick={(data) => data.tokens}
      rowKey={({ id }) => id}
      rowName={({ name }) => name}
      actions={
        <>
          <DialogButton label={t('people.walls')}>{() => <PairingForm />}</DialogButton>
          <DialogButton label={t('people.newToken')} tone="main">
            {(close) => <TokenForm onCancel={close} />}
          </DialogButton>
        </>
      }
    />
  )
}
