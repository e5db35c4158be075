import { randomUUID } from 'node:crypto'
import type { UnionLevel } from '#codegen/prisma/enums.ts'
import { record } from '#server/log/write.ts'
import { now } from '#server/platform/clock.ts'
import { unionEvents, zoneEvents } from './events.ts'

/** A union and its event stream. Answers with its id. */
export async function createUnion(union: {
  name: string
  level: UnionLevel
  parentId?: string | null
}): Promise<string> {
  const id = randomUUID()
  await record(id, async (tx) => {
    await tx.tradeUnion.create({ data: { id, ...union } })
    // no event is dated before the one before it: a history begins with the stream, not with this machine's clock
    await tx.stream.create({ data: { unionId: id, lastAt: now() } })
    return { subjectId: id, events: [unionEvents.created({ id }, {})] }
  })
  return id
}

/** A union's zones, in this order. Answers with their ids in the same order. */
export async function createZones(unionId: string, names: string[]): Promise<string[]> {
  let ids: string[] = []
  await record(unionId, async (tx) => {
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
