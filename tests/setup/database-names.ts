import { Client } from 'pg'

/** The migrated database that others are copied from. */
export const template = 'sizhen_template'

/** Makes a database, empty or as a copy, in UTC or another time zone, and answers with its URL. */
export async function createDatabase(
  url: string,
  name: string,
  { copyOf, zone = 'UTC' }: { copyOf?: string; zone?: string } = {},
): Promise<string> {
  const client = new Client(url)
  await client.connect()
  await client.query(`create database ${name}${copyOf ? ` template ${copyOf}` : ''}`)
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
