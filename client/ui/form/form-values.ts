/** The text of a field without the spaces around it; null where it is empty. */
export function textOf(form: FormData, name: string): string | null {
  const value = form.get(name)
  return typeof value === 'string' && value.trim() ? value.trim() : null
}

/** The text of a field without the spaces around it; an empty text where it is empty. */
export const neededText = (form: FormData, name: string): string => textOf(form, name) ?? ''

/** The number in a field; null where the field is empty. */
export function numberOf(form: FormData, name: string): number | null {
  const text = textOf(form, name)
  return text === null ? null : Number(text)
}

/** The values of all boxes of this name that are checked. */
export const allOf = <V extends string>(form: FormData, name: string): V[] => form.getAll(name) as V[]
