import { useTranslation } from 'react-i18next'
import { useFilters } from '#client/ui/filters.ts'

/** Says that a link has narrowed the list by what no filter shows, and takes that away. */
export function Narrowed({ names }: { names: string[] }) {
  const { t } = useTranslation('desk')
  const { get, set } = useFilters()
  if (!names.some(get)) return null
  return (
    <button
      type="button"
      className="ui-button"
      onClick={() => set(Object.fromEntries(names.map((name) => [name, undefined])))}
    >
      {t('narrowed')} × <span className="ui-hidden">{t('showAll')}</span>
    </button>
  )
}
