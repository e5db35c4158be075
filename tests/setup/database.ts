import { createHash, randomUUID } from 'node:crypto'
import { expect, inject } from 'vitest'
import { createDatabase, template, withLoginOf } from './database-names.ts'

/** A name that no database has. */
export const unusedName = () => `test_${randomUUID().replaceAll('-', '')}`

const zones = ['UTC', 'Asia/Shanghai', 'America/St_Johns'] as const

/** The time zone of the databases of this test file, by its name: nothing may depend on it. */
export function zoneOfFile(file: string = expect.getState().testPath ?? ''): string {
  const hash = createHash('sha256').update(file.split(/[\\/]/).at(-1)!).digest()
  return zones[hash[0]! % zones.length]!
}

/** A migrated database of its own; all of them go with the run's PostgreSQL. */
export function freshDatabase(): Promise<string> {
  return createDatabase(inject('postgresUrl'), unusedName(), { copyOf: template, zone: zoneOfFile() })
}

/** A fresh database's address for the application, which owns no tables. */
export const asApplication = (url: string): string => withLoginOf(inject('applicationUrl'), url)

/** A database without even the tables, in UTF8 where nothing else is said. */
export function emptyDatabase(encoding = 'UTF8'): Promise<string> {
  return createDatabase(inject('postgresUrl'), unusedName(), { zone: zoneOfFile(), encoding })
}
