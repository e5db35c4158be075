import { answering } from '#tests/bench/children.ts'
import { type Acts, inChain, type Times } from '#tests/bench/visiting.ts'
import { type Holder, openPool } from './pg.ts'
import { arriveVisit, completeStep, finishVisit } from './pg-visits.ts'

const pool = openPool(process.env.DATABASE_URL!)

answering(async ({ holder, chains }: { holder: Holder; chains: string[][] }): Promise<Times> => {
  const began = process.cpuUsage()
  const acts: Acts = {
    arrive: (visitId) => arriveVisit(pool, holder, visitId),
    step: (visitId, step, note) => completeStep(pool, holder, visitId, step, note),
    finish: (visitId) => finishVisit(pool, holder, visitId),
  }
  const times = await inChain(chains, acts)
  const { user, system } = process.cpuUsage(began)
  return { ...times, cpuMs: (user + system) / 1000 }
})
