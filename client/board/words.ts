import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { durationOf, secondsBetween } from '#client/ui/dates.ts'
import { numberText } from '#client/ui/numbers.ts'

/** The functions by which a panel writes texts, numbers and durations in the language of the page. */
export type Words = {
  t: TFunction<['board', 'common']>
  number: (n: number) => string
  duration: (seconds: number) => string
  between: (from: string, to: string) => string
  english: boolean
}

/** These functions for the language that the page has now. */
export function useWords(): Words {
  const { t, i18n } = useTranslation(['board', 'common'])
  const duration = (seconds: number) => {
    const { unit, n } = durationOf(seconds)
    return t(unit, { n })
  }
  return {
    t,
    number: numberText,
    duration,
    between: (from, to) => duration(secondsBetween(from, to)),
    english: i18n.language === 'en',
  }
}
