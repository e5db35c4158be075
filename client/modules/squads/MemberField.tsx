import { useTranslation } from 'react-i18next'
import { useQuery } from 'urql'
import { useFormValue } from '#client/ui/form/form-context.ts'
import { SelectField } from '#client/ui/form/SelectField.tsx'
import { SquadsDocument } from './documents.ts'

type MemberFieldProps = {
  /** The squad whose members are offered; left out where the form has a field that chooses it. */
  squadId?: string | undefined
}

/** A field that chooses a member of a squad, or the whole squad; its value is sent as `memberId`. */
export function MemberField({ squadId }: MemberFieldProps) {
  const { t } = useTranslation('desk')
  const [chosen] = useFormValue('squadId', squadId ?? '')
  const [{ data }] = useQuery({ query: SquadsDocument })
  const members = data?.squads.find(({ id }) => id === chosen)?.members ?? []
  return (
    <SelectField
      key={chosen}
      label={t('people.member')}
      name="memberId"
      empty={t('people.shared')}
      options={members.map(({ id, name }) => ({ value: id, label: name }))}
    />
  )
}
