import { z } from 'zod'
import type { Zone } from '#codegen/prisma/client.ts'
import { changeFields, deed } from '#server/log/deed.ts'
import { update } from '#server/log/rows.ts'
import { builder } from '#server/platform/builder.ts'
import { cadreFields, checkName, inUseOf, zoneName } from './entry.ts'
import { zoneEvents } from './events.ts'
import { mostZones } from './limits.ts'
import { lockZone, readZone, readZones, zoneRetired } from './load.ts'
import { zonePayload } from './payload.ts'
import { setPlaces } from './places.ts'

const UpdateZoneInput = builder.inputType('UpdateZoneInput', {
  description: 'What is to be changed of a zone; what is left out stays. 修改片区,不填的不变。',
  fields: (t) => ({
    ...changeFields(t),
    zoneId: t.id({ description: 'The global id of the zone. 片区的编号。' }),
    name: t.string({
      required: false,
      validate: zoneName,
      description:
        'The new name, 1 to 50 characters, which no other zone of the union has. 新名称,1 至 50 字,不能重名。',
    }),
    ...cadreFields(t),
    position: t.int({
      required: false,
      validate: z.int().min(1).max(mostZones),
      description:
        'Its place among the zones, from 1; the others move up or down. 片区的顺序,从 1 起,其余片区依次移动。',
    }),
  }),
})

type UpdateZone = typeof UpdateZoneInput.$inferInput

/** A zone's name, cadre or place among the zones is changed. */
export const updateZone = deed('updateZone', {
  does: {
    en: 'Changes a zone’s name, cadre or place among the zones. Where nothing changes, there is no event.',
    zh: '修改片区的名称、带队领导或顺序。没有变化时不产生事件。',
  },
  errors: {
    NOT_FOUND: { en: 'you see no such zone', zh: '找不到片区' },
    CONFLICT: { en: 'another zone has this name, or the zone is retired', zh: '已有同名片区,或片区已停用' },
  },
  input: UpdateZoneInput,
  roles: ['COMMAND'],
  ids: { zoneId: 'Zone' },
  payload: zonePayload,
  load: (actor, { zoneId }) => ({
    lock: lockZone(actor, zoneId),
    read: { zone: readZone(actor, zoneId), zones: readZones(actor.unionId) },
  }),
  decide({ zone, zones }, input) {
    if (zone.retiredAt) throw zoneRetired(zone)
    const changed = changedFields(zone, input)
    if (changed.name) checkName(zones, changed.name, zone.id)
    const moves = input.position == null ? [] : setPlaces(orderWith(zone, inUseOf(zones), input.position))
    const fields = [...Object.keys(changed), ...(moves.length ? ['position'] : [])]
    if (fields.length === 0) return { subjectId: zone.id, writes: [], events: [] }
    return {
      subjectId: zone.id,
      writes: [...(Object.keys(changed).length ? [update('Zone', zone.id, changed)] : []), ...moves],
      events: [zoneEvents.updated(zone, { fields: fields.join(' ') })],
    }
  },
})

type Fields = Partial<Pick<Zone, 'name' | 'cadreName' | 'cadreTitle' | 'cadrePhone'>>

/** Those of the input's fields that differ from the row. */
function changedFields(zone: Zone, { name, cadreName, cadreTitle, cadrePhone }: UpdateZone): Fields {
  const differs = ([key, value]: [string, unknown]) => value != null && value !== zone[key as keyof Fields]
  return Object.fromEntries(Object.entries({ name, cadreName, cadreTitle, cadrePhone }).filter(differs))
}

/** The zones in use in their order, with this one at the place that it is to have. */
function orderWith(zone: Zone, zones: readonly Zone[], position: number): Zone[] {
  const others = zones.filter(({ id }) => id !== zone.id)
  return [...others.slice(0, position - 1), zone, ...others.slice(position - 1)]
}
