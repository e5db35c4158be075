import type { Env } from '#server/platform/env.ts'
import { joinPostgres, startPostgres } from '#server/postgres/embedded.ts'

/**
 * How a command gets the embedded database: `start` starts it and throws a StartError while a server runs on it, `join`
 * uses the one that a running server has started and starts it when there is none.
 */
export type DatabaseAccess = 'start' | 'join'

/**
 * Does the work with the address of the database: DATABASE_URL, or the embedded one of DATA_DIR, stopped afterwards.
 */
export async function withDatabase<T>(env: Env, access: DatabaseAccess, work: (url: string) => Promise<T>): Promise<T> {
  if (env.DATABASE_URL) return work(env.DATABASE_URL)
  const embedded = await (access === 'start' ? startPostgres(env.DATA_DIR) : joinPostgres(env.DATA_DIR))
  try {
    return await work(embedded.url)
  } finally {
    await embedded.stop()
  }
}

/** Does the work with `db`, the Prisma client, open on the database, and closes it afterwards. */
export function withClient<T>(env: Env, access: DatabaseAccess, work: (url: string) => Promise<T>): Promise<T> {
  return withDatabase(env, access, async (url) => {
    // loaded here, so that a backup can be made and restored where no Prisma client was generated yet
    const { closeDb, openDb } = await import('#server/postgres/db.ts')
    openDb(url, 2)
    try {
      return await work(url)
    } finally {
      await closeDb()
    }
  })
}
