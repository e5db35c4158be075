import { chown, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Cluster } from './cluster.ts'
import { runAlone } from './process.ts'

// a line of pg_hba.conf that lets everybody in who reaches the socket, as earlier versions of Sizhen wrote them
const openLine = /^([ \t]*(?:local|host\w*)[ \t].*[ \t])trust[ \t]*$/gm

/** Whether the cluster lets everybody in without a password, as one made by an earlier version of Sizhen does. */
export const isOpen = async ({ folder }: Cluster): Promise<boolean> => (await accessRules(folder)).search(openLine) >= 0

const accessRules = (folder: string): Promise<string> => readFile(join(folder, 'pg_hba.conf'), 'utf8').catch(() => '')

/** Gives the superuser the password of the data folder, and lets nobody in without one. PostgreSQL must not run. */
export async function requirePassword(cluster: Cluster): Promise<void> {
  const { folder, account, password } = cluster
  await runAlone(cluster, `ALTER ROLE postgres PASSWORD '${password}'\n`)
  const rules = join(folder, 'pg_hba.conf')
  const draft = `${rules}.new-${process.pid}`
  await writeFile(draft, (await accessRules(folder)).replace(openLine, '$1scram-sha-256'), { mode: 0o600 })
  if (account.uid !== undefined) await chown(draft, account.uid, account.gid!)
  await rename(draft, rules)
}
