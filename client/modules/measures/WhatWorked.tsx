import { useTranslation } from 'react-i18next'
import { useQuery } from 'urql'
import { Button } from '#client/ui/Button.tsx'
import { useFormValue } from '#client/ui/form/form-context.ts'
import type { IssueCategory } from '#codegen/graph/graphql.ts'
import { WhatWorkedDocument } from './documents.ts'
import './measures.css'

/** What worked for issues of this category, where a measure is chosen: each of them can be taken by its words. */
export function WhatWorked({ category }: { category: IssueCategory }) {
  const { t } = useTranslation('desk')
  const { t: common } = useTranslation()
  const [{ data }] = useQuery({ query: WhatWorkedDocument, variables: { category } })
  const [, setWhat] = useFormValue('what', '')
  const worked = data?.whatWorked ?? []
  if (worked.length === 0) return null
  return (
    <section className="measures-worked" aria-label={t('measures.workedFor')}>
      <h3>{t('measures.workedFor', { category: common(`IssueCategory.${category}`) })}</h3>
      <ul>
        {worked.map(({ what, tried, worked: whole, partly, medianDays }) => (
          <li key={what}>
            <span>{what}</span>
            <small>
              {t('measures.often', { tried, worked: whole, partly })}
              {medianDays != null && ` · ${t('measures.fast', { days: medianDays })}`}
            </small>
            <Button small onPress={() => setWhat(what)} aria-label={t('measures.takeWords', { what })}>
              {t('measures.take')}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  )
}
