/** What this node knows of the jobs, for /metrics. */
export const jobCounters = {
  /** The stored jobs that are due or run, on all nodes, when this node last looked. */
  waiting: 0,
  /** The stored jobs that have failed as often as they may, and are not tried again. */
  failed: 0,
  /** How often jobs have ended well and have failed on this node, by their names. */
  runs: new Map<string, { done: number; failed: number; lastDoneAt: number }>(),
}

/** Notes that a job has ended on this node. */
export function noteRun(name: string, isDone: boolean): void {
  const runs = jobCounters.runs.get(name) ?? { done: 0, failed: 0, lastDoneAt: 0 }
  jobCounters.runs.set(name, runs)
  if (isDone) {
    runs.done += 1
    runs.lastDoneAt = Date.now()
  } else runs.failed += 1
}
