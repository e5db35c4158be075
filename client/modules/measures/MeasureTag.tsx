import { useTranslation } from 'react-i18next'
import { Tag, type Tone } from '#client/ui/Tag.tsx'
import type { MeasureResult, MeasureRowFragment } from '#codegen/graph/graphql.ts'

const resultTone: Record<MeasureResult, Tone> = { WORKED: 'done', PARTLY: 'under-way', FAILED: 'alert' }

/** What a measure has come to, or how far it is. */
export function MeasureTag({
  measure,
}: {
  measure: Pick<MeasureRowFragment, 'state' | 'result' | 'isOverdue' | 'climbedTo'>
}) {
  const { t } = useTranslation('desk')
  const { t: common } = useTranslation()
  const { state, result, isOverdue, climbedTo } = measure
  if (result) return <Tag tone={resultTone[result]}>{common(`MeasureResult.${result}`)}</Tag>
  if (isOverdue && climbedTo) {
    return <Tag tone="alert">{t('measures.escalated', { whom: common(`RungRecipient.${climbedTo}`) })}</Tag>
  }
  if (isOverdue) return <Tag tone="alert">{t('measures.overdue')}</Tag>
  return <Tag tone={state === 'OPEN' ? 'on-the-way' : 'quiet'}>{common(`MeasureState.${state}`)}</Tag>
}

/** Who carries a measure out: the agency, and whoever is named. */
export const carrierOf = ({ agency, who }: Pick<MeasureRowFragment, 'agency' | 'who'>): string =>
  [agency?.name, who].filter(Boolean).join(' · ')
