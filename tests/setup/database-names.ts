import { Client } from 'pg'

/** The migrated database that others are copied from. */
export const template = 'sizhen_template'

/** Makes a database, empty or as a copy, in UTC or another time zone, in UTF8 or another encoding, and answers with its URL. */
export async function createDatabase(
  url: string,
  name: string,
  { copyOf, zone = 'UTC', encoding }: { copyOf?: string; zone?: string; encoding?: string } = {},
): Promise<string> {
  const client = new Client(url)
  await client.connect()
  // only template0 holds nothing that depends on an encoding
  const source = copyOf
    ? ` template ${copyOf}`
    : encoding
      ? ` template template0 encoding '${encoding}' locale 'C'`
      : ''
  await client.query(`create database ${name}${source}`)
  await client.query(`alter database ${name} set timezone to '${zone}'`)
  await client.end()
  const made = new URL(url)
  made.pathname = `/${name}`
  return made.href
}

/** The address of a database for the role that another address signs in as. */
export function withLoginOf(login: string, url: string): string {
  const [address, { username, password }] = [new URL(url), new URL(login)]
  return Object.assign(address, { username, password }).href
}
