/**
 * A value that the phone stored, brought into the shape that this release reads. A field that is missing, or is of
 * another type than in `blank`, is taken from `blank`; a field that `blank` does not have stays as it is. A field that
 * is null in `blank` may be of any type.
 */
export function inShapeOf<T extends object>(blank: T, value: unknown): T {
  if (kindOf(value) !== 'object') return blank
  const fields = Object.entries(value as object).filter(
    ([name, field]) => !Object.hasOwn(blank, name) || fits(blank[name as keyof T], field),
  )
  return { ...blank, ...Object.fromEntries(fields) }
}

const fits = (blank: unknown, field: unknown): boolean => blank === null || kindOf(blank) === kindOf(field)

const kindOf = (value: unknown): string => (value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value)
