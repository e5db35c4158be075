import { useTranslation } from 'react-i18next'
import { useQuery } from 'urql'
import { useLinkAct } from '#client/desk/links/useLinkAct.ts'
import { DeskViews } from '#client/desk/list/DeskViews.tsx'
import { ListPage } from '#client/desk/list/ListPage.tsx'
import { ranksUpTo } from '#client/desk/offers.ts'
import { AccountRecord } from '#client/desk/records/lazy.tsx'
import type { Viewer } from '#client/graph/session.ts'
import { EnterpriseField } from '#client/modules/enterprises/EnterpriseField.tsx'
import { AccountForm } from '#client/modules/people/AccountForm.tsx'
import { AccountsDocument } from '#client/modules/people/documents.ts'
import { useAccountColumns } from '#client/modules/people/useAccountColumns.tsx'
import { ExportMenu } from '#client/modules/reports/ExportMenu.tsx'
import { MemberField } from '#client/modules/squads/MemberField.tsx'
import { SquadField, useAgencyOptions } from '#client/modules/squads/SquadField.tsx'
import { ZoneField } from '#client/modules/zones/ZoneField.tsx'
import { DialogButton } from '#client/ui/DialogButton.tsx'
import { SelectField } from '#client/ui/form/SelectField.tsx'
import { orderOf, useListAddress } from '#client/ui/list/address.ts'
import { usePage } from '#client/ui/list/Pager.tsx'
import { useToast } from '#client/ui/Toast.tsx'
import type { AccountRowFragment } from '#codegen/graph/graphql.ts'

/** The page with the accounts of the union. */
export function AccountsPage({ viewer }: { viewer: Viewer }) {
  const { t } = useTranslation('desk')
  const { t: common } = useTranslation()
  const { get, order } = useListAddress()
  const search = get('search')
  const columns = useAccountColumns()
  const links = useLinkAct<AccountRowFragment>(viewer, accountSubject)
  const orderBy = orderOf(order, columns)
  const [result, again] = useQuery({
    query: AccountsDocument,
    variables: { search, orderBy, ...usePage() },
  })
  return (
    <ListPage
      title={t('nav.accounts')}
      search={common('search')}
      filters={[]}
      views={<DeskViews viewer={viewer} list="ACCOUNTS" ready={[{ label: t('views.all'), address: '' }]} />}
      columns={columns}
      result={result}
      retry={again}
      pick={(data) => data.accounts}
      rowKey={({ id }) => id}
      rowName={({ displayName }) => displayName}
      href={({ id }) => `/desk/accounts/${id}`}
      panel={(id) => <AccountRecord key={id} viewer={viewer} id={id} />}
      acts={(rows) => (links && rows.every(mayBeLinked) ? [links] : [])}
      actions={
        <>
          <ExportMenu list="ACCOUNTS" filter={{ search, accountOrder: orderBy }} count={result.data?.accounts} />
          <CreateAccount viewer={viewer} />
        </>
      }
    />
  )
}

/** True where a link can be made for the account: it is a person’s, and in use. */
const mayBeLinked = ({ role, disabledAt }: AccountRowFragment) =>
  !disabledAt && role !== 'WALL' && role !== 'INTEGRATOR' && role !== 'DISTRICT'

const accountSubject = ({ id, displayName }: AccountRowFragment) => ({ input: { accountId: id }, name: displayName })

function CreateAccount({ viewer }: { viewer: Viewer }) {
  const { t } = useTranslation('desk')
  const say = useToast()
  const agencies = useAgencyOptions()
  return (
    <DialogButton label={t('people.create')} tone="main">
      {(close) => (
        <AccountForm
          ranks={ranksUpTo(viewer.rank)}
          belongs={{
            SQUAD: (
              <>
                <SquadField />
                <MemberField />
              </>
            ),
            AGENCY: <SelectField label={t('agency')} name="agencyId" options={agencies} required />,
            ENTERPRISE: <EnterpriseField />,
            CADRE: <ZoneField zones={viewer.union.zones} />,
          }}
          onCancel={close}
          onSaved={({ id, displayName }) => {
            close()
            say(t('people.created', { name: displayName }), { href: `/desk/accounts/${id}` })
          }}
        />
      )}
    </DialogButton>
  )
}
