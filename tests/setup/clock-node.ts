import { startJobs } from '#server/jobs/worker.ts'
import { issueClock } from '#server/modules/issues/ring.ts'
import { openDb } from '#server/postgres/db.ts'

// a node in small that does nothing but the steps of issues' clocks; its arguments are the database's address and its grace in milliseconds
const [, , url, graceMs] = process.argv
process.on('unhandledRejection', () => {})
openDb(url!, 4)
startJobs({ url: url!, lookMs: 100, graceMs: Number(graceMs), jobs: [issueClock] })
