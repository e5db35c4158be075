import { randomUUID } from 'node:crypto'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { keepFiles } from '#server/http/kept-files.ts'
import { db } from '#server/postgres/db.ts'
import { startTestApp, type TestApp } from './setup/app.ts'
import { temporaryFolder } from './setup/folder.ts'

let app: TestApp

beforeAll(async () => {
  app = await startTestApp()
})
afterAll(() => app.close())

/** Keeps a build that has one file, and gives its path. */
async function keepBuild(): Promise<string> {
  const folder = await temporaryFolder()
  const name = `page-${randomUUID()}.js`
  await mkdir(join(folder, 'assets'))
  await writeFile(join(folder, 'assets', name), `"${name}"`)
  await keepFiles(folder)
  return `/assets/${name}`
}

const read = async (path: string, headers: Record<string, string> = {}) => {
  const answer = await fetch(app.url + path, { headers })
  return [answer.status, answer.status === 200 ? await answer.text() : '']
}

/** How often the table of kept files was looked through in this database. */
async function scans(): Promise<number> {
  const rows = await db.$queryRaw<{ scans: bigint }[]>`
    SELECT coalesce(seq_scan, 0) + coalesce(idx_scan, 0) AS scans FROM pg_stat_user_tables WHERE relname = 'ClientFile'`
  return Number(rows[0]!.scans)
}

test('a file of another build is served as soon as it is kept, to those who take brotli and to those who don’t', async () => {
  for (let n = 0; n < 3; n += 1) {
    const path = await keepBuild()
    const body = `"${path.slice('/assets/'.length)}"`
    expect(await read(path)).toEqual([200, body])
    expect(await read(path, { 'accept-encoding': 'identity' })).toEqual([200, body])
  }
})

test('names that nobody has kept cost the database next to nothing, however many are asked for', async () => {
  const before = await scans()
  for (let round = 0; round < 3; round += 1) {
    const answers = await Promise.all(Array.from({ length: 300 }, () => read(`/assets/page-${randomUUID()}.js`)))
    expect(answers.filter(([status]) => status !== 404)).toEqual([])
  }
  // what a connection has counted is written down when it has rested for a while
  await expect.poll(scans, { timeout: 15_000, interval: 1000 }).toBeGreaterThan(before)
  expect((await scans()) - before).toBeLessThanOrEqual(12)
})
