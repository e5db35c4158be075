import type { AddressInfo } from 'node:net'
import { type App, buildApp } from './app.ts'
import { startFeed, stopFeed } from './feed/feed.ts'
import { clientFolder } from './http/files.ts'
import { keepFiles } from './http/kept-files.ts'
import { alarms, jobsOf } from './job-list.ts'
import { storeAlarms } from './jobs/alarm.ts'
import { startJobs } from './jobs/worker.ts'
import { storeFill } from './modules/search/fill.ts'
import { type Env, readEnv } from './platform/env.ts'
import { logger } from './platform/logger.ts'
import { StartError } from './platform/start-error.ts'
import { type Database, databaseIn } from './postgres/address.ts'
import { closeDb, databaseUrl, db, openDb } from './postgres/db.ts'
import { type Postgres, startPostgres } from './postgres/embedded.ts'
import { isRetryable } from './postgres/errors.ts'
import { waitForDatabase } from './postgres/patience.ts'
import { prepareDatabase } from './postgres/prepare.ts'
import { watchDatabase } from './postgres/watch.ts'
import { isPractice, loadPracticeData, refuseOpenPractice } from './practice.ts'
import { offerSetUp } from './set-up-offer.ts'

// what has been started, in order; stopped from the end
const started: (() => Promise<unknown>)[] = []
let stopping = false

async function start(): Promise<void> {
  const env = readEnv()
  const database = databaseIn(env) ?? (await startEmbedded(env))
  openDb(database.url)
  started.push(closeDb)
  await waitForDatabase(() => prepare(database, env), Number.POSITIVE_INFINITY)
  const disk = { folder: env.DATA_DIR, lowMb: env.DISK_LOW_MB, leastMb: env.DISK_LEAST_MB }
  started.push(watchDatabase(env.DATABASE_URL ? null : disk))
  startFeed(env)
  started.push(stopFeed)
  // before anybody can have a page of this build and ask another node for its files
  await waitForDatabase(() => keepFiles(clientFolder), Number.POSITIVE_INFINITY)
  const app = await waitForDatabase(() => buildApp(env), Number.POSITIVE_INFINITY)
  started.push(app.close)
  await listen(app, env)
  started.push(startJobs({ url: database.url, jobs: jobsOf(env, database) }).stop)
  await sayHello(app, env)
}

/** Makes the database what this version needs, fills it where it is empty, and stores what jobs it lacks. */
async function prepare(database: Database, env: Env): Promise<void> {
  await prepareDatabase(database, Number.POSITIVE_INFINITY)
  await loadPracticeData(env, database)
  await refuseOpenPractice(env)
  for (const each of alarms) await storeAlarms(each)
  await storeFill()
}

async function startEmbedded(env: Env): Promise<Postgres> {
  const postgres = await startPostgres(env.DATA_DIR)
  started.push(() => postgres.stop())
  return postgres
}

function listen({ server }: App, { PORT, HOST }: Env): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const taken = `PORT ${PORT} on HOST ${HOST} is in use by another program: stop it or set another PORT.`
      reject(new StartError(error.code === 'EADDRINUSE' ? taken : `HOST ${HOST}, PORT ${PORT}: ${error.message}.`))
    })
    server.listen(PORT, HOST, resolve)
  })
}

async function sayHello({ server }: App, env: Env): Promise<void> {
  const { port } = server.address() as AddressInfo
  const host = env.HOST === '127.0.0.1' || env.HOST === '0.0.0.0' ? 'localhost' : env.HOST
  const base = env.PUBLIC_URL?.replace(/\/$/, '') ?? `http://${host.includes(':') ? `[${host}]` : host}:${port}`
  const lines = [
    '',
    '  Sizhen 四诊',
    `  大屏 board    ${base}/board`,
    `  指挥 desk     ${base}/desk`,
    `  小分队 field  ${base}/field`,
    `  GraphQL       ${base}/graphql`,
  ]
  if (await isPractice()) {
    const own = env.SIZHEN_PRACTICE_PASSWORD !== 'practice-only'
    lines.push(
      '',
      '  Practice accounts: command, squad1 … squad10, tax, police, commerce, fooddrug, cadre, district, wall, integrator, enterprise1',
      `  Password: ${own ? 'as set by SIZHEN_PRACTICE_PASSWORD when the data was loaded' : env.SIZHEN_PRACTICE_PASSWORD}`,
    )
  } else if ((await db.account.count()) === 0) {
    const offer = await offerSetUp(databaseUrl, base)
    if (offer) started.push(offer.stop)
    lines.push(...(offer?.lines ?? []))
  }
  console.log(`${lines.join('\n')}\n`)
}

/** Stops what was started, the newest first; leaves within five seconds whatever hangs. */
async function stop(code: number): Promise<void> {
  if (stopping) return
  stopping = true
  setTimeout(() => process.exit(code || 1), 4800).unref()
  for (const each of started.reverse()) {
    await each().catch((error: Error) => logger.warn({ error: error.message }, 'while stopping'))
  }
  process.exit(code)
}

for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => void stop(0))
// `npm start` is gone: nobody could stop this process any more, and the next start would find its port in use
process.on('disconnect', () => void stop(0))

// a database that goes away is no reason to go as well: requests are answered UNAVAILABLE until it is back
process.on('unhandledRejection', (error) => logger.error({ error: String(error) }, 'unhandled rejection'))
process.on('uncaughtException', (error) => {
  logger.error({ name: error.name, stack: error.stack }, 'uncaught exception')
  if (!isRetryable(error)) void stop(1)
})

await start().catch((error: Error) => {
  if (stopping) return
  console.error(error instanceof StartError ? error.message : error)
  return stop(1)
})
