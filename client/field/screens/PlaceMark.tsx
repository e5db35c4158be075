import { useTranslation } from 'react-i18next'
import type { Place } from '#client/field/stop-on-phone.ts'

/** Says in words where a record is. */
export function PlaceMark({ place }: { place: Place }) {
  const { t } = useTranslation('field')
  return <span className={`field-place field-place-${place}`}>{t(`where.${place}`)}</span>
}
