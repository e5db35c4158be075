import { Client } from 'pg'

// A role or a database may have settings of its own: none of them may end long work or change how a value is written.
const settings = {
  statement_timeout: '0',
  transaction_timeout: '0',
  idle_in_transaction_session_timeout: '0',
  row_security: 'off',
  client_encoding: 'UTF8',
  datestyle: 'ISO',
  intervalstyle: 'postgres',
  bytea_output: 'hex',
  extra_float_digits: '3',
  timezone: 'UTC',
}

/**
 * Does the work on one connection of its own, without the time limits of a request. When the work fails, or the signal
 * ends the connection, PostgreSQL rolls back what was not committed.
 */
export async function onOneConnection<T>(
  url: string,
  work: (client: Client) => Promise<T>,
  signal?: AbortSignal,
): Promise<T> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 10_000, keepAlive: true })
  client.on('error', () => {})
  const end = () => void client.end()
  signal?.addEventListener('abort', end)
  try {
    await client.connect()
    // PostgreSQL has some of the names with capitals (DateStyle), and an older one lacks some of these settings
    const setKnown = `SELECT set_config(name, $2::jsonb ->> lower(name), false) FROM pg_settings WHERE lower(name) = ANY ($1)`
    await client.query(setKnown, [Object.keys(settings), JSON.stringify(settings)])
    return await work(client)
  } finally {
    signal?.removeEventListener('abort', end)
    await client.end().catch(() => {})
  }
}
