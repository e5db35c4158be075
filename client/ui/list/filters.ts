import type { Option } from '#client/ui/form/SelectField.tsx'
import { listText } from '#client/ui/list-text.ts'

/** A filter of a list: one value of several, with the word for none of them (all, if it is left out), a range of days, or one that only links set and that has no field. */
export type Filter =
  | { kind: 'choice'; name: string; label: string; options: readonly Option[]; usual?: string }
  | { kind: 'days'; name: string; label: string }
  | { kind: 'link'; name: string; label: string }

/** A filter by one of these values, each with its word. */
export const choiceOf = <V extends string>(
  name: string,
  label: string,
  values: readonly V[],
  wordOf: (value: V) => string,
  usual?: string,
): Filter => ({
  kind: 'choice',
  name,
  label,
  options: values.map((value) => ({ value, label: wordOf(value) })),
  ...(usual && { usual }),
})

/** A filter by what is true of a row or is not, in words of its own. */
export const yesOrNo = (name: string, label: string, yes: string, no: string): Filter =>
  choiceOf(name, label, ['true', 'false'], (value) => (value === 'true' ? yes : no))

/** A range of days in the address: `from..to`, of which either may be left out. Undefined where it is none. */
export function daysOf(text: string | undefined): { from: string | null; to: string | null } | undefined {
  const [, from, to] = /^(\d{4}-\d\d-\d\d)?\.\.(\d{4}-\d\d-\d\d)?$/.exec(text ?? '') ?? []
  return from || to ? { from: from ?? null, to: to ?? null } : undefined
}

/** The text of a range of days in the address; an empty one where both ends are left out. */
export const daysText = (from: string, to: string): string => (from || to ? `${from}..${to}` : '')

/** A filter’s value as people read it in the language. */
export function valueText(filter: Filter, value: string, language: string): string {
  if (filter.kind === 'link') return ''
  if (filter.kind === 'days') return value.replace('..', ' – ')
  const labels = value.split(',').map((one) => filter.options.find((option) => option.value === one)?.label ?? one)
  return filter.options.find((option) => option.value === value)?.label ?? listText(labels, language)
}
