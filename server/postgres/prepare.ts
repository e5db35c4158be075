import type { Database } from './address.ts'
import { migrate } from './migrate.ts'
import { waitForDatabase } from './patience.ts'
import { refuseTransactionPooling } from './pooling.ts'
import { grantRights } from './rights.ts'

/**
 * Makes a database ready for the application: the owner applies what migrations it lacks and gives the application its
 * rights. It waits for a database that is away or takes no changes, for 30 seconds where nothing else is said. Throws a
 * StartError as `migrate` does.
 */
export function prepareDatabase(database: Database, longestMs = 30_000): Promise<void> {
  return waitForDatabase(async () => {
    await migrate(database.ownerUrl)
    if (database.url !== database.ownerUrl) await refuseTransactionPooling(database.url)
    await grantRights(database)
  }, longestMs)
}
