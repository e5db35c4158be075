import { decodeGlobalID, encodeGlobalID } from '@pothos/plugin-relay'
import { v7 } from 'uuid'
import { invalid, notFound } from './errors.ts'
import { parseUuid } from './scalars.ts'

/** The id of a new row: a UUID of version 7. Ids that one process makes sort in the order in which they were made. */
export const newId = (): string => v7()

/** The global id of a row: its type and its own id. */
export const globalId = (type: string, id: string): string => encodeGlobalID(type, id)

/**
 * The row's own id in a global id. Throws INVALID when it is not an id, and NOT_FOUND when it is one of another type.
 */
export function rowId(type: string, id: string, field: string): string {
  const decoded = globalIdOf(id, field)
  if (decoded.typename !== type) throw notFound(field)
  return decoded.id
}

/** The same for an id that may be missing; null when it is. */
export const optionalRowId = (type: string, id: string | null | undefined, field: string): string | null =>
  id == null ? null : rowId(type, id, field)

/** The type and the row's own id in a global id. Throws INVALID when it is not an id. */
export function globalIdOf(id: string, field: string): { typename: string; id: string } {
  try {
    const { typename, id: row } = decodeGlobalID(id)
    return { typename, id: parseUuid(row) }
  } catch {
    throw invalid(field, { zh: '编号无效。', en: 'This is not a valid id.' })
  }
}
