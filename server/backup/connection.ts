import { Client } from 'pg'

// what a role or a database may have set must neither end long work nor change how a value is written
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

/** Runs `work` on one connection without the limits of a request; whatever is unfinished then is rolled back. */
export async function onOneConnection<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 10_000, keepAlive: true })
  client.on('error', () => {})
  await client.connect()
  try {
    // an older PostgreSQL does not know all of them
    const known = 'SELECT set_config(name, $2::jsonb ->> name, false) FROM pg_settings WHERE name = ANY ($1)'
    await client.query(known, [Object.keys(settings), JSON.stringify(settings)])
    return await work(client)
  } finally {
    await client.end().catch(() => {})
  }
}
