import { randomUUID } from 'node:crypto'
import { inject } from 'vitest'
import { createDatabase, template } from './database-names.ts'

/** A name that no database has. */
export const unusedName = () => `test_${randomUUID().replaceAll('-', '')}`

/** A migrated database of its own; all of them go with the run's PostgreSQL. */
export function freshDatabase(): Promise<string> {
  return createDatabase(inject('postgresUrl'), unusedName(), template)
}

/** A database without even the tables. */
export function emptyDatabase(): Promise<string> {
  return createDatabase(inject('postgresUrl'), unusedName())
}
