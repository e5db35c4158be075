import { Client } from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { globalId } from '#server/platform/ids.ts'
import { closeDb, databaseUrl, db, openDb } from '#server/postgres/db.ts'
import { freshDatabase } from '#tests/setup/database.ts'
import { meetBetweenTurns } from '#tests/setup/meeting.ts'
import { mutate } from '#tests/setup/mutations.ts'
import { aSmallUnion, type SmallUnion } from '#tests/setup/small-union.ts'
import { aWire, type Wire } from '#tests/setup/wire.ts'

let wire: Wire
let union: SmallUnion
let watcher: Client
beforeAll(async () => {
  wire = await aWire(await freshDatabase())
  openDb(wire.url)
  union = await aSmallUnion()
  watcher = new Client(databaseUrl)
  await watcher.connect()
})
afterAll(async () => {
  await watcher.end()
  await closeDb()
  wire.close()
})

it('a zone that takes the place of another and a squad that gets both wait for each other in no circle', async () => {
  const make = async (name: string) =>
    (await mutate<{ zone: { id: string } }>(union.command, 'createZone', { name }, 'zone { id }')).zone.id
  const zoneIds = [await make('甲片区'), await make('乙片区')]
  const squadId = globalId('Squad', union.squads[0].squadId!)
  const met = await meetBetweenTurns(
    wire,
    watcher,
    () => mutate(union.command, 'updateZone', { zoneId: zoneIds[1], position: 1 }),
    () => mutate(union.command, 'updateSquad', { squadId, zoneIds }),
  )
  expect(met.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled'])
  const zones = await db.zone.findMany({ where: { unionId: union.unionId }, orderBy: { position: 'asc' } })
  expect(zones[0]!.name).toBe('乙片区')
})
