import { useTranslation } from 'react-i18next'
import type { Brief } from '#client/field/fragments.ts'

/** What worked for issues, those such as the enterprise has open first: how often, and how fast where that can be said. */
export function Worked({ brief }: { brief: Brief | undefined }) {
  const { t } = useTranslation(['field', 'common'])
  const worked = brief?.whatWorked ?? []
  if (worked.length === 0) return null
  return (
    <details>
      <summary>{t('brief.worked', { count: worked.length })}</summary>
      <ul className="field-notes">
        {worked.map(({ category, what, tried, worked: whole, partly, medianDays }) => (
          <li key={`${category} ${what}`}>
            <p>{what}</p>
            <small>
              {t(`common:IssueCategory.${category}`)} · {t('workedOften', { tried, worked: whole })}
              {partly > 0 && ` · ${t('workedPartly', { partly })}`}
              {medianDays != null && ` · ${t('workedFast', { days: medianDays })}`}
            </small>
          </li>
        ))}
      </ul>
    </details>
  )
}
