import { rm } from 'node:fs/promises'
import type { TestProject } from 'vitest/node'
import { type Postgres, startPostgres } from '#server/postgres/embedded.ts'
import { migrate } from '#server/postgres/migrate.ts'
import { createDatabase, template } from './database-names.ts'
import { temporaryFolder } from './folder.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** The URL of the PostgreSQL that all tests of this run share. */
    postgresUrl: string
  }
}

// each project evaluates this module anew, and they share one
const shared = globalThis as { sizhenTests?: { users: number; postgres: Promise<Postgres> } }

/** Starts one PostgreSQL for the whole run, with a migrated database to copy. */
export default async function setup(project: TestProject) {
  shared.sizhenTests ??= { users: 0, postgres: start() }
  const run = shared.sizhenTests
  run.users += 1
  const { url, stop } = await run.postgres
  project.provide('postgresUrl', url)
  return async () => {
    run.users -= 1
    if (run.users === 0) await stop()
  }
}

async function start(): Promise<Postgres> {
  const folder = await temporaryFolder()
  const { url, stop } = await startPostgres(folder, { fsync: 'off', max_connections: '200' })
  await migrate(await createDatabase(url, template))
  const stopAndRemove = () => stop().then(() => rm(folder, { recursive: true, force: true }))
  return { url, stop: stopAndRemove }
}
