import { changeFields, deed } from '#server/log/deed.ts'
import { root } from '#server/log/load.ts'
import { insert } from '#server/log/rows.ts'
import { builder } from '#server/platform/builder.ts'
import { newId } from '#server/platform/ids.ts'
import { enteredPhone } from '#server/platform/phones.ts'
import { cadreFields, checkName, checkRoom, inUseOf, zoneName } from './entry.ts'
import { zoneEvents } from './events.ts'
import { readZones } from './load.ts'
import { zonePayload } from './payload.ts'

const CreateZoneInput = builder.inputType('CreateZoneInput', {
  description: 'A further zone of the union. 新划的一个片区。',
  fields: (t) => ({
    ...changeFields(t),
    name: t.string({
      validate: zoneName,
      description:
        'The name of the zone, 1 to 50 characters, which no other zone of the union has. 片区名称,1 至 50 字,不能重名。',
    }),
    ...cadreFields(t),
  }),
})

/** A zone is added after the others. */
export const createZone = deed('createZone', {
  does: { en: 'Adds a zone after the others.', zh: '新增一个片区,排在最后。' },
  errors: {
    CONFLICT: {
      en: 'there is a zone of this name already, or there are a hundred zones',
      zh: '已有同名片区,或已有一百个片区',
    },
  },
  input: CreateZoneInput,
  roles: ['COMMAND'],
  payload: zonePayload,
  load: ({ unionId }) => ({ lock: [root('TradeUnion', unionId)], read: { zones: readZones(unionId) } }),
  decide({ zones }, { name, cadreName, cadreTitle, cadrePhone }, { actor }) {
    checkName(zones, name)
    checkRoom(zones)
    const zone = {
      id: newId(),
      unionId: actor.unionId,
      name,
      cadreName: cadreName ?? '',
      cadreTitle: cadreTitle ?? '',
      cadrePhone: enteredPhone(cadrePhone ?? '', undefined, 'cadrePhone'),
      position: inUseOf(zones).length + 1,
    }
    return { subjectId: zone.id, writes: [insert('Zone', zone)], events: [zoneEvents.created(zone, { zones: 1 })] }
  },
})
