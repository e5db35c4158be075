import { Agent } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { answering } from '#tests/bench/children.ts'
import { floods } from './all.ts'
import { elsewhere } from './flood.ts'

/** Which flood, against which port, for so long; `tokens` are those of its accounts. */
export type Attack = { what: string; port: number; tokens: string[]; seconds: number }

const usualConnections = 10

// a process of its own, so that what attackers do does not delay those who measure
answering(async ({ what, port, tokens, seconds }: Attack) => {
  const flood = floods.find((each) => each.what === what)!
  const connections = flood.connections ?? usualConnections
  const agent = new Agent({ keepAlive: true, maxSockets: connections, localAddress: elsewhere })
  const targets = (tokens.length > 0 ? tokens : [null]).map((token) => ({ port, agent, token }))
  const acts = await Promise.all(targets.map((each) => flood.begin(each)))
  const until = performance.now() + seconds * 1000
  let answers = 0
  const attackers = Array.from({ length: connections }, async (_, n) => {
    while (performance.now() < until) {
      await acts[n % acts.length]!()
      answers += 1
      await sleep(1)
    }
  })
  await Promise.race([Promise.all(attackers), sleep(seconds * 1000 + 10_000)])
  agent.destroy()
  return answers
})
