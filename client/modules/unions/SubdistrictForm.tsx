import { useTranslation } from 'react-i18next'
import { useChange } from '#client/graph/useChange.ts'
import { ActionForm } from '#client/ui/form/ActionForm.tsx'
import { neededText, textOf } from '#client/ui/form/form-values.ts'
import { TextField } from '#client/ui/form/TextField.tsx'
import type { ChairLink } from './chair-link.ts'
import { CreateSubdistrictDocument } from './documents.ts'

type SubdistrictFormProps = { onSaved: (made: ChairLink) => void; onCancel: () => void }

/** The form by which a district makes a union of a sub-district and its first account. */
export function SubdistrictForm({ onSaved, onCancel }: SubdistrictFormProps) {
  const { t } = useTranslation('desk')
  const createSubdistrict = useChange(CreateSubdistrictDocument)
  const submit = async (form: FormData) => {
    const [displayName, username] = [neededText(form, 'displayName'), neededText(form, 'username')]
    const { data, failure } = await createSubdistrict({
      name: neededText(form, 'name'),
      shortName: textOf(form, 'shortName'),
      displayName,
      username,
    })
    if (failure) return failure
    const { union, address = null, expiresAt = null } = data.createSubdistrict
    onSaved({ union, displayName, username: username.toLowerCase(), address, expiresAt, isFirst: true })
    return null
  }
  return (
    <ActionForm submit={t('unions.create')} draft="subdistrict" onSubmit={submit} onCancel={onCancel}>
      <TextField label={t('unions.name')} name="name" maxLength={60} required />
      <TextField label={t('unions.shortName')} name="shortName" maxLength={20} />
      <p className="ui-note">{t('unions.firstAccount')}</p>
      <div className="ui-row">
        <TextField label={t('people.displayName')} name="displayName" autoComplete="off" maxLength={100} required />
        <TextField
          label={t('people.username')}
          name="username"
          hint={t('people.usernameHint')}
          autoComplete="off"
          required
          minLength={2}
          maxLength={40}
        />
      </div>
    </ActionForm>
  )
}
