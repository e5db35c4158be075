/** The text of a field without spaces around it; empty is null. */
export function textOf(form: FormData, name: string): string | null {
  const value = form.get(name)
  return typeof value === 'string' && value.trim() ? value.trim() : null
}

/** The text of a field that the form requires. */
export const neededText = (form: FormData, name: string): string => textOf(form, name) ?? ''

/** The number in a field; empty is null. */
export function numberOf(form: FormData, name: string): number | null {
  const text = textOf(form, name)
  return text === null ? null : Number(text)
}

/** Everything checked under one name. */
export const allOf = <V extends string>(form: FormData, name: string): V[] => form.getAll(name) as V[]
