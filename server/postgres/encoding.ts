import type { Client } from 'pg'
import { StartError } from '#server/platform/start-error.ts'

/** The collations by which names are sorted and words are searched. PostgreSQL has them where it was built with ICU. */
const collations = ['zh-x-icu', 'und-x-icu']

const facts = `
  SELECT pg_encoding_to_char(encoding) AS encoding,
    (SELECT count(DISTINCT collname)::int FROM pg_collation WHERE collname = ANY ($1)) AS collations
  FROM pg_database WHERE datname = current_database()`

/**
 * Throws a StartError when the database cannot hold every character, or when PostgreSQL cannot sort Chinese. The encoding
 * of a database is chosen when the database is made and cannot be changed later.
 */
export async function refuseOtherEncoding(client: Client): Promise<void> {
  const { rows } = await client.query<{ encoding: string; collations: number }>(facts, [collations])
  const { encoding, collations: found } = rows[0]!
  if (encoding !== 'UTF8') {
    throw new StartError(
      `The database has the encoding ${encoding}, in which Chinese can't be sorted or searched: make a database in UTF8 ` +
        "(CREATE DATABASE sizhen ENCODING 'UTF8' TEMPLATE template0), restore a backup of this one into it if it has data, " +
        'and start again with its address.',
    )
  }
  if (found < collations.length) {
    throw new StartError(
      `PostgreSQL lacks the collations ${collations.join(' and ')}, by which Chinese is sorted and searched, because it ` +
        'was built without ICU: use a PostgreSQL that was built with ICU.',
    )
  }
}
