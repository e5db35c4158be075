import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useQuery } from 'urql'
import { List } from '#client/desk/List.tsx'
import type { Viewer } from '#client/graph/session.ts'
import { EnterpriseField } from '#client/modules/enterprises/EnterprisePicker.tsx'
import { AccountForm, PasswordForm } from '#client/modules/people/AccountForm.tsx'
import { AccountTable } from '#client/modules/people/AccountTable.tsx'
import { AccountsDocument } from '#client/modules/people/documents.ts'
import { ExportButtons } from '#client/modules/reports/ExportButtons.tsx'
import { SquadField, useAgencyOptions } from '#client/modules/squads/SquadField.tsx'
import { Dialog } from '#client/ui/Dialog.tsx'
import { DialogButton } from '#client/ui/DialogButton.tsx'
import { SelectField } from '#client/ui/fields.tsx'
import { countText } from '#client/ui/numbers.ts'
import { Page } from '#client/ui/Page.tsx'
import { usePage } from '#client/ui/Pager.tsx'
import { useToast } from '#client/ui/Toast.tsx'
import type { AccountRowFragment } from '#codegen/graph/graphql.ts'

/** The page with the accounts of the union. */
export function AccountsPage({ viewer }: { viewer: Viewer }) {
  const { t } = useTranslation('desk')
  const say = useToast()
  const [result, again] = useQuery({ query: AccountsDocument, variables: usePage() })
  const [account, setAccount] = useState<AccountRowFragment | null>(null)
  const list = result.data?.accounts
  return (
    <Page
      title={t('nav.accounts')}
      note={list && t('shown', { text: countText(list) })}
      actions={
        <>
          <ExportButtons list="ACCOUNTS" />
          <CreateAccount />
        </>
      }
    >
      <List
        result={result}
        retry={again}
        pick={(data) => data.accounts}
        table={(rows) => <AccountTable rows={rows} ownId={viewer.id} onPassword={setAccount} />}
      />
      {account && (
        <Dialog title={`${t('people.setPassword')} · ${account.displayName}`} onClose={() => setAccount(null)}>
          <PasswordForm
            account={account}
            onCancel={() => setAccount(null)}
            onSaved={() => {
              setAccount(null)
              say(t('people.passwordSet', { name: account.displayName }))
            }}
          />
        </Dialog>
      )}
    </Page>
  )
}

function CreateAccount() {
  const { t } = useTranslation('desk')
  const say = useToast()
  const agencies = useAgencyOptions()
  return (
    <DialogButton label={t('people.create')} tone="main">
      {(close) => (
        <AccountForm
          belongs={{
            SQUAD: <SquadField />,
            AGENCY: <SelectField label={t('agency')} name="agencyId" options={agencies} required />,
            ENTERPRISE: <EnterpriseField />,
          }}
          onCancel={close}
          onSaved={({ displayName }) => {
            close()
            say(t('people.created', { name: displayName }))
          }}
        />
      )}
    </DialogButton>
  )
}
