// Loaded into every server under measure, ours as it is built included, so that all are measured in the same way.
import { setTimeout as sleep } from 'node:timers/promises'

const answers = {
  /** Microseconds of CPU of all threads so far. */
  cpu() {
    const { user, system } = process.cpuUsage()
    return user + system
  },
  /** Bytes resident now, after what is garbage was collected, and at the highest. */
  async memory() {
    for (let i = 0; i < 3; i++) {
      globalThis.gc()
      await sleep(100)
    }
    return { resident: process.memoryUsage.rss(), peak: process.resourceUsage().maxRSS * 1024 }
  },
}

process.on('disconnect', () => process.kill(process.pid, 'SIGTERM'))
process.on('message', async ({ id, what }) => {
  if (Object.hasOwn(answers, what)) process.send({ id, answer: await answers[what]() })
})
