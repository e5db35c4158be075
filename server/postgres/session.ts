import { Client, type ClientBase, type ClientConfig, escapeLiteral, Pool, type PoolConfig } from 'pg'
import { StartError } from '#server/platform/start-error.ts'

/** Settings of PostgreSQL, by their names. */
export type SessionSettings = Record<string, string | number>

/**
 * What every session is told. A server, a database and a role may each have settings of their own, and none of them may
 * change what a value means, how it is written, how durable a commit is, or how long work may take.
 */
const sessionSettings: SessionSettings = {
  TimeZone: 'UTC',
  DateStyle: 'ISO, YMD',
  IntervalStyle: 'postgres',
  client_encoding: 'UTF8',
  standard_conforming_strings: 'on',
  bytea_output: 'hex',
  extra_float_digits: 1,
  search_path: 'public',
  row_security: 'off',
  synchronous_commit: 'on',
  default_transaction_isolation: 'read committed',
  plan_cache_mode: 'auto',
  jit: 'off',
  statement_timeout: 0,
  transaction_timeout: 0,
  lock_timeout: 0,
  idle_in_transaction_session_timeout: 0,
  idle_session_timeout: 0,
}

/**
 * The statement that tells a session the settings, in one round trip. It is a statement, because a pooler refuses such
 * settings in the first packet of a connection. Older versions of PostgreSQL lack some of the settings.
 */
function statementFor(settings: SessionSettings): string {
  const rows = Object.entries({ ...sessionSettings, ...settings })
    .map(([name, value]) => `(${escapeLiteral(name)}, ${escapeLiteral(String(value))})`)
    .join(', ')
  return `SELECT set_config(name, value, false) FROM (VALUES ${rows}) AS told (name, value)
    WHERE current_setting(name, true) IS NOT NULL`
}

/** How a single connection is opened: what `pg` takes, and a signal that ends the connection. */
export type ConnectionOptions = ClientConfig & { signal?: AbortSignal | undefined }

/**
 * Opens a single connection whose session was told what is relied on, and the given settings. A connection that is lost
 * later fails the statements that are sent by it.
 */
export async function openConnection(
  connectionString: string,
  settings: SessionSettings = {},
  { signal, ...options }: ConnectionOptions = {},
): Promise<Client> {
  const client = makeClient({ connectionTimeoutMillis: 10_000, keepAlive: true, ...options, connectionString })
  client.on('error', () => {})
  const end = () => void client.end()
  signal?.addEventListener('abort', end)
  client.once('end', () => signal?.removeEventListener('abort', end))
  try {
    await client.connect()
    await client.query(statementFor(settings))
    return client
  } catch (error) {
    await client.end().catch(() => {})
    throw error
  }
}

/** Makes a client. Throws a StartError when the address names a file, such as a certificate, that cannot be read. */
function makeClient(options: ClientConfig): Client {
  try {
    return new Client(options)
  } catch (error) {
    throw new StartError(`The address of the database can't be used: ${(error as Error).message}.`)
  }
}

/** Makes a pool each of whose connections is told the same before anybody uses it. It opens none yet. */
export function makePool(connectionString: string, settings: SessionSettings, options: PoolConfig): Pool {
  const statement = statementFor(settings)
  // the pool waits for the promise, which its type does not say
  const onConnect = (client: ClientBase) => client.query(statement) as unknown as undefined
  return new Pool({ keepAlive: true, ...options, connectionString, onConnect })
}
