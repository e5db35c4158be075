import { isDeepStrictEqual } from 'node:util'
import { type Agency, Prisma } from '#codegen/prisma/client.ts'
import { changeFields, deed } from '#server/log/deed.ts'
import { type Read, value } from '#server/log/load.ts'
import { update } from '#server/log/rows.ts'
import { checkTextsOf } from '#server/modules/cell-texts/keep.ts'
import { checkZones, keepZones, readZones } from '#server/modules/zones/load.ts'
import { builder } from '#server/platform/builder.ts'
import { agencyFields, agencyName, checkKind, checkName, otherNames } from './entry.ts'
import { AgencyKindEnum } from './enums.ts'
import { agencyEvents } from './events.ts'
import { agencyRetired, lockAgency, readAgency, readAllAgencies } from './load.ts'
import { agencyPayload } from './payload.ts'
import { putZones } from './zones.ts'

const UpdateAgencyInput = builder.inputType('UpdateAgencyInput', {
  description: 'What is to be changed of an agency; what is left out stays. 修改协同部门,不填的不变。',
  fields: (t) => ({
    ...changeFields(t),
    agencyId: t.id({ description: 'The global id of the agency. 部门的编号。' }),
    kind: t.field({
      type: AgencyKindEnum,
      required: false,
      description:
        'Which kind of agency it is; what is no community loses its zones. 部门的类别,不是社区的不再有片区。',
    }),
    name: t.string({
      required: false,
      validate: agencyName,
      description:
        'The new name, 1 to 50 characters, which no other agency of the union has. 新名称,1 至 50 字,不能重名。',
    }),
    ...agencyFields(t),
  }),
})

type UpdateAgency = typeof UpdateAgencyInput.$inferInput

/** An agency's kind, names, phone or zones are changed. */
export const updateAgency = deed('updateAgency', {
  does: {
    en: 'Changes an agency’s kind, names, phone or zones. Where nothing changes, there is no event.',
    zh: '修改部门的类别、名称、电话或片区。没有变化时不产生事件。',
  },
  errors: {
    NOT_FOUND: { en: 'you see no such agency, or the union has no such zone', zh: '找不到部门或片区' },
    CONFLICT: {
      en: 'another agency has this name, or the agency or a zone is retired',
      zh: '已有同名部门,或部门、片区已停用',
    },
    INVALID: { en: 'an agency that is no community is given zones', zh: '不是社区却填了片区' },
  },
  input: UpdateAgencyInput,
  roles: ['COMMAND'],
  ids: { agencyId: 'Agency', zoneIds: 'Zone' },
  payload: agencyPayload,
  load: (actor, { agencyId, zoneIds }) => ({
    lock: [...lockAgency(actor, agencyId), ...keepZones(zoneIds ?? [])],
    read: {
      agency: readAgency(actor, agencyId),
      agencies: readAllAgencies(actor.unionId),
      zones: readZones(actor.unionId),
      recorded: readZoneIds(agencyId),
    },
  }),
  decide({ agency, agencies, zones, recorded }, input, { at, actor }) {
    if (agency.retiredAt) throw agencyRetired(agency)
    const changed = changedFields(agency, input)
    if (changed.name) checkName(agencies, changed.name, agency.id)
    const kind = input.kind ?? agency.kind
    checkKind(kind, input.zoneIds ?? [])
    const zoneIds = kind === 'COMMUNITY' ? [...new Set(input.zoneIds ?? recorded)].sort() : []
    checkZones(zones, zoneIds, 'zoneIds')
    const isRezoned = !isDeepStrictEqual(zoneIds, recorded)
    const fields = [...Object.keys(changed), ...(isRezoned ? ['zones'] : [])]
    if (fields.length === 0) return { subjectId: agency.id, writes: [], events: [] }
    return {
      subjectId: agency.id,
      writes: [
        ...(Object.keys(changed).length ? [update('Agency', agency.id, changed)] : []),
        ...(isRezoned ? putZones(agency.id, zoneIds) : []),
        checkTextsOf(agency.id, fields, { at, actor }),
      ],
      events: [agencyEvents.updated(agency, { fields: fields.join(' ') })],
    }
  },
})

/** Reads the ids of the agency's zones, sorted. */
const readZoneIds = (agencyId: string): Read<string[]> =>
  value(Prisma.sql`
    SELECT coalesce(array_agg("B"::text ORDER BY "B"::text), '{}') AS value FROM "_AgencyToZone"
    WHERE "A" = ${agencyId}::uuid`)

type Fields = Partial<Pick<Agency, 'kind' | 'name' | 'aliases' | 'phone'>>

/** Those of the input's fields that differ from the row. */
function changedFields(agency: Agency, { kind, name, aliases, phone }: UpdateAgency): Fields {
  const next = { kind, name, aliases: aliases && otherNames(aliases, name ?? agency.name), phone }
  const differs = ([key, field]: [string, unknown]) =>
    field != null && !isDeepStrictEqual(field, agency[key as keyof Fields])
  return Object.fromEntries(Object.entries(next).filter(differs))
}
