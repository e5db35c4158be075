import type { TFunction } from 'i18next'

/** The names of these facts, which are fields of Enterprise and of the inputs that enter one. */
export type EntryFactName = 'address' | 'industry' | 'headcount'

/** A fact of an enterprise that is entered as it is: at the desk's form, on its page, and perhaps in the squad's brief. */
export type EntryFact = {
  name: EntryFactName
  /** The attributes of its control in the form; a number has `type: 'number'`. */
  control: { maxLength: number } | { type: 'number'; min: number }
  /** True where its control needs a line of the form of its own. */
  wide: boolean
  /** True where the squad reads it before the door. The phone asks for it in `client/field/fragments.ts`. */
  inBrief: boolean
}

/** These facts in the order in which they are shown. Their labels are in the texts, at `common.enterprise`. */
export const entryFacts: readonly EntryFact[] = [
  { name: 'address', control: { maxLength: 200 }, wide: true, inBrief: false },
  { name: 'industry', control: { maxLength: 50 }, wide: false, inBrief: true },
  { name: 'headcount', control: { type: 'number', min: 0 }, wide: false, inBrief: true },
]

/** A fact as people read it, with its unit; an empty text where nothing was entered. */
export function entryFactText(
  t: TFunction<'common'>,
  { name }: EntryFact,
  enterprise: Record<EntryFactName, string | number | null>,
): string {
  const value = enterprise[name]
  if (value === null) return t('enterprise.unknown')
  return typeof value === 'number' ? t(`enterprise.amount.${name as 'headcount'}`, { count: value }) : value
}
