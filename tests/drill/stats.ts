/** What a drill has done so far. */
export type Stats = ReturnType<typeof newStats>

/** Counts mutations, refusals and retries, and keeps how long the answered ones took. */
export function newStats() {
  const began = Date.now()
  const took: number[] = []
  const refusals = new Map<string, number>()
  let retries = 0
  let lastCount = 0
  let lastAt = began

  const percentile = (share: number) => {
    const sorted = took.toSorted((a, b) => a - b)
    return Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0)
  }
  const refused = () => [...refusals].map(([code, count]) => `${code} ${count}`).join(', ') || 'none'

  return {
    answered: (ms: number) => {
      took.push(ms)
    },
    refused: (code: string) => {
      refusals.set(code, (refusals.get(code) ?? 0) + 1)
    },
    retried: () => {
      retries += 1
    },
    /** One line on how it goes. */
    line: () => {
      const now = Date.now()
      const rate = ((took.length - lastCount) / Math.max(0.001, (now - lastAt) / 1000)).toFixed(1)
      lastCount = took.length
      lastAt = now
      return `${Math.round((now - began) / 1000)} s: ${took.length} mutations, ${rate} a second, refused: ${refused()}`
    },
    summary: () => ({
      seconds: (Date.now() - began) / 1000,
      mutations: took.length,
      refused: Object.fromEntries(refusals),
      retries,
      p50: percentile(0.5),
      p95: percentile(0.95),
    }),
  }
}
