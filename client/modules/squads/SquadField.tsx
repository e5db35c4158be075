import { useTranslation } from 'react-i18next'
import { useQuery } from 'urql'
import { isAskedOverAll } from '#client/graph/chosen-union.ts'
import { type Option, SelectField } from '#client/ui/form/SelectField.tsx'
import { AgenciesDocument, SquadChoicesDocument } from './documents.ts'

/** The squads as choices of a select, in the order of their numbers; none over several unions. */
export function useSquadOptions(): Option[] {
  const { t } = useTranslation('desk')
  const [{ data }] = useQuery({ query: SquadChoicesDocument, pause: isAskedOverAll() })
  return (
    data?.squads.map(({ id, number, cadreName }) => ({
      value: id,
      label: `${t('squadNumber', { number })} ${cadreName}`,
    })) ?? []
  )
}

/** The agencies as choices of a select; none over several unions. */
export function useAgencyOptions(): Option[] {
  const [{ data }] = useQuery({ query: AgenciesDocument, pause: isAskedOverAll() })
  return data?.agencies.map(({ id, name }) => ({ value: id, label: name })) ?? []
}

/** A field that chooses a squad, or all of them where `all` is how that is called; its value is sent as `squadId`. */
export function SquadField({ all }: { all?: string }) {
  const { t } = useTranslation('desk')
  return <SelectField label={t('squad')} name="squadId" options={useSquadOptions()} empty={all} required={!all} />
}
