import { rm } from 'node:fs/promises'
import type { TestProject } from 'vitest/node'
import { type Postgres, startPostgres } from '#server/postgres/embedded.ts'
import { prepareDatabase } from '#server/postgres/prepare.ts'
import { createDatabase, template, withLoginOf } from './database-names.ts'
import { temporaryFolder } from './folder.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** The URL of the PostgreSQL that all tests of this run share, as the owner of their databases. */
    postgresUrl: string
    /** The same, as the application, which owns no tables. */
    applicationUrl: string
  }
}

// each project evaluates this module anew, and they share one
const shared = globalThis as { sizhenTests?: { users: number; postgres: Promise<Postgres> } }

/** Starts one PostgreSQL for the whole run, with a migrated database to copy. */
export default async function setup(project: TestProject) {
  shared.sizhenTests ??= { users: 0, postgres: start() }
  const run = shared.sizhenTests
  run.users += 1
  const { url, ownerUrl, stop } = await run.postgres
  project.provide('postgresUrl', ownerUrl)
  project.provide('applicationUrl', url)
  return async () => {
    run.users -= 1
    if (run.users === 0) await stop()
  }
}

async function start(): Promise<Postgres> {
  const folder = await temporaryFolder()
  const { url, ownerUrl, stop } = await startPostgres(folder, { fsync: 'off', max_connections: '200' })
  const templateUrl = await createDatabase(ownerUrl, template)
  await prepareDatabase({ url: withLoginOf(url, templateUrl), ownerUrl: templateUrl })
  const stopAndRemove = () => stop().then(() => rm(folder, { recursive: true, force: true }))
  return { url, ownerUrl, stop: stopAndRemove }
}
