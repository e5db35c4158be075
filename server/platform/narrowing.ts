import { invalid } from './errors.ts'

/**
 * Throws INVALID where a filter narrows a list by what the viewer may not read: whoever narrows by a value finds out what it
 * is.
 */
export function checkReadable(reads: boolean, value: unknown, field: string): void {
  if (reads || value == null) return
  throw invalid(field, {
    zh: '您看不到这一项,不能按它筛选。',
    en: 'You may not read this, so you cannot narrow a list by it.',
  })
}

/** The condition of Prisma that a column has a value, or that it has none; undefined where it does not matter. */
export const present = (wanted: boolean | null | undefined): { not: null } | null | undefined =>
  wanted == null ? undefined : wanted ? { not: null } : null

/** The filter without these fields; undefined where none of them is filled in and no words are searched for. */
export function without<F extends object>(
  filter: F | null | undefined,
  fields: readonly (keyof F)[],
  search?: string | null,
): Partial<F> | undefined {
  if (!search?.trim() && fields.every((field) => filter?.[field] == null)) return undefined
  const left: Partial<F> = { ...filter }
  for (const field of fields) delete left[field]
  return left
}
