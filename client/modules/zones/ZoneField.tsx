import { useTranslation } from 'react-i18next'
import { SelectField } from '#client/ui/form/SelectField.tsx'

type Zone = { id: string; name: string }

type ZoneFieldProps = {
  /** The zones in use. */
  zones: readonly Zone[]
  /** The zone that is recorded; it is offered also where it is retired. */
  value?: Zone | null | undefined
}

/** A field that chooses the zone that a cadre leads; its value is sent as `zoneId`. */
export function ZoneField({ zones, value }: ZoneFieldProps) {
  const { t } = useTranslation('desk')
  const offered = value && !zones.some(({ id }) => id === value.id) ? [...zones, value] : zones
  return (
    <SelectField
      label={t('cadre.zone')}
      name="zoneId"
      options={offered.map(({ id, name }) => ({ value: id, label: name }))}
      value={value?.id}
      required
    />
  )
}
