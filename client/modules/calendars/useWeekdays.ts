import { useTranslation } from 'react-i18next'

/** The names of the days of the week, from Monday. */
export function useWeekdays(): string[] {
  const { i18n } = useTranslation()
  const format = new Intl.DateTimeFormat(i18n.language, { timeZone: 'UTC', weekday: 'long' })
  // the first of January 2024 was a Monday
  return Array.from({ length: 7 }, (_, i) => format.format(new Date(Date.UTC(2024, 0, 1 + i))))
}
