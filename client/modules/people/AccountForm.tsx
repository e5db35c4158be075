import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useChange } from '#client/graph/useChange.ts'
import { ActionForm } from '#client/ui/form/ActionForm.tsx'
import { CheckField } from '#client/ui/form/ChecksField.tsx'
import { useFormValue } from '#client/ui/form/form-context.ts'
import { neededText, textOf } from '#client/ui/form/form-values.ts'
import { SelectField } from '#client/ui/form/SelectField.tsx'
import { TextField } from '#client/ui/form/TextField.tsx'
import type { AccountRowFragment, CommandRank, Role } from '#codegen/graph/graphql.ts'
import { CreateAccountDocument, SetPasswordDocument, UpdateAccountDocument } from './documents.ts'

const rolesToChoose: readonly Role[] = ['SQUAD', 'COMMAND', 'AGENCY', 'ENTERPRISE', 'CADRE', 'WALL', 'INTEGRATOR']

type AccountFormProps = {
  /**
   * The field that chooses the squad, agency, enterprise or zone to which an account of the role belongs; its value is sent
   * as `squadId`, `agencyId`, `enterpriseId` or `zoneId`.
   */
  belongs: Partial<Record<Role, ReactNode>>
  /** The ranks that may be given to an account of the command centre. */
  ranks: readonly CommandRank[]
  onSaved: (account: AccountRowFragment) => void
  onCancel: () => void
}

/** The form that makes an account. */
export function AccountForm({ belongs, ranks, onSaved, onCancel }: AccountFormProps) {
  const { t } = useTranslation('desk')
  const createAccount = useChange(CreateAccountDocument)
  const submit = async (form: FormData) => {
    const { data, failure } = await createAccount({
      username: neededText(form, 'username'),
      displayName: neededText(form, 'displayName'),
      role: neededText(form, 'role') as Role,
      password: textOf(form, 'password'),
      rank: textOf(form, 'rank') as CommandRank | null,
      squadId: textOf(form, 'squadId'),
      memberId: textOf(form, 'memberId'),
      agencyId: textOf(form, 'agencyId'),
      enterpriseId: textOf(form, 'enterpriseId'),
      zoneId: textOf(form, 'zoneId'),
    })
    if (failure) return failure
    onSaved(data.createAccount.account)
    return null
  }
  return (
    <ActionForm submit={t('people.create')} draft="account" onSubmit={submit} onCancel={onCancel}>
      <div className="ui-row">
        <TextField
          label={t('people.username')}
          name="username"
          hint={t('people.usernameHint')}
          autoComplete="off"
          required
          minLength={2}
          maxLength={40}
        />
        <TextField label={t('people.displayName')} name="displayName" autoComplete="off" required maxLength={100} />
      </div>
      <RoleFields belongs={belongs} ranks={ranks} />
    </ActionForm>
  )
}

/** The role of the account, to whom one of that role belongs, and its password. */
function RoleFields({ belongs, ranks }: Pick<AccountFormProps, 'belongs' | 'ranks'>) {
  const { t } = useTranslation('desk')
  const { t: common } = useTranslation()
  const [role] = useFormValue<Role>('role', rolesToChoose[0]!)
  const withoutPassword = role === 'WALL' || role === 'INTEGRATOR'
  return (
    <>
      <SelectField
        label={t('people.role')}
        name="role"
        options={rolesToChoose.map((value) => ({ value, label: common(`Role.${value}`) }))}
      />
      {belongs[role]}
      {role === 'COMMAND' && (
        <RankField ranks={ranks} value={ranks.includes('DUTY_OFFICER') ? 'DUTY_OFFICER' : ranks[0]} />
      )}
      <TextField
        label={t('people.password')}
        name="password"
        type="password"
        hint={t('people.passwordHint')}
        autoComplete="new-password"
        required={!withoutPassword}
        minLength={8}
        maxLength={200}
      />
    </>
  )
}

function RankField({ ranks, value }: { ranks: readonly CommandRank[]; value: CommandRank | null | undefined }) {
  const { t } = useTranslation('desk')
  const { t: common } = useTranslation()
  const options = ranks.map((rank) => ({ value: rank, label: common(`CommandRank.${rank}`) }))
  return <SelectField label={t('people.rank')} name="rank" options={options} value={value ?? ''} required />
}

type AccountEditProps = {
  account: AccountRowFragment
  /** The field that chooses the member who acts by the account, unless it is one's already; its value is sent as `memberId`. */
  member?: ReactNode
  /** The field that chooses the zone of a cadre; its value is sent as `zoneId`. */
  zone?: ReactNode
  /** The ranks that may be given; none where the viewer may not change ranks. */
  ranks: readonly CommandRank[]
  onSaved: () => void
  onCancel: () => void
}

/** The form that corrects an account. */
export function AccountEditForm({ account, member, zone, ranks, onSaved, onCancel }: AccountEditProps) {
  const { t } = useTranslation('desk')
  const { t: common } = useTranslation()
  const updateAccount = useChange(UpdateAccountDocument)
  const submit = async (form: FormData) => {
    const { failure } = await updateAccount({
      accountId: account.id,
      username: neededText(form, 'username'),
      displayName: neededText(form, 'displayName'),
      rank: textOf(form, 'rank') as CommandRank | null,
      ...(member && { memberId: textOf(form, 'memberId') }),
      zoneId: textOf(form, 'zoneId'),
      ...(account.role === 'AGENCY' && { isHead: form.has('isHead') }),
    })
    if (failure) return failure
    onSaved()
    return null
  }
  return (
    <ActionForm submit={common('save')} draft={`account ${account.id}`} onSubmit={submit} onCancel={onCancel}>
      <div className="ui-row">
        <TextField
          label={t('people.username')}
          name="username"
          value={account.username}
          hint={t('people.usernameHint')}
          autoComplete="off"
          required
          minLength={2}
          maxLength={40}
        />
        <TextField
          label={t('people.displayName')}
          name="displayName"
          value={account.displayName}
          autoComplete="off"
          required
          maxLength={100}
        />
      </div>
      {member}
      {zone}
      {account.role === 'AGENCY' && (
        <CheckField name="isHead" value="yes" field="isHead" label={t('people.isHead')} isChecked={account.isHead} />
      )}
      {ranks.length > 0 && <RankField ranks={ranks} value={account.rank} />}
    </ActionForm>
  )
}

type PasswordFormProps = { account: AccountRowFragment; onSaved: () => void; onCancel: () => void }

/** The form that gives an account a new password. */
export function PasswordForm({ account, onSaved, onCancel }: PasswordFormProps) {
  const { t } = useTranslation('desk')
  const setPassword = useChange(SetPasswordDocument)
  const submit = async (form: FormData) => {
    const { failure } = await setPassword({ accountId: account.id, password: String(form.get('password')) })
    if (failure) return failure
    onSaved()
    return null
  }
  return (
    <ActionForm submit={t('people.setPassword')} onSubmit={submit} onCancel={onCancel}>
      <TextField
        label={t('people.password')}
        name="password"
        type="password"
        autoComplete="new-password"
        required
        minLength={8}
        maxLength={200}
      />
    </ActionForm>
  )
}
