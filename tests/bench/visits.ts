import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { tallyDifferences } from '#server/board/verify-tallies.ts'
import { planVisit } from '#server/modules/visits/plan.ts'
import { localDate } from '#server/platform/clock.ts'
import type { Actor } from '#server/platform/context.ts'
import { globalId, rowId } from '#server/platform/ids.ts'
import { testPassword } from '#tests/setup/app.ts'
import { anActor, aSquad } from '#tests/setup/factories.ts'
import { signedInAs } from './asking.ts'
import { startWorld, type World } from './bench-world.ts'
import { Child, startOurs } from './children.ts'
import { cpuMs, postgresPids } from './cpu.ts'
import { median } from './figures.ts'
import type { Row } from './table.ts'
import type { Times } from './visiting.ts'

const chainCount = 10
const rounds = 3
const visitsOfChain = 25
// the first enterprises of the world are on a list already
const plannedBefore = 30

type Measured = Times & { node: number; postgres: number }

/** Visits that are paid through the whole stack, and by hand-written pg, by turns: ten squads at once, from the door to the end. */
export async function benchVisits(): Promise<Row[]> {
  const world = await startWorld(plannedBefore + chainCount * visitsOfChain * (rounds + 1) * 2)
  const children: { end: () => Promise<void> }[] = []
  try {
    const ours = await startOurs(world.url)
    const byHttp = new Child('visiting-by-http.ts')
    const pg = new Child('baselines/pg-visiting.ts', { DATABASE_URL: world.url })
    children.push(ours, byHttp, pg)
    const token = await signedInAs(ours.url, world.command.username, testPassword)
    const actor = await anActor(world.command.id)
    const holder = { accountId: world.command.id, unionId: world.unionId }
    const unused = world.enterprises.slice(plannedBefore).map((id) => rowId('Enterprise', id, 'id'))
    const measured: Record<'ours' | 'pg', Measured[]> = { ours: [], pg: [] }
    const contestants = {
      ours: (chains: string[][]) =>
        byHttp.ask<Times>({
          url: ours.url,
          token,
          chains: chains.map((ids) => ids.map((id) => globalId('Visit', id))),
        }),
      pg: (chains: string[][]) => pg.ask<Times>({ holder, chains }),
    }
    for (let round = 0; round <= rounds; round++) {
      for (const [name, contestant] of Object.entries(contestants) as ['ours' | 'pg', typeof contestants.pg][]) {
        const chains = await planChains(world, actor, unused)
        const pids = postgresPids(world.dataDir)
        const before = { node: cpuMs([ours.pid]), postgres: cpuMs(pids) }
        const times = await contestant(chains)
        const node = name === 'ours' ? cpuMs([ours.pid]) - before.node : times.cpuMs
        const postgres = cpuMs(postgresPids(world.dataDir)) - before.postgres
        // the first round warms up
        if (round > 0) measured[name].push({ ...times, node: node / times.calls, postgres: postgres / times.calls })
      }
    }
    assert.deepEqual(await tallyDifferences(world.unionId), [])
    return rowsOf(measured)
  } finally {
    await Promise.all(children.map((child) => child.end()))
    await world.stop()
  }
}

/** Plans visits of today for new squads, each a chain of its own, at enterprises that were not visited. */
async function planChains({ unionId }: World, actor: Actor, unused: string[]): Promise<string[][]> {
  const chains: string[][] = []
  for (let i = 0; i < chainCount; i++) {
    const squadId = await aSquad(unionId)
    const visits: string[] = []
    for (const enterpriseId of unused.splice(0, visitsOfChain)) {
      const input = { clientId: randomUUID(), squadId, enterpriseId, plannedOn: localDate(new Date()) }
      visits.push((await planVisit(actor, input)).subjectId!)
    }
    chains.push(visits)
  }
  return chains
}

function rowsOf({ ours, pg }: Record<'ours' | 'pg', Measured[]>): Row[] {
  const of = (all: Measured[], key: keyof Measured) => median(all.map((each) => each[key]))
  const latency = (['arrive', 'step', 'finish'] as const).map((kind) => {
    const [own, hand] = [of(ours, kind), of(pg, kind)]
    return `${kind} ${own.toFixed(1)} against ${hand.toFixed(1)} ms (× ${(hand / own).toFixed(2)})`
  })
  const cpu = (name: string, all: Measured[]) =>
    `${name}: node ${of(all, 'node').toFixed(2)} + PostgreSQL ${of(all, 'postgres').toFixed(2)} ms`
  return [
    {
      what: `visits by ${chainCount} squads at once, mean time of a mutation, hand-written pg beside it`,
      measured: `${latency.join(', ')}; ${of(ours, 'perSecond').toFixed(0)}/s against ${of(pg, 'perSecond').toFixed(0)}/s (× ${(of(ours, 'perSecond') / of(pg, 'perSecond')).toFixed(2)}), Node ${process.version}`,
    },
    { what: 'the CPU of one of these mutations', measured: [cpu('ours', ours), cpu('pg', pg)].join('; ') },
  ]
}
