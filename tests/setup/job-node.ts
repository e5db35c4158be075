import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import type { Job } from '#server/jobs/job.ts'
import { startJobs } from '#server/jobs/worker.ts'

/**
 * A job that writes into the table "Line" when it begins and when it ends, for the node of this name, and takes as many
 * milliseconds as its payload says.
 */
export const writtenJob = (url: string, node: string): Job => ({
  name: 'written',
  async run({ payload, signal }) {
    const { number, ms } = payload as { number: number; ms: number }
    await writeLine(url, `${node} begins ${number}`)
    await sleep(ms, undefined, { signal })
    await writeLine(url, `${node} ends ${number}`)
  },
})

async function writeLine(url: string, text: string): Promise<void> {
  const client = new pg.Client(url)
  await client.connect()
  await client.query('INSERT INTO "Line" (text) VALUES ($1)', [text])
  await client.end()
}

// started as a script it is a node in small; the jobs write by the second address; the third argument is its grace in milliseconds
const [, script, way, url, graceMs] = process.argv
if (script?.endsWith('job-node.ts')) {
  process.on('unhandledRejection', () => {})
  startJobs({ url: way!, lookMs: 100, graceMs: Number(graceMs), jobs: [writtenJob(url!, 'process')] })
}
