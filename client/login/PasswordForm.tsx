import { useTranslation } from 'react-i18next'
import { useChange } from '#client/graph/useChange.ts'
import { ActionForm } from '#client/ui/form/ActionForm.tsx'
import { TextField } from '#client/ui/form/TextField.tsx'
import { ChangePasswordDocument } from './own-documents.ts'

type PasswordFormProps = {
  username: string
  /** The password that somebody has just signed in with, and need not type again. */
  typed?: string
  onDone: () => void
}

/** The form that gives the own account another password. */
export function PasswordForm({ username, typed, onDone }: PasswordFormProps) {
  const { t } = useTranslation()
  const changePassword = useChange(ChangePasswordDocument)
  const submit = async (form: FormData) => {
    const [current, password] = [typed ?? String(form.get('current')), String(form.get('password'))]
    if (password !== form.get('again')) return { message: t('own.different'), field: 'again' }
    const { failure } = await changePassword({ current, password })
    if (failure) return { ...failure, message: failure.message || t('offline') }
    onDone()
    return null
  }
  const chosen = {
    type: 'password',
    autoComplete: 'new-password',
    required: true,
    minLength: 8,
    maxLength: 200,
  } as const
  return (
    <ActionForm submit={t('own.change')} onSubmit={submit}>
      {/* a password manager stores the new password under this name */}
      <input type="text" name="username" autoComplete="username" value={username} readOnly hidden />
      {typed === undefined && (
        <TextField label={t('own.current')} name="current" type="password" autoComplete="current-password" required />
      )}
      <TextField
        label={t('own.password')}
        name="password"
        hint={t('own.hint')}
        autoFocus={typed !== undefined}
        {...chosen}
      />
      <TextField label={t('own.again')} name="again" {...chosen} />
    </ActionForm>
  )
}
