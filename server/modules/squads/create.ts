import { z } from 'zod'
import { changeFields, deed } from '#server/log/deed.ts'
import { root } from '#server/log/load.ts'
import { insert, insertAll } from '#server/log/rows.ts'
import { readAgencies } from '#server/modules/agencies/load.ts'
import { checkZones, keepZones, readZones } from '#server/modules/zones/load.ts'
import { builder } from '#server/platform/builder.ts'
import { conflict } from '#server/platform/errors.ts'
import { globalId, newId } from '#server/platform/ids.ts'
import { line, phone } from '#server/platform/text.ts'
import { squadEvents } from './events.ts'
import { highestNumber, mostMembers, mostZones } from './limits.ts'
import { checkRoom, type NumberedSquad, readSquads } from './load.ts'
import { agencyIdsOf, checkMembers, memberRow, NewSquadMemberInput } from './members.ts'
import { squadPayload } from './payload.ts'
import { putZones } from './zones.ts'

const CreateSquadInput = builder.inputType('CreateSquadInput', {
  description: 'A further squad of the union. 新组建的一支小分队。',
  fields: (t) => ({
    ...changeFields(t),
    number: t.int({
      required: false,
      validate: z.int().min(1).max(highestNumber),
      description:
        'A number that no squad of the union has or had, 1 to 999; the one after the highest if left out. 未用过的序号,1 至 999;不填则接在最大的序号之后。',
    }),
    cadreName: t.string({
      validate: line(1, 50),
      description: 'The name of the leading cadre, 1 to 50 characters. 带队领导姓名,1 至 50 字。',
    }),
    cadreTitle: t.string({
      validate: line(1, 50),
      description: 'The post of the leading cadre, 1 to 50 characters. 带队领导职务,1 至 50 字。',
    }),
    phone: t.string({ validate: phone, description: 'The phone number of the squad. 小分队电话。' }),
    zoneIds: t.idList({
      required: false,
      validate: z.array(z.any()).max(mostZones),
      description: 'The global ids of the zones in which it works. 负责的片区的编号。',
    }),
    members: t.field({
      type: [NewSquadMemberInput],
      required: false,
      validate: z.array(z.any()).max(mostMembers),
      description: 'Its members in their order, at most 50. 队员,按顺序,至多 50 名。',
    }),
  }),
})

/** A squad is formed, with its zones and members. */
export const createSquad = deed('createSquad', {
  does: { en: 'Forms a squad, with its zones and members.', zh: '组建一支小分队,连同片区与队员。' },
  errors: {
    NOT_FOUND: {
      en: 'the union has no such zone or agency',
      zh: '找不到片区或部门',
    },
    CONFLICT: {
      en: 'a squad has or had this number, a zone or an agency is retired, or there are forty squads',
      zh: '序号已用过、片区或部门已停用,或已有四十支小分队',
    },
  },
  input: CreateSquadInput,
  roles: ['COMMAND'],
  ids: { zoneIds: 'Zone', 'members.agencyId': 'Agency' },
  payload: squadPayload,
  load: ({ unionId }, { zoneIds, members }) => ({
    lock: [root('TradeUnion', unionId), ...keepZones(zoneIds ?? [])],
    read: {
      squads: readSquads(unionId),
      zones: readZones(unionId),
      agencies: readAgencies(unionId, agencyIdsOf(members ?? [])),
    },
  }),
  decide({ squads, zones, agencies }, input, { actor: { unionId } }) {
    const { cadreName, cadreTitle, phone, zoneIds, members } = input
    checkRoom(squads)
    checkZones(zones, zoneIds ?? [], 'zoneIds')
    checkMembers(members ?? [], [], agencies)
    const number = numberOf(squads, input.number)
    const squad = { id: newId(), unionId, number, cadreName, cadreTitle, phone }
    const rows = (members ?? []).map((member, index) => memberRow(squad, member, index + 1))
    return {
      subjectId: squad.id,
      writes: [
        insert('Squad', squad),
        insert('SquadTally', { squadId: squad.id, unionId }),
        ...insertAll('SquadMember', rows),
        ...(zoneIds?.length ? putZones(squad.id, zoneIds) : []),
      ],
      events: [squadEvents.created(squad, { number })],
    }
  },
})

/** The number of a new squad. CONFLICT: another one has or had it, or no higher one is left. */
function numberOf(squads: readonly NumberedSquad[], wanted: number | null | undefined): number {
  if (wanted == null) {
    const next = Math.max(0, ...squads.map(({ number }) => number)) + 1
    if (next > highestNumber) throw noNumberLeft()
    return next
  }
  const holder = squads.find(({ number }) => number === wanted)
  if (holder) throw numberTaken(holder)
  return wanted
}

const numberTaken = ({ id, number, retiredAt }: NumberedSquad) =>
  conflict(
    retiredAt
      ? {
          zh: `第 ${number} 小分队已停用,可以恢复使用,或换一个序号。`,
          en: `Squad ${number} is retired: restore it, or choose another number.`,
        }
      : { zh: `已经有第 ${number} 小分队。`, en: `There is a squad ${number} already.` },
    globalId('Squad', id),
  )

const noNumberLeft = () => conflict({ zh: '请填写一个未用过的序号。', en: 'Give a number that no squad has had.' })
