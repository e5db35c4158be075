import { escapeIdentifier } from 'pg'
import type { Database } from './address.ts'
import { migrationLock } from './locks.ts'
import { openConnection } from './session.ts'

/** The schemas whose tables the application uses: its own, and that of its job queue. */
const schemas = ['public', 'graphile_worker']

/** What the application may do with a table, where that is not everything. */
const narrower: Record<string, string> = {
  'public."Event"': 'SELECT, INSERT',
  'public._prisma_migrations': 'SELECT',
}

/**
 * Gives the role of the application what it needs on the owner's tables, those that a later migration makes included. It may
 * change their rows, except that events are only appended; it owns none of them, so that it can neither change them nor
 * switch a trigger off. Does nothing where the application is the owner.
 */
export async function grantRights({ url, ownerUrl }: Database): Promise<void> {
  if (url === ownerUrl) return
  const role = escapeIdentifier(await roleAt(url))
  const owner = await openConnection(ownerUrl)
  try {
    // two nodes that start at the same time would disturb each other
    await owner.query('SELECT pg_advisory_lock($1)', [migrationLock])
    await owner.query('BEGIN')
    const { rows } = await owner.query<{ schema: string }>(
      'SELECT nspname AS schema FROM pg_namespace WHERE nspname = ANY ($1)',
      [schemas],
    )
    for (const { schema } of rows) {
      await owner.query(`GRANT USAGE ON SCHEMA ${schema} TO ${role}`)
      await owner.query(
        `ALTER DEFAULT PRIVILEGES IN SCHEMA ${schema} GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO ${role}`,
      )
      await owner.query(`ALTER DEFAULT PRIVILEGES IN SCHEMA ${schema} GRANT USAGE, SELECT ON SEQUENCES TO ${role}`)
    }
    const relations = await owner.query<{ name: string; kind: string }>(
      `SELECT format('%I.%I', n.nspname, c.relname) AS name, c.relkind AS kind
       FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
       WHERE n.nspname = ANY ($1) AND c.relkind IN ('r', 'p', 'v', 'S')
         AND c.relowner = (SELECT oid FROM pg_roles WHERE rolname = current_user)`,
      [schemas],
    )
    for (const { name, kind } of relations.rows) {
      const all = kind === 'S' ? 'USAGE, SELECT' : 'SELECT, INSERT, UPDATE, DELETE'
      // the rights by which later tables are made may have given more
      if (narrower[name]) await owner.query(`REVOKE ALL ON ${name} FROM ${role}`)
      await owner.query(`GRANT ${narrower[name] ?? all} ON ${name} TO ${role}`)
    }
    await owner.query('COMMIT')
  } finally {
    await owner.end()
  }
}

/** The role that the address signs in as. */
async function roleAt(url: string): Promise<string> {
  const client = await openConnection(url)
  try {
    const { rows } = await client.query<{ role: string }>('SELECT current_user AS role')
    return rows[0]!.role
  } finally {
    await client.end()
  }
}
