import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useChange } from '#client/graph/useChange.ts'
import { ActionForm } from '#client/ui/form/ActionForm.tsx'
import { useFormValue } from '#client/ui/form/form-context.ts'
import { neededText, textOf } from '#client/ui/form/form-values.ts'
import { SelectField } from '#client/ui/form/SelectField.tsx'
import { TextField } from '#client/ui/form/TextField.tsx'
import type { AccountRowFragment, Role } from '#codegen/graph/graphql.ts'
import { CreateAccountDocument, SetPasswordDocument } from './documents.ts'

const rolesToChoose: readonly Role[] = ['SQUAD', 'COMMAND', 'AGENCY', 'ENTERPRISE', 'WALL', 'INTEGRATOR']

type AccountFormProps = {
  /**
   * The field that chooses the squad, agency or enterprise to which an account of the role belongs; its value is sent
   * as `squadId`, `agencyId` or `enterpriseId`.
   */
  belongs: Partial<Record<Role, ReactNode>>
  onSaved: (account: AccountRowFragment) => void
  onCancel: () => void
}

/** The form that makes an account. */
export function AccountForm({ belongs, onSaved, onCancel }: AccountFormProps) {
  const { t } = useTranslation('desk')
  const createAccount = useChange(CreateAccountDocument)
  const submit = async (form: FormData) => {
    const { data, failure } = await createAccount({
      username: neededText(form, 'username'),
      displayName: neededText(form, 'displayName'),
      role: neededText(form, 'role') as Role,
      password: textOf(form, 'password'),
      squadId: textOf(form, 'squadId'),
      agencyId: textOf(form, 'agencyId'),
      enterpriseId: textOf(form, 'enterpriseId'),
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
      <RoleFields belongs={belongs} />
    </ActionForm>
  )
}

/** The role of the account, to whom one of that role belongs, and its password. */
function RoleFields({ belongs }: Pick<AccountFormProps, 'belongs'>) {
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
