import { useTranslation } from 'react-i18next'
import { useQuery } from 'urql'
import { List } from '#client/desk/List.tsx'
import { TokensDocument } from '#client/modules/people/documents.ts'
import { PairingForm, TokenForm } from '#client/modules/people/TokenForm.tsx'
import { TokenTable } from '#client/modules/people/TokenTable.tsx'
import { DialogButton } from '#client/ui/DialogButton.tsx'
import { Page, Part } from '#client/ui/Page.tsx'
import { usePage } from '#client/ui/Pager.tsx'

/** The page with the tokens of other systems, and the form that pairs a wall. */
export function TokensPage() {
  const { t } = useTranslation('desk')
  const [result, again] = useQuery({ query: TokensDocument, variables: usePage() })
  return (
    <Page title={t('nav.tokens')}>
      <Part
        title={t('people.tokens')}
        actions={
          <DialogButton label={t('people.newToken')} tone="main">
            {(close) => <TokenForm onCancel={close} />}
          </DialogButton>
        }
      >
        <List result={result} retry={again} pick={(data) => data.tokens} table={(rows) => <TokenTable rows={rows} />} />
      </Part>
      <Part title={t('people.walls')}>
        <PairingForm />
      </Part>
    </Page>
  )
}
