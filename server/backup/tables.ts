import type { Client } from 'pg'
import { StartError } from '#server/platform/start-error.ts'
import type { Table } from './format.ts'

/**
 * The condition in SQL for a table of Sizhen: not one of Prisma's, nor of an extension, nor that of the web client's files, which
 * each node brings along. The stored jobs are not in the schema
 * `public`, and so in no backup: those of the clock come back by themselves.
 */
const isOurs = `
  c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace AND c.relname NOT IN ('_prisma_migrations', 'ClientFile')
  AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = c.oid AND d.classid = 'pg_class'::regclass AND d.deptype = 'e')`

/**
 * Every table of Sizhen with its columns. A table comes after the tables that it refers to. Throws a StartError for a
 * circle.
 */
export async function tablesOf(client: Client): Promise<Table[]> {
  const { rows } = await client.query<Table & { parents: string[] }>(`
    SELECT c.relname AS name,
      (SELECT array_agg(a.attname::text ORDER BY a.attnum) FROM pg_attribute a
       WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '') AS columns,
      ARRAY(SELECT p.relname::text FROM pg_constraint f JOIN pg_class p ON p.oid = f.confrelid
       WHERE f.conrelid = c.oid AND f.contype = 'f' AND f.confrelid <> c.oid) AS parents
    FROM pg_class c WHERE ${isOurs} ORDER BY c.relname`)
  const ordered: Table[] = []
  const waiting = new Map(rows.map((row) => [row.name, row]))
  while (waiting.size > 0) {
    const next = [...waiting.values()].find(({ parents }) => !parents.some((parent) => waiting.has(parent)))
    if (!next) throw new StartError(`These tables refer to each other in a circle: ${[...waiting.keys()].join(', ')}.`)
    waiting.delete(next.name)
    ordered.push({ name: next.name, columns: next.columns })
  }
  return ordered
}
