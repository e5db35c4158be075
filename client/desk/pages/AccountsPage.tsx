import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useQuery } from 'urql'
import { ListPage } from '#client/desk/list/ListPage.tsx'
import type { Viewer } from '#client/graph/session.ts'
import { EnterpriseField } from '#client/modules/enterprises/EnterpriseField.tsx'
import { AccountForm, PasswordForm } from '#client/modules/people/AccountForm.tsx'
import { AccountsDocument } from '#client/modules/people/documents.ts'
import { useAccountColumns } from '#client/modules/people/useAccountColumns.tsx'
import { ExportMenu } from '#client/modules/reports/ExportMenu.tsx'
import { SquadField, useAgencyOptions } from '#client/modules/squads/SquadField.tsx'
import { Dialog } from '#client/ui/Dialog.tsx'
import { DialogButton } from '#client/ui/DialogButton.tsx'
import { SelectField } from '#client/ui/form/SelectField.tsx'
import { useListAddress } from '#client/ui/list/address.ts'
import { usePage } from '#client/ui/list/Pager.tsx'
import { useToast } from '#client/ui/Toast.tsx'
import type { AccountRowFragment } from '#codegen/graph/graphql.ts'

/** The page with the accounts of the union. */
export function AccountsPage({ viewer }: { viewer: Viewer }) {
  const { t } = useTranslation('desk')
  const { t: common } = useTranslation()
  const say = useToast()
  const search = useListAddress().get('search')
  const [result, again] = useQuery({ query: AccountsDocument, variables: { search, ...usePage() } })
  const [account, setAccount] = useState<AccountRowFragment | null>(null)
  return (
    <>
      <ListPage
        title={t('nav.accounts')}
        search={common('search')}
        filters={[]}
        columns={useAccountColumns(viewer.id, setAccount)}
        result={result}
        retry={again}
        pick={(data) => data.accounts}
        rowKey={({ id }) => id}
        rowName={({ displayName }) => displayName}
        href={({ id }) => `/desk/accounts?open=${id}`}
        actions={
          <>
            <ExportMenu list="ACCOUNTS" filter={{ search }} count={result.data?.accounts} />
            <CreateAccount />
          </>
        }
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
    </>
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
