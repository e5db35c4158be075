import type { UnionLevel } from '#codegen/prisma/enums.ts'
import { insert } from '#server/log/rows.ts'
import { writeEvents } from '#server/log/write.ts'
import { now } from '#server/platform/clock.ts'
import { newId } from '#server/platform/ids.ts'
import { unionEvents } from './events.ts'

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
