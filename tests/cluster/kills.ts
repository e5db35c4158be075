import { setTimeout as sleep } from 'node:timers/promises'
import type { Cluster } from './cluster.ts'
import { terminateBackends } from './postgres.ts'
import { type Result, type Size, underLoad } from './run.ts'
import type { ChaosUnion } from './world.ts'

/** After a kill what is left works on for a moment, by chance, before the next thing happens. */
const aMoment = () => sleep(500 + Math.random() * 1200)

/** R1: a node is killed and started again, round after round, each in turn and now and then all of them. */
export const killNodes = (cluster: Cluster, unions: ChaosUnion[], size: Size): Promise<Result> =>
  underLoad(cluster, unions, size, async () => {
    const { nodes } = cluster
    for (let round = 0; round < size.rounds; round++) {
      const victims = round % 5 === 4 ? nodes : [nodes[round % nodes.length]!]
      await Promise.all(victims.map((node) => node.end('SIGKILL').then(() => node.start())))
      await aMoment()
    }
  })

/** R2: PostgreSQL is killed under the nodes, and every third time a node with it. */
export const killPostgres = (cluster: Cluster, unions: ChaosUnion[], size: Size): Promise<Result> =>
  underLoad(cluster, unions, size, async () => {
    const { nodes, postgres } = cluster
    for (let round = 0; round < size.rounds; round++) {
      const node = round % 3 === 2 ? nodes[round % nodes.length]! : null
      await Promise.all([postgres.end('SIGKILL'), node?.end('SIGKILL').then(() => node.start())])
      await aMoment()
    }
  })

/** R7: PostgreSQL is restarted by its operator, and in between all its backends are ended. */
export const restartPostgres = (cluster: Cluster, unions: ChaosUnion[], size: Size): Promise<Result> =>
  underLoad(cluster, unions, size, async ({ wrong }) => {
    for (let round = 0; round < size.rounds; round++) {
      await cluster.postgres.end('SIGINT')
      await aMoment()
      if ((await terminateBackends(cluster.database)) === 0) wrong.push('no backend was there to be ended')
      await aMoment()
    }
  })
