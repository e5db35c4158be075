import { readFileSync, writeFileSync } from 'node:fs'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { isMainThread } from 'node:worker_threads'

// Loaded before a server that is measured. At SIGUSR2 it writes into the file LOOP_FILE for how long its loop has stood still at
// most since the last time, how much of the processor one turn of it has taken at most, which a busy machine does not lengthen, and
// the most memory that the server has taken so far.
if (isMainThread && process.env.LOOP_FILE) {
  const resolution = 10
  const stops = monitorEventLoopDelay({ resolution })
  stops.enable()
  let turnMs = 0
  let before = onProcessor()
  setInterval(() => {
    const now = onProcessor()
    turnMs = Math.max(turnMs, now - before)
    before = now
  }, resolution).unref()
  process.on('SIGUSR2', () => {
    const found = { stopMs: stops.max / 1e6 - resolution, turnMs, peakMb: process.resourceUsage().maxRSS / 1024 }
    stops.reset()
    turnMs = 0
    writeFileSync(process.env.LOOP_FILE, JSON.stringify(found))
  })
}

/** How many milliseconds the main thread has been on a processor. */
function onProcessor() {
  const [nanoseconds] = readFileSync(`/proc/self/task/${process.pid}/schedstat`, 'utf8').split(' ')
  return Number(nanoseconds) / 1e6
}
