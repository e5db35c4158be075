import { z } from 'zod'
import { Prisma, type Squad, type SquadMember } from '#codegen/prisma/client.ts'
import { changeFields, deed } from '#server/log/deed.ts'
import { many, type Read, root } from '#server/log/load.ts'
import { insertAll, type NewRow, updateAll } from '#server/log/rows.ts'
import { builder } from '#server/platform/builder.ts'
import { invalid, notFound } from '#server/platform/errors.ts'
import { newId } from '#server/platform/ids.ts'
import { line, phone } from '#server/platform/text.ts'
import { DutyEnum } from './enums.ts'
import { squadEvents } from './events.ts'
import { mostMembers } from './limits.ts'
import { readAgencies, readSquad } from './load.ts'
import { squadPayload } from './payload.ts'

const SquadMemberInput = builder.inputType('SquadMemberInput', {
  description: 'A member of a squad. 小分队的一名队员。',
  fields: (t) => ({
    memberId: t.id({
      required: false,
      description:
        'The global id of a member whom the squad has or had, and who is changed; left out for a new member. 已有或曾有的队员的编号;新队员不填。',
    }),
    name: t.string({ validate: line(1, 50), description: 'The member’s name, 1 to 50 characters. 姓名,1 至 50 字。' }),
    duties: t.field({ type: [DutyEnum], description: 'What the member does on a visit. 走访中的职责。' }),
    phone: t.string({ validate: phone, description: 'The phone number of the member. 队员的电话。' }),
    agencyId: t.id({
      required: false,
      description: 'The global id of the agency that the member comes from. 所属部门的编号。',
    }),
  }),
})

const SetSquadMembersInput = builder.inputType('SetSquadMembersInput', {
  description: 'The squad, and everybody who belongs to it from now on. 小分队及其全体队员。',
  fields: (t) => ({
    ...changeFields(t),
    squadId: t.id({ description: 'The global id of the squad. 小分队的编号。' }),
    members: t.field({
      type: [SquadMemberInput],
      validate: z.array(z.any()).max(mostMembers),
      description:
        'All members in their order, at most 50. Whoever is not named leaves the squad; whoever had left and is named by memberId comes back. 全体队员,按顺序,至多 50 名;未列出的即退出,以 memberId 列出曾退出者即归队。',
    }),
  }),
})

type Member = typeof SquadMemberInput.$inferInput

/** A squad's members are set as a whole: who is named by its id keeps its row, and who is not named leaves the squad. */
export const setSquadMembers = deed('setSquadMembers', {
  does: {
    en: 'Sets all members of a squad; whoever is not named leaves it.',
    zh: '设定小分队的全体队员,未列出的即退出。',
  },
  errors: {
    NOT_FOUND: {
      en: 'you see no such squad or agency, or the squad never had this member',
      zh: '找不到小分队、部门或队员',
    },
    INVALID: { en: 'a member is named twice', zh: '同一队员列出了两次' },
  },
  input: SetSquadMembersInput,
  roles: ['COMMAND'],
  ids: { squadId: 'Squad', 'members.memberId': 'SquadMember', 'members.agencyId': 'Agency' },
  payload: squadPayload,
  load(actor, { squadId, members }) {
    const agencyIds = members.flatMap(({ agencyId }) => agencyId ?? [])
    return {
      lock: [root('Squad', squadId)],
      read: {
        squad: readSquad(actor, squadId),
        recorded: readMembers(squadId),
        agencies: readAgencies(actor.unionId, agencyIds),
      },
    }
  },
  decide({ squad, recorded, agencies }, { members }, { at }) {
    checkMembers(members, recorded)
    checkAgencies(members, agencies)
    const rows = members.map((member, index) => rowOf(squad, member, index + 1))
    const isNew = ({ id }: { id: string }) => !recorded.some((member) => member.id === id)
    const left = recorded.filter(({ id, retiredAt }) => !retiredAt && !rows.some((row) => row.id === id))
    return {
      subjectId: squad.id,
      writes: [
        ...insertAll('SquadMember', rows.filter(isNew)),
        change(rows.filter((row) => !isNew(row))),
        updateAll(
          'SquadMember',
          left.map(({ id }) => id),
          { retiredAt: at },
        ),
      ],
      events: [squadEvents.updated(squad, { what: 'members' })],
    }
  },
})

/** Reads all members that the squad has and had. */
const readMembers = (squadId: string): Read<Pick<SquadMember, 'id' | 'retiredAt'>[]> =>
  many(Prisma.sql`SELECT id, "retiredAt" FROM "SquadMember" WHERE "squadId" = ${squadId}::uuid`)

/** NOT_FOUND or INVALID with the place of the first member whom the squad never had, or who is named a second time. */
function checkMembers(members: readonly Member[], recorded: readonly { id: string }[]): void {
  const ids = members.map(({ memberId }) => memberId)
  for (const [index, id] of ids.entries()) {
    if (!id) continue
    if (!recorded.some((member) => member.id === id)) throw notFound(`members.${index}.memberId`)
    if (ids.indexOf(id) < index) throw namedTwice(index)
  }
}

const namedTwice = (index: number) =>
  invalid(`members.${index}.memberId`, {
    zh: '同一名队员列出了两次。',
    en: 'The same member is named twice.',
  })

/** NOT_FOUND with the place of the first member whose agency the union does not have. */
function checkAgencies(members: readonly Member[], known: readonly { id: string }[]): void {
  const missing = members.findIndex(({ agencyId }) => agencyId && !known.some(({ id }) => id === agencyId))
  if (missing >= 0) throw notFound(`members.${missing}.agencyId`)
}

/** The row of a member: its own where the squad has or had it, and else a new one. */
const rowOf = (squad: Squad, { memberId, name, duties, phone, agencyId }: Member, position: number) => ({
  id: memberId ?? newId(),
  unionId: squad.unionId,
  squadId: squad.id,
  position,
  name,
  duties: [...new Set(duties)],
  phone,
  agencyId: agencyId ?? null,
  retiredAt: null,
})

/** Sets the columns of members that have a row. */
const change = (rows: readonly NewRow<'SquadMember'>[]): Prisma.Sql => Prisma.sql`
  UPDATE "SquadMember" m SET position = r.position, name = r.name, duties = r.duties, phone = r.phone,
    "agencyId" = r."agencyId", "retiredAt" = NULL
  FROM jsonb_populate_recordset(NULL::"SquadMember", ${JSON.stringify(rows)}::jsonb) r WHERE m.id = r.id`
