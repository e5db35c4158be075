import { insertAll } from '#server/log/rows.ts'
import { writeEvents } from '#server/log/write.ts'
import { newId } from '#server/platform/ids.ts'
import { zoneEvents } from './events.ts'
import { mostZones } from './limits.ts'
import { type NewUnion, unionCreation } from './new-union.ts'

/** Creates a union and its event stream, and returns its row id. */
export async function createUnion(union: NewUnion): Promise<string> {
  const creation = unionCreation(union)
  await writeEvents(creation.unionId, { load: { lock: [], read: {} }, decide: () => creation })
  return creation.unionId
}

/** Creates the zones of a new union with the positions 1, 2, 3 …. Returns their row ids in the same order. */
export async function createZones(unionId: string, names: string[]): Promise<string[]> {
  if (names.length > mostZones) throw new Error(`A union has at most ${mostZones} zones.`)
  const zones = names.map((name, index) => ({ id: newId(), unionId, name, position: index + 1 }))
  await writeEvents(unionId, {
    load: { lock: [], read: {} },
    decide: () => ({
      subjectId: unionId,
      writes: insertAll('Zone', zones),
      events: [zoneEvents.created({ id: unionId, type: 'TradeUnion' }, { zones: zones.length })],
    }),
  })
  return zones.map(({ id }) => id)
}
