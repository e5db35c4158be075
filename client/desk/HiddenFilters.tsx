import { useTranslation } from 'react-i18next'
import { useFilters } from '#client/ui/filters.ts'

/**
 * A button that says that a link has narrowed the list by filters that have no field on the page, and removes them.
 * `names` are those filters' names in the address; without any of them in the address there is no button.
 */
export function HiddenFilters({ names }: { names: string[] }) {
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
