import type { Database } from './address.ts'
import { migrate } from './migrate.ts'
import { refuseTransactionPooling } from './pooling.ts'
import { grantRights } from './rights.ts'

/**
 * Makes a database ready for the application: the owner applies what migrations it lacks and gives the application its
 * rights. Throws a StartError as `migrate` does.
 */
export async function prepareDatabase(database: Database): Promise<void> {
  await migrate(database.ownerUrl)
  if (database.url !== database.ownerUrl) await refuseTransactionPooling(database.url)
  await grantRights(database)
}
