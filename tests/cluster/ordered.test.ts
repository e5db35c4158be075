import { afterAll, beforeAll, expect, test } from 'vitest'
import { closeDb, openDb } from '#server/postgres/db.ts'
import { freshDatabase } from '#tests/setup/database.ts'
import { orderUnderConcurrency } from './ordered.ts'

beforeAll(async () => openDb(await freshDatabase(), 20))
afterAll(() => closeDb())

test('a reader of the tail sees no gap while writers roll back, are cut off, or stay open', async () => {
  const { gaps, lost, committed, read } = await orderUnderConcurrency({ writers: 16, streams: 3, ms: 5000 })
  expect({ gaps, lost }).toEqual({ gaps: 0, lost: 0 })
  expect(committed).toBeGreaterThan(0)
  expect(read).toBeGreaterThanOrEqual(committed)
})
