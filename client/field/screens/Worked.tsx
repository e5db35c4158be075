import { useTranslation } from 'react-i18next'
import type { Brief } from '#client/field/fragments.ts'

/** What worked for issues such as the enterprise has open, how often, and how fast where that can be said. */
export function Worked({ brief }: { brief: Brief }) {
  const { t } = useTranslation(['field', 'common'])
  return (
    <ul>
      {brief.whatWorked.map(({ category, what, tried, worked, partly, medianDays }) => (
        <li key={`${category} ${what}`}>
          {t(`common:IssueCategory.${category}`)} · {what} · {t('workedOften', { tried, worked, partly })}
          {medianDays != null && ` · ${t('workedFast', { days: medianDays })}`}
        </li>
      ))}
    </ul>
  )
}
