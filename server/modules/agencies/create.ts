import { changeFields, deed } from '#server/log/deed.ts'
import { root } from '#server/log/load.ts'
import { insert } from '#server/log/rows.ts'
import { checkZones, keepZones, readZones } from '#server/modules/zones/load.ts'
import { builder } from '#server/platform/builder.ts'
import { newId } from '#server/platform/ids.ts'
import { agencyFields, agencyName, checkKind, checkName, checkRoom, otherNames } from './entry.ts'
import { AgencyKindEnum } from './enums.ts'
import { agencyEvents } from './events.ts'
import { readAllAgencies } from './load.ts'
import { agencyPayload } from './payload.ts'
import { putZones } from './zones.ts'

const CreateAgencyInput = builder.inputType('CreateAgencyInput', {
  description: 'A further agency that works along with the union. 新增的一个协同部门。',
  fields: (t) => ({
    ...changeFields(t),
    kind: t.field({ type: AgencyKindEnum, description: 'Which kind of agency it is. 部门的类别。' }),
    name: t.string({
      validate: agencyName,
      description:
        'The name of the agency, 1 to 50 characters, which no other agency of the union has. 部门名称,1 至 50 字,不能重名。',
    }),
    ...agencyFields(t),
  }),
})

/** An agency is entered. Several of one kind may be there, such as the communities of a sub-district. */
export const createAgency = deed('createAgency', {
  does: { en: 'Enters an agency that works along with the union.', zh: '登记一个与工会协同的部门。' },
  errors: {
    NOT_FOUND: { en: 'the union has no such zone', zh: '找不到片区' },
    CONFLICT: {
      en: 'there is an agency of this name already, a zone is retired, or there are a hundred agencies',
      zh: '已有同名部门、片区已停用,或已有一百个部门',
    },
    INVALID: { en: 'an agency that is no community is given zones', zh: '不是社区却填了片区' },
  },
  input: CreateAgencyInput,
  roles: ['COMMAND'],
  ids: { zoneIds: 'Zone' },
  payload: agencyPayload,
  load: ({ unionId }, { zoneIds }) => ({
    lock: [root('TradeUnion', unionId), ...keepZones(zoneIds ?? [])],
    read: { agencies: readAllAgencies(unionId), zones: readZones(unionId) },
  }),
  decide({ agencies, zones }, { kind, name, aliases, phone, zoneIds }, { actor }) {
    checkName(agencies, name)
    checkRoom(agencies)
    checkKind(kind, zoneIds ?? [])
    checkZones(zones, zoneIds ?? [], 'zoneIds')
    const agency = {
      id: newId(),
      unionId: actor.unionId,
      kind,
      name,
      aliases: otherNames(aliases ?? [], name),
      phone: phone ?? '',
    }
    return {
      subjectId: agency.id,
      writes: [insert('Agency', agency), ...(zoneIds?.length ? putZones(agency.id, zoneIds) : [])],
      events: [agencyEvents.created(agency, { agencies: 1 })],
    }
  },
})
