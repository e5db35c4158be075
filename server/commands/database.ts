import type { Env } from '#server/platform/env.ts'
import { type Database, databaseIn } from '#server/postgres/address.ts'
import { joinPostgres, startPostgres } from '#server/postgres/embedded.ts'
import { refuseTransactionPooling } from '#server/postgres/pooling.ts'
import { grantRights } from '#server/postgres/rights.ts'

/**
 * How a command gets the embedded database: `start` starts it and throws a StartError while a server runs on it, `join`
 * uses the one that a running server has started and starts it when there is none.
 */
export type DatabaseAccess = 'start' | 'join'

/**
 * Does the work with the addresses of the database: those of the settings, or of the embedded one of DATA_DIR, which is
 * stopped afterwards.
 */
export async function withDatabase<T>(
  env: Env,
  access: DatabaseAccess,
  work: (database: Database) => Promise<T>,
): Promise<T> {
  const named = databaseIn(env)
  if (named) {
    await refuseTransactionPooling(named.ownerUrl)
    return work(named)
  }
  const embedded = await (access === 'start' ? startPostgres(env.DATA_DIR) : joinPostgres(env.DATA_DIR))
  try {
    return await work(embedded)
  } finally {
    await embedded.stop()
  }
}

/** Does the work with `db`, the Prisma client, open on the database, and closes it afterwards. */
export function withClient<T>(env: Env, access: DatabaseAccess, work: (database: Database) => Promise<T>): Promise<T> {
  return withDatabase(env, access, async (database) => {
    // an earlier version may have made the database, or a restore by other means
    await grantRights(database)
    // loaded here, so that a backup can be made and restored where no Prisma client was generated yet
    const { closeDb, openDb } = await import('#server/postgres/db.ts')
    openDb(database.url, 2)
    try {
      return await work(database)
    } finally {
      await closeDb()
    }
  })
}
