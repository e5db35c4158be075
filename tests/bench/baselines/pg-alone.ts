import { randomUUID } from 'node:crypto'
import { answering } from '#tests/bench/children.ts'
import type { Rate } from '#tests/bench/requests.ts'
import { type Holder, type NewIssue, openIssue, openPool } from './pg.ts'

/** As many senders as connections for so long; with no seconds, once. */
export type Work = { holder: Holder; inputs: Omit<NewIssue, 'clientId'>[]; connections: number; seconds: number }

const pool = openPool(process.env.DATABASE_URL!)

answering(async ({ holder, inputs, connections, seconds }: Work): Promise<Rate | object> => {
  let answers = 0
  const once = () => openIssue(pool, holder, { ...inputs[answers++ % inputs.length]!, clientId: randomUUID() })
  if (seconds === 0) return once()
  const began = performance.now()
  const until = began + seconds * 1000
  const sender = async () => {
    while (performance.now() < until) await once()
  }
  await Promise.all(Array.from({ length: connections }, sender))
  return { answers, perSecond: (answers * 1000) / (performance.now() - began) }
})
