import { afterAll, beforeAll, expect, test } from 'vitest'
import { closeDb, openDb } from '#server/postgres/db.ts'
import { freshDatabase } from '#tests/setup/database.ts'
import { expectFiguresTrue } from '#tests/setup/meeting.ts'
import { mixDeeds } from './mixed.ts'

beforeAll(async () => openDb(await freshDatabase(), 32))
afterAll(() => closeDb())

test('every kind of deed at once over 32 connections waits for no other in a circle, and the figures are true', async () => {
  const { unionId, faults, deadlocks } = await mixDeeds({ connections: 32, places: 6, deeds: 150 })
  expect({ faults, deadlocks }).toEqual({ faults: [], deadlocks: 0 })
  await expectFiguresTrue(unionId)
})
