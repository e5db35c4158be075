import type { Client } from 'pg'
import { StartError } from '#server/platform/start-error.ts'
import { openConnection } from './session.ts'

const rounds = 3

/**
 * Throws a StartError when a pooler in front of PostgreSQL lets several connections share one session, as PgBouncer does
 * when it pools by transaction or by statement: what a session was told would then hold for whoever comes next, and locks would not hold.
 *
 * What shows it with certainty is the session of PostgreSQL that answers. A connection that has a session of its own meets
 * that one each time, and no other connection does. In each round one connection more is within a transaction, so that a
 * pooler has to give the first connection another session or give its session away.
 */
export async function refuseTransactionPooling(url: string): Promise<void> {
  const connections: Client[] = []
  const open = async () => {
    const client = await openConnection(url)
    connections.push(client)
    return client
  }
  try {
    const first = await open()
    const own = await sessionOf(first)
    for (let round = 0; round < rounds; round += 1) {
      const other = await open()
      // a pooler that pools by statement refuses a transaction, by the code of its own errors
      await other.query('BEGIN').catch((error: { code?: string }) => {
        throw error.code === '08P01' ? sharedSession() : error
      })
      if ((await sessionOf(other)) === own || (await sessionOf(first)) !== own) throw sharedSession()
    }
  } finally {
    await Promise.all(connections.map((client) => client.end().catch(() => {})))
  }
}

/** What tells a session of PostgreSQL from all others, those of another server and of another time included. */
async function sessionOf(client: Client): Promise<string> {
  const { rows } = await client.query<{ session: string }>(
    `SELECT pid || ' ' || extract(epoch FROM backend_start) AS session FROM pg_stat_activity WHERE pid = pg_backend_pid()`,
  )
  return rows[0]!.session
}

const sharedSession = () =>
  new StartError(
    'The pooler in front of PostgreSQL pools by transaction or by statement, and Sizhen needs sessions of its own: let it pool by session ' +
      '(PgBouncer: pool_mode = session), or name PostgreSQL itself in DATABASE_URL.',
  )
