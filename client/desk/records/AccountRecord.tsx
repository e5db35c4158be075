import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { useQuery } from 'urql'
import { Link } from 'wouter'
import { accountDeeds, ranksUpTo } from '#client/desk/offers.ts'
import type { Viewer } from '#client/graph/session.ts'
import { useChange } from '#client/graph/useChange.ts'
import { AccountEditForm, PasswordForm } from '#client/modules/people/AccountForm.tsx'
import { LiftLockoutDocument } from '#client/modules/people/documents.ts'
import { useToggle } from '#client/modules/people/useToggle.ts'
import { MemberField } from '#client/modules/squads/MemberField.tsx'
import { ZoneField } from '#client/modules/zones/ZoneField.tsx'
import type { Deed } from '#client/ui/DeedBar.tsx'
import { clockOf, momentText } from '#client/ui/dates.ts'
import { Facts } from '#client/ui/Facts.tsx'
import { listText } from '#client/ui/list-text.ts'
import { Tag } from '#client/ui/Tag.tsx'
import { useToast } from '#client/ui/Toast.tsx'
import type { AccountRecordQuery, AccountRowFragment } from '#codegen/graph/graphql.ts'
import { AccountRecordDocument } from './documents.ts'
import { RecordColumn, RecordFrame, RecordPart } from './RecordFrame.tsx'
import { RecordResult } from './RecordResult.tsx'

/** One account: who signs in by it, to whom it belongs, and whether it is in use. */
export function AccountRecord({ viewer, id }: { viewer: Viewer; id: string }) {
  const { t } = useTranslation('desk')
  const [result, again] = useQuery({ query: AccountRecordDocument, variables: { id } })
  return (
    <RecordResult
      result={result}
      retry={again}
      pick={({ node }) => (node && 'username' in node ? node : null)}
      title={t('nav.accounts')}
    >
      {(account) => <AccountPage viewer={viewer} account={account} />}
    </RecordResult>
  )
}

type Account = Extract<AccountRecordQuery['node'], { signInAttempts: unknown }>

function AccountPage({ viewer, account }: { viewer: Viewer; account: Account }) {
  const { t } = useTranslation('desk')
  const { t: common, i18n } = useTranslation()
  const { squad, agency, enterprise, zone, member, rank, disabledAt } = account
  const { failures, pausedUntil } = account.signInAttempts
  return (
    <RecordFrame
      href={`/desk/accounts/${account.id}`}
      kind={`${t('record.kind.account')} · ${account.username}`}
      title={account.displayName}
      marks={
        <>
          <Tag tone={disabledAt ? 'quiet' : 'done'}>{t(disabledAt ? 'people.disabled' : 'people.active')}</Tag>
          <span>{common(`Role.${account.role}`)}</span>
          {rank && <span>{common(`CommandRank.${rank}`)}</span>}
        </>
      }
      deeds={useDeeds(viewer, account)}
    >
      <RecordColumn>
        <RecordPart title={t('record.kind.account')}>
          <Facts
            facts={[
              [t('people.username'), account.username],
              [
                t('people.belongs'),
                squad ? (
                  <Link key="s" href={`/desk/squads/${squad.id}`}>
                    {t('squadNumber', { number: squad.number })}
                  </Link>
                ) : enterprise ? (
                  <Link key="e" href={`/desk/enterprises/${enterprise.id}`}>
                    {enterprise.name}
                  </Link>
                ) : (
                  (agency?.name ?? zone?.name ?? viewer.union.name)
                ),
              ],
              [t('people.member'), member && memberText(member, common, i18n.language)],
              [t('record.createdAt'), momentText(account.createdAt)],
              [t('people.disabled'), momentText(disabledAt)],
              [t('people.failedSignIns'), failures > 0 && t('people.failures', { count: failures })],
              [t('people.pausedUntil'), pausedUntil && clockOf(pausedUntil)],
            ]}
          />
        </RecordPart>
      </RecordColumn>
    </RecordFrame>
  )
}

/** The name of a member, with the duties. */
const memberText = ({ name, duties }: NonNullable<AccountRowFragment['member']>, t: TFunction, language: string) =>
  listText([name, ...duties.map((duty) => t(`Duty.${duty}`))], language)

function useDeeds(viewer: Viewer, account: Account): Deed[] {
  const { t } = useTranslation('desk')
  const { t: common } = useTranslation()
  const say = useToast()
  const toggle = useToggle()
  const lift = useChange(LiftLockoutDocument)
  const deeds: Record<ReturnType<typeof accountDeeds>[number], Deed> = {
    edit: {
      key: 'edit',
      label: common('edit'),
      title: account.displayName,
      isRare: true,
      form: (close) => (
        <AccountEditForm
          account={account}
          {...(account.squad && !account.member && { member: <MemberField squadId={account.squad.id} /> })}
          {...(account.role === 'CADRE' && { zone: <ZoneField zones={viewer.union.zones} value={account.zone} /> })}
          ranks={account.rank && viewer.rank === 'CHAIR' ? ranksUpTo(viewer.rank) : []}
          onCancel={close}
          onSaved={() => {
            close()
            say(t('people.saved', { name: account.displayName }))
          }}
        />
      ),
    },
    password: {
      key: 'password',
      label: t('people.setPassword'),
      title: `${t('people.setPassword')} · ${account.displayName}`,
      form: (close) => (
        <PasswordForm
          account={account}
          onCancel={close}
          onSaved={() => {
            close()
            say(t('people.passwordSet', { name: account.displayName }))
          }}
        />
      ),
    },
    lift: {
      key: 'lift',
      label: t('people.liftLockout'),
      async act() {
        const { failure } = await lift({ accountId: account.id })
        if (failure) return say(failure.message || common('offline'), { isAlert: true })
        say(t('people.didLiftLockout', { name: account.displayName }))
      },
    },
    disable: { key: 'toggle', label: t('people.disable'), isDanger: true, act: () => void toggle(account) },
    enable: { key: 'toggle', label: t('people.enable'), act: () => void toggle(account) },
  }
  return accountDeeds(viewer, account).map((deed) => deeds[deed])
}
