import { Prisma } from '#codegen/prisma/client.ts'

type Tables = Prisma.TypeMap['model']

/** A table that is written to: every model but the views. */
type Table = Exclude<Prisma.ModelName, 'FollowUpDue' | 'FixDue'>

type Entry<T extends Table> = Extract<Tables[T]['operations']['createMany']['args']['data'], readonly unknown[]>[number]

/** A new row of a table. Columns with a default may be left out, but for the id, which `newId` makes. */
export type NewRow<T extends Table> = Entry<T> extends { id?: unknown } ? Entry<T> & { id: string } : Entry<T>

// All values of a statement travel as one JSON value, which PostgreSQL turns into the columns' own types: no list is too
// long for it, and no date is read in the time zone of this process.

/** Inserts one row. */
export const insert = <T extends Table>(table: T, row: NewRow<T>): Prisma.Sql => insertSome(table, [row])

// a statement has two seconds
const mostRows = 1000

/** Inserts rows that all have the same columns, a thousand in a statement. */
export function insertAll<T extends Table>(table: T, rows: readonly NewRow<T>[]): Prisma.Sql[] {
  const statements: Prisma.Sql[] = []
  for (let start = 0; start < rows.length; start += mostRows) {
    statements.push(insertSome(table, rows.slice(start, start + mostRows)))
  }
  return statements
}

function insertSome(table: string, rows: readonly object[]): Prisma.Sql {
  const columns = columnsOf(rows[0]!)
  return Prisma.sql`
    INSERT INTO ${Prisma.raw(`"${table}" (${columns})
    SELECT ${columns} FROM jsonb_populate_recordset(NULL::"${table}", `)}${JSON.stringify(rows)}::jsonb)`
}

/** Sets columns of one row. */
export const update = <T extends Table>(table: T, id: string, columns: Partial<NewRow<T>>): Prisma.Sql =>
  updateAll(table, [id], columns)

/** Sets the same columns of several rows to the same values. */
export function updateAll<T extends Table>(table: T, ids: readonly string[], values: Partial<NewRow<T>>): Prisma.Sql {
  const columns = columnsOf(values)
  return Prisma.sql`
    UPDATE ${Prisma.raw(`"${table}" SET (${columns}) = (
      SELECT ${columns} FROM jsonb_populate_record(NULL::"${table}", `)}${JSON.stringify(values)}::jsonb))
    WHERE id = ANY(${[...ids]}::uuid[])`
}

const columnsOf = (row: object): string =>
  Object.entries(row)
    .filter(([, value]) => value !== undefined)
    .map(([name]) => `"${name}"`)
    .join(', ')
