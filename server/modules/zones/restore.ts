import { changeFields, deed } from '#server/log/deed.ts'
import { update } from '#server/log/rows.ts'
import { builder } from '#server/platform/builder.ts'
import { conflict } from '#server/platform/errors.ts'
import { globalId } from '#server/platform/ids.ts'
import { checkRoom, inUseOf } from './entry.ts'
import { zoneEvents } from './events.ts'
import { lockZones, readZone, readZones } from './load.ts'
import { zonePayload } from './payload.ts'

const RestoreZoneInput = builder.inputType('RestoreZoneInput', {
  description: 'The retired zone that is used again. 要恢复使用的片区。',
  fields: (t) => ({
    ...changeFields(t),
    zoneId: t.id({ description: 'The global id of the zone. 片区的编号。' }),
  }),
})

/** A retired zone is used again, after the others. */
export const restoreZone = deed('restoreZone', {
  does: { en: 'Takes a retired zone into use again, after the others.', zh: '恢复使用已停用的片区,排在最后。' },
  errors: {
    NOT_FOUND: { en: 'you see no such zone', zh: '找不到片区' },
    CONFLICT: { en: 'the zone is in use, or there are a hundred zones', zh: '片区在用,或已有一百个片区' },
  },
  input: RestoreZoneInput,
  roles: ['COMMAND'],
  ids: { zoneId: 'Zone' },
  payload: zonePayload,
  load: (actor, { zoneId }) => ({
    lock: lockZones(actor),
    read: { zone: readZone(actor, zoneId), zones: readZones(actor.unionId) },
  }),
  decide({ zone, zones }) {
    if (!zone.retiredAt) throw zoneInUse(zone.id)
    checkRoom(zones)
    return {
      subjectId: zone.id,
      writes: [update('Zone', zone.id, { retiredAt: null, position: inUseOf(zones).length + 1 })],
      events: [zoneEvents.restored(zone, {})],
    }
  },
})

const zoneInUse = (id: string) =>
  conflict({ zh: '这个片区正在使用。', en: 'This zone is in use.' }, globalId('Zone', id))
