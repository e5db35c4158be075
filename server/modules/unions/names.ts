import { line } from '#server/platform/text.ts'

/** What each name of a union must be. */
export const unionNames = { name: line(1, 60), shortName: line(0, 20), districtName: line(0, 30) }

/** A name that may be left out; null where it is empty. */
export const orNone = (name: string | null | undefined): string | null => name || null
