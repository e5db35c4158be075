import { createServer } from 'node:net'
import type { Client } from 'pg'
import { openConnection } from './session.ts'

const windows = process.platform === 'win32'

/** Where the embedded database listens: `host` is the folder of a unix socket, on Windows 127.0.0.1. */
export type Address = { host: string; port: number; password: string | undefined }

/** The address as a connection string for `pg`, Prisma and `psql`. */
export function urlOf({ host, port, password }: Address, user: string, database: string): string {
  const login = password ? `${user}:${password}` : user
  if (windows) return `postgresql://${login}@${host}:${port}/${database}`
  return `postgresql://${login}@localhost:${port}/${database}?host=${encodeURIComponent(host)}`
}

/** Connects as the owner of the cluster. Answers undefined while PostgreSQL starts or stops, or does not run. */
export function connect(address: Address): Promise<Client | undefined> {
  const url = urlOf(address, 'postgres', 'postgres')
  return openConnection(url, {}, { connectionTimeoutMillis: 5000 }).catch(() => undefined)
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

/** Makes the role `sizhen` and the database `sizhen`, which the server uses, when they are missing. */
export async function ensureDatabase(owner: Client, password: string | undefined): Promise<void> {
  const databases = await owner.query(`select 1 from pg_database where datname = 'sizhen'`)
  if (databases.rows.length) return
  const roles = await owner.query(`select 1 from pg_roles where rolname = 'sizhen'`)
  if (!roles.rows.length) {
    await owner.query(`create role sizhen login createdb${password ? ` password '${password}'` : ''}`)
  }
  await owner.query('create database sizhen owner sizhen')
}
