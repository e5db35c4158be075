import { z } from 'zod'
import { changeFields, deed } from '#server/log/deed.ts'
import { root } from '#server/log/load.ts'
import { update } from '#server/log/rows.ts'
import { checkZones, keepZones, readZones } from '#server/modules/zones/load.ts'
import { builder } from '#server/platform/builder.ts'
import { enteredPhone } from '#server/platform/phones.ts'
import { line, shownPhone } from '#server/platform/text.ts'
import { squadEvents } from './events.ts'
import { mostZones } from './limits.ts'
import { readSquad, squadRetired } from './load.ts'
import { squadPayload } from './payload.ts'
import { putZones } from './zones.ts'

const UpdateSquadInput = builder.inputType('UpdateSquadInput', {
  description: 'What is to be changed of a squad; what is left out stays. 修改小分队,不填的不变。',
  fields: (t) => ({
    ...changeFields(t),
    squadId: t.id({ description: 'The global id of the squad. 小分队的编号。' }),
    cadreName: t.string({
      required: false,
      validate: line(1, 50),
      description: 'The name of the leading cadre, 1 to 50 characters. 带队领导姓名,1 至 50 字。',
    }),
    cadreTitle: t.string({
      required: false,
      validate: line(1, 50),
      description: 'The post of the leading cadre, 1 to 50 characters. 带队领导职务,1 至 50 字。',
    }),
    phone: t.string({
      required: false,
      validate: shownPhone,
      description: 'The phone number of the squad. 小分队电话。',
    }),
    zoneIds: t.idList({
      required: false,
      validate: z.array(z.any()).max(mostZones),
      description: 'The global ids of all its zones; they replace those that it has. 全部片区的编号,替换原有的。',
    }),
  }),
})

/** A squad's cadre, phone or zones are changed. Its number never changes. */
export const updateSquad = deed('updateSquad', {
  does: { en: 'Changes a squad’s cadre, phone or zones.', zh: '修改小分队的带队领导、电话或片区。' },
  errors: {
    NOT_FOUND: { en: 'you see no such squad, or the union has no such zone', zh: '找不到小分队或片区' },
    CONFLICT: { en: 'the squad or a zone is retired', zh: '小分队或片区已停用' },
  },
  input: UpdateSquadInput,
  roles: ['COMMAND'],
  ids: { squadId: 'Squad', zoneIds: 'Zone' },
  payload: squadPayload,
  load: (actor, { squadId, zoneIds }) => ({
    lock: [root('Squad', squadId), ...keepZones(zoneIds ?? [])],
    read: { squad: readSquad(actor, squadId), zones: readZones(actor.unionId) },
  }),
  decide({ squad, zones }, { cadreName, cadreTitle, phone, zoneIds }) {
    if (squad.retiredAt) throw squadRetired(squad)
    if (zoneIds) checkZones(zones, zoneIds, 'zoneIds')
    return {
      subjectId: squad.id,
      writes: [
        update('Squad', squad.id, {
          cadreName: cadreName ?? squad.cadreName,
          cadreTitle: cadreTitle ?? squad.cadreTitle,
          phone: phone == null ? squad.phone : enteredPhone(phone, squad.phone, 'phone'),
        }),
        ...(zoneIds ? putZones(squad.id, zoneIds) : []),
      ],
      events: [squadEvents.updated(squad, { what: 'squad' })],
    }
  },
})
