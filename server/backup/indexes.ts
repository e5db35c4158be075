import type { Client } from 'pg'

/**
 * Drops the indexes that no constraint needs and answers with the statements that make them again. To make an index
 * after all rows are there costs a fraction of what it costs to add to it row by row.
 */
export async function dropIndexes(client: Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string; definition: string }>(`
    SELECT i.indexrelid::regclass::text AS name, pg_get_indexdef(i.indexrelid) AS definition
    FROM pg_index i JOIN pg_class t ON t.oid = i.indrelid
    WHERE t.relnamespace = 'public'::regnamespace AND t.relname <> '_prisma_migrations'
      AND NOT EXISTS (SELECT 1 FROM pg_constraint c WHERE c.conindid = i.indexrelid)
      AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = t.oid AND d.deptype = 'e')
    ORDER BY 1`)
  if (rows.length > 0) await client.query(`DROP INDEX ${rows.map(({ name }) => name)}`)
  return rows.map(({ definition }) => definition)
}
