import type { UnionLevel } from '#codegen/prisma/enums.ts'
import { insert, insertAll } from '#server/log/rows.ts'
import { writeEvents } from '#server/log/write.ts'
import { now } from '#server/platform/clock.ts'
import { newId } from '#server/platform/ids.ts'
import { unionEvents, zoneEvents } from './events.ts'
import { mostZones } from './limits.ts'

/** Creates a union and its event stream, and returns its row id. */
export async function createUnion(union: {
  name: string
  level: UnionLevel
  parentId?: string | null
}): Promise<string> {
  const id = newId()
  await writeEvents(id, {
    load: { lock: [], read: {} },
    decide: () => ({
      subjectId: id,
      // events are never dated before the last one: a stream begins at `now`, which practice data sets to a past day
      writes: [insert('TradeUnion', { id, ...union }), insert('Stream', { unionId: id, lastAt: now() })],
      events: [unionEvents.created({ id }, {})],
    }),
  })
  return id
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
