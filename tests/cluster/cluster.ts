import { randomUUID } from 'node:crypto'
import { createDatabase } from '#tests/setup/database-names.ts'
import { aProxy, type Way } from '#tests/setup/proxy.ts'
import { Front } from './front.ts'
import { aNode, type ServerNode } from './node.ts'
import { aPostgres, type TestPostgres } from './postgres.ts'

/** Nodes on one database, each with a way of its own to it, and one address in front of all. */
export type Cluster = {
  postgres: TestPostgres
  /** The database's URL, past every way that can be cut. */
  database: string
  nodes: ServerNode[]
  ways: Way[]
  front: Front
  stop: () => Promise<void>
}

/** Limits that one machine with hundreds of clients would meet. */
export const roomy = {
  SIZHEN_SEED: 'none',
  SIGN_INS_PER_MINUTE: '1000',
  SOCKETS_PER_SESSION: '1000',
  SOCKETS_PER_ACCOUNT: '5000',
  SOCKETS_PER_NODE: '5000',
  SOCKETS_UNKNOWN: '5000',
  SOCKETS_UNKNOWN_PER_ADDRESS: '5000',
  STRANGER_REQUESTS: '100000',
  COST_PER_MINUTE: '1000000000',
}

/** The nodes of a cluster that are not started yet, on an empty database. */
export async function aCluster(size: number, settings: Record<string, string> = {}): Promise<Cluster> {
  const postgres = await aPostgres()
  const database = await createDatabase(postgres.url, `chaos_${randomUUID().replaceAll('-', '')}`)
  const ways = await Promise.all(Array.from({ length: size }, () => aProxy(database)))
  const nodes = await Promise.all(ways.map(({ url }) => aNode({ ...roomy, ...settings, DATABASE_URL: url })))
  const front = await new Front(nodes.map(({ port }) => port)).listen()
  const stop = async () => {
    await Promise.all(nodes.map((node) => node.end('SIGKILL')))
    await front.close()
    for (const way of ways) way.close()
    await postgres.stop()
  }
  return { postgres, database, nodes, ways, front, stop }
}

/** The same, all of them started together and ready. */
export async function startCluster(size: number, settings: Record<string, string> = {}): Promise<Cluster> {
  const cluster = await aCluster(size, settings)
  try {
    await Promise.all(cluster.nodes.map((node) => node.start()))
    return cluster
  } catch (error) {
    await cluster.stop()
    throw error
  }
}
