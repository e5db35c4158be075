import { afterAll, beforeAll, test } from 'vitest'
import { closeDb, openDb } from '#server/postgres/db.ts'
import { freshDatabase } from '#tests/setup/database.ts'
import { snapshotsPlusEvents } from './histories.ts'

beforeAll(async () => openDb(await freshDatabase()))
afterAll(() => closeDb())

test('an older snapshot and the events since are a fresh snapshot, however they interleave', {
  timeout: 60_000,
}, async () => {
  await snapshotsPlusEvents({ histories: 3, moments: 20 })
})
