import type { UnionLevel } from '#codegen/prisma/enums.ts'
import { insert } from '#server/log/rows.ts'
import type { Decision } from '#server/log/write.ts'
import { now } from '#server/platform/clock.ts'
import { newId } from '#server/platform/ids.ts'
import { unionEvents } from './events.ts'

/** The values of a new union. A union of a sub-district may stand under that of its district, `parentId`. */
export type NewUnion = {
  name: string
  level: UnionLevel
  parentId?: string | null
  shortName?: string | null
  districtName?: string | null
}

/** What a change decides that makes a union with its stream of events; the events belong into that stream. */
export function unionCreation(union: NewUnion): Decision & { unionId: string } {
  const id = newId()
  return {
    subjectId: id,
    unionId: id,
    // events are never dated before the last one: a stream begins at `now`, which practice data sets to a past day
    writes: [insert('TradeUnion', { id, ...union }), insert('Stream', { unionId: id, lastAt: now() })],
    events: [unionEvents.created({ id }, {})],
  }
}
