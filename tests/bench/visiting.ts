/** What is done on a visit, one call each. */
export type Acts = {
  arrive: (visitId: string) => Promise<unknown>
  step: (visitId: string, step: string, note: Note | null) => Promise<unknown>
  finish: (visitId: string) => Promise<unknown>
}

/** What a step holds. */
export type Note = { text: string; saidBy: string; responsible: string; dueOn: string }

/** The mean milliseconds that a call took, by kind, how many calls there were in a second, and the client's CPU where it did the work. */
export type Times = { arrive: number; step: number; finish: number; perSecond: number; calls: number; cpuMs: number }

const tomorrow = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10)
const note: Note = { text: '口罩不够', saidBy: '店长', responsible: '工会', dueOn: tomorrow }

/** The whole checklist, without which a visit does not count. */
export const checks = [
  'HEALTH_REGISTER',
  'WORKER_FILES',
  'HOME_QUARANTINE',
  'DISINFECTION',
  'PROTECTIVE_GEAR',
  'EPIDEMIC_MECHANISM',
].map((item) => ({ item, answer: 'YES' }))

/** Pays the visits of each chain one after the other, all chains at once: arrive, the four steps, finish. */
export async function inChain(chains: readonly (readonly string[])[], acts: Acts): Promise<Times> {
  const sums = { arrive: 0, step: 0, finish: 0 }
  let calls = 0
  const timed = async (kind: keyof typeof sums, work: () => Promise<unknown>) => {
    const began = performance.now()
    await work()
    sums[kind] += performance.now() - began
    calls += 1
  }
  const began = performance.now()
  await Promise.all(
    chains.map(async (visits) => {
      for (const visit of visits) {
        await timed('arrive', () => acts.arrive(visit))
        for (const step of ['LOOK', 'LISTEN', 'ASK', 'TREAT']) {
          await timed('step', () => acts.step(visit, step, step === 'LOOK' ? null : note))
        }
        await timed('finish', () => acts.finish(visit))
      }
    }),
  )
  const perSecond = (calls * 1000) / (performance.now() - began)
  const visits = chains.flat().length
  return {
    arrive: sums.arrive / visits,
    step: sums.step / visits / 4,
    finish: sums.finish / visits,
    perSecond,
    calls,
    cpuMs: 0,
  }
}
