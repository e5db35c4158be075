import type { Client } from 'pg'
import { openConnection } from '#server/postgres/session.ts'

/**
 * Does the work on one connection of its own, without the time limits of a request. When the work fails, or the signal
 * ends the connection, PostgreSQL rolls back what was not committed.
 */
export async function onOneConnection<T>(
  url: string,
  work: (client: Client) => Promise<T>,
  signal?: AbortSignal,
): Promise<T> {
  const client = await openConnection(url, {}, { signal })
  try {
    return await work(client)
  } finally {
    await client.end().catch(() => {})
  }
}
