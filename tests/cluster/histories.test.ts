import { afterAll, beforeAll, test } from 'vitest'
import { db, openDb } from '#server/postgres/db.ts'
import { freshDatabase } from '#tests/setup/database.ts'
import { snapshotsPlusEvents } from './histories.ts'

beforeAll(async () => openDb(await freshDatabase()))
afterAll(() => db.$disconnect())

test('an older snapshot and the events since are a fresh snapshot, however they interleave', {
  timeout: 60_000,
}, async () => {
  await snapshotsPlusEvents({ histories: 3, moments: 20 })
})
