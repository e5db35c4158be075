import { Prisma } from '#codegen/prisma/client.ts'
import type { Viewer } from './context.ts'

/**
 * For each named column the values of which a row must hold one. All columns must fit. A column whose name ends in `Ids` is a
 * list, of which one must be among the values.
 */
type Columns<C extends string> = { readonly [column in C]?: readonly string[] }

/** A Prisma filter over the row's own columns. */
type Where<C extends string> = {
  [column in C | 'id']?: column extends `${string}Ids` ? { hasSome: string[] } : { in: string[] }
}

/** Whether a column is a list of ids. */
export const isList = (column: string): boolean => column.endsWith('Ids')

/**
 * Which rows of one kind a viewer may see. It is said once and used in three forms: called, it is a Prisma filter for
 * lists, single rows and relations; `sql` is the same condition for a statement; `includes` tests a loaded row or an
 * event.
 */
export type Access<C extends string> = {
  (viewer: Viewer): Where<C>
  /** The columns and their values for this viewer; null where the viewer may see no row at all. */
  columns: (viewer: Viewer) => Columns<C> | null
  /** A condition for the WHERE of a statement in which the table has this alias. */
  sql: (viewer: Viewer, alias: string) => Prisma.Sql
  /** True where the viewer may see this row. A column that is null or absent fits no value. */
  includes: (viewer: Viewer, row: { readonly [column: string]: unknown }) => boolean
}

/** Makes the three forms of a right from the columns that it depends on. Null means: no row at all. */
export function access<C extends string>(columns: (viewer: Viewer) => Columns<C> | null): Access<C> {
  const entries = (viewer: Viewer) => {
    const found = columns(viewer)
    return found && (Object.entries(found) as [C, readonly string[]][])
  }
  const where = (viewer: Viewer): Where<C> => {
    const conditions = entries(viewer)
    if (!conditions) return { id: { in: [] } } as unknown as Where<C>
    return Object.fromEntries(
      conditions.map(([column, values]) => [column, { [isList(column) ? 'hasSome' : 'in']: [...values] }]),
    ) as Where<C>
  }
  return Object.assign(where, {
    columns,
    sql: (viewer: Viewer, alias: string) => {
      const conditions = entries(viewer)
      if (!conditions) return Prisma.sql`false`
      const each = conditions.map(
        ([column, values]) =>
          Prisma.sql`${Prisma.raw(`"${alias}"."${column}" ${isList(column) ? '&&' : '= ANY'}`)} (${[...values]}::uuid[])`,
      )
      return each.length ? Prisma.join(each, ' AND ') : Prisma.sql`true`
    },
    includes: (viewer: Viewer, row: { readonly [column: string]: unknown }) =>
      entries(viewer)?.every(([column, values]) =>
        [row[column]].flat().some((value) => values.includes(value as string)),
      ) ?? false,
  })
}

/** The rows of the viewer's own unions. */
export const ownUnions = (viewer: Viewer) => ({ unionId: viewer.unionIds })

/** A list with the one id that the viewer's account belongs to; empty where it belongs to none. */
export const only = (id: string | null): string[] => (id === null ? [] : [id])

/** The same right for everybody, and for integrators with the scope BOARD as well. */
export const withBoard = <C extends string>(rows: Access<C>): Access<C | 'unionId'> =>
  access<C | 'unionId'>((viewer) =>
    viewer.role === 'INTEGRATOR' && viewer.scopes.includes('BOARD')
      ? (ownUnions(viewer) as Columns<C | 'unionId'>)
      : (rows.columns(viewer) as Columns<C | 'unionId'> | null),
  )
