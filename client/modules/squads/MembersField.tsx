import { useTranslation } from 'react-i18next'
import { useQuery } from 'urql'
import { ChecksField } from '#client/ui/form/ChecksField.tsx'
import { useFormValue } from '#client/ui/form/form-context.ts'
import { SquadsDocument } from './documents.ts'

type MembersFieldProps = {
  /** The squad whose members are offered; left out where the form has a field that chooses it. */
  squadId?: string | undefined
  /** Those who are named already, also where they have left the squad since. */
  named?: readonly { id: string; name: string }[]
}

/** Boxes that say who of a squad was there; they are sent as `memberIds`. Nothing is shown before a squad is chosen. */
export function MembersField({ squadId, named = [] }: MembersFieldProps) {
  const { t } = useTranslation('desk')
  const [chosen] = useFormValue('squadId', squadId ?? '')
  const [{ data }] = useQuery({ query: SquadsDocument })
  const members = data?.squads.find(({ id }) => id === chosen)?.members ?? []
  const left = named.filter(({ id }) => members.every((member) => member.id !== id))
  const options = [...members, ...left].map(({ id, name }) => ({ value: id, label: name }))
  if (options.length === 0) return null
  return <ChecksField legend={t('there.who')} name="memberIds" options={options} chosen={named.map(({ id }) => id)} />
}
