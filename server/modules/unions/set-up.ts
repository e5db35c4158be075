import { randomUUID } from 'node:crypto'
import type { UnionLevel } from '#codegen/prisma/enums.ts'
import { writeEvents } from '#server/log/old-write.ts'
import { now } from '#server/platform/clock.ts'
import { unionEvents, zoneEvents } from './events.ts'

/** Creates a union and its event stream, and returns its row id. */
export async function createUnion(union: {
  name: string
  level: UnionLevel
  parentId?: string | null
}): Promise<string> {
  const id = randomUUID()
  await writeEvents(id, async (tx) => {
    await tx.tradeUnion.create({ data: { id, ...union } })
    // events are never dated before the last one: a stream begins at `now`, which practice data sets to a past day
    await tx.stream.create({ data: { unionId: id, lastAt: now() } })
    return { subjectId: id, events: [unionEvents.created({ id }, {})] }
  })
  return id
}

/** Creates the zones of a new union with the positions 1, 2, 3 …. Returns their row ids in the same order. */
export async function createZones(unionId: string, names: string[]): Promise<string[]> {
  let ids: string[] = []
  await writeEvents(unionId, async (tx) => {
    const data = names.map((name, index) => ({ unionId, name, position: index + 1 }))
    const zones = await tx.zone.createManyAndReturn({ data, select: { id: true, name: true } })
    ids = names.map((name) => zones.find((zone) => zone.name === name)!.id)
    return {
      subjectId: unionId,
      events: [zoneEvents.created({ id: unionId, type: 'TradeUnion' }, { zones: names.length })],
    }
  })
  return ids
}
