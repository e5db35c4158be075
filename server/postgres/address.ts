import { createHmac } from 'node:crypto'
import { createServer } from 'node:net'
import type { Client } from 'pg'
import type { Env } from '#server/platform/env.ts'
import { openConnection } from './session.ts'

const windows = process.platform === 'win32'

/**
 * How a database is reached: as the application, and as the owner of its tables, who makes and changes them. On a server of
 * the operator's own both may be one.
 */
export type Database = { url: string; ownerUrl: string }

/** The database that the settings name; undefined for the embedded one. */
export const databaseIn = ({ DATABASE_URL: url, DATABASE_OWNER_URL }: Env): Database | undefined =>
  url ? { url, ownerUrl: DATABASE_OWNER_URL ?? url } : undefined

/**
 * Where the embedded database listens: `host` is the folder of a unix socket, on Windows 127.0.0.1. The password is that of
 * its superuser.
 */
export type Address = { host: string; port: number; password: string }

/** The roles of the embedded database: its superuser, the owner of the tables, and the application. */
export type Role = 'postgres' | 'sizhen' | 'sizhen_app'

/** The password of a role. From one of the others that of the superuser cannot be found out. */
function passwordOf(role: Role, secret: string): string {
  return role === 'postgres' ? secret : createHmac('sha256', secret).update(role).digest('hex')
}

/** The address of a database as a connection string for `pg`, Prisma and `psql`. */
export function urlOf({ host, port, password }: Address, role: Role, database: string): string {
  const login = `${role}:${passwordOf(role, password)}`
  if (windows) return `postgresql://${login}@${host}:${port}/${database}`
  return `postgresql://${login}@localhost:${port}/${database}?host=${encodeURIComponent(host)}`
}

/** The embedded database as the application and as its owner. */
export const databaseAt = (address: Address): Database => ({
  url: urlOf(address, 'sizhen_app', 'sizhen'),
  ownerUrl: urlOf(address, 'sizhen', 'sizhen'),
})

/** PostgreSQL has another password than the file in the data folder, or none. */
export class WrongPassword extends Error {}

/**
 * Connects as the superuser of the cluster. Answers undefined while PostgreSQL starts or stops, or does not run. Throws a
 * WrongPassword.
 */
export function connect(address: Address): Promise<Client | undefined> {
  const url = urlOf(address, 'postgres', 'postgres')
  return openConnection(url, {}, { connectionTimeoutMillis: 5000 }).catch(({ code }: { code?: string }) => {
    if (code === '28P01') throw new WrongPassword()
    return undefined
  })
}

/** A port of 127.0.0.1 that no program listens on at this moment. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number }
      probe.close(() => resolve(port))
    })
  })
}

/** Makes the owner's and the application's role and the database of the server, as far as they are missing. */
export async function ensureDatabase(superuser: Client, { password }: Address): Promise<void> {
  const { rows } = await superuser.query<{ rolname: Role }>('select rolname from pg_roles')
  const known = new Set(rows.map(({ rolname }) => rolname))
  for (const [role, rights] of [
    ['sizhen', 'createdb'],
    ['sizhen_app', 'nocreatedb'],
  ] as const) {
    const verb = known.has(role) ? 'alter' : 'create'
    const options = `login nosuperuser nocreaterole ${rights} password '${passwordOf(role, password)}'`
    await superuser.query(`${verb} role ${role} ${options}`)
  }
  const databases = await superuser.query(`select 1 from pg_database where datname = 'sizhen'`)
  if (!databases.rows.length) await superuser.query('create database sizhen owner sizhen')
}
