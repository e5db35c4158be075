import { z } from 'zod'
import { Prisma } from '#codegen/prisma/client.ts'
import { changeFields, deed } from '#server/log/deed.ts'
import { root } from '#server/log/load.ts'
import { insertAll } from '#server/log/rows.ts'
import { builder } from '#server/platform/builder.ts'
import { notFound } from '#server/platform/errors.ts'
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
        'All members in their order, at most 50; whoever is not named leaves the squad. 全体队员,按顺序,至多 50 名;未列出的即退出。',
    }),
  }),
})

type Member = typeof SquadMemberInput.$inferInput

/** A squad's members are set as a whole: whoever is not named leaves it. */
export const setSquadMembers = deed('setSquadMembers', {
  does: {
    en: 'Sets all members of a squad; whoever is not named leaves it.',
    zh: '设定小分队的全体队员,未列出的即退出。',
  },
  errors: { NOT_FOUND: { en: 'you see no such squad or agency', zh: '找不到小分队或部门' } },
  input: SetSquadMembersInput,
  roles: ['COMMAND'],
  ids: { squadId: 'Squad', 'members.agencyId': 'Agency' },
  payload: squadPayload,
  load(actor, { squadId, members }) {
    const agencyIds = members.flatMap(({ agencyId }) => agencyId ?? [])
    return {
      lock: [root('Squad', squadId)],
      read: { squad: readSquad(actor, squadId), agencies: readAgencies(actor.unionId, agencyIds) },
    }
  },
  decide({ squad, agencies }, { members }) {
    checkAgencies(members, agencies)
    return {
      subjectId: squad.id,
      writes: [
        Prisma.sql`DELETE FROM "SquadMember" WHERE "squadId" = ${squad.id}::uuid`,
        ...insertAll('SquadMember', rowsOf(squad.id, members)),
      ],
      events: [squadEvents.updated(squad, { what: 'members' })],
    }
  },
})

/** NOT_FOUND with the place of the first member whose agency the union does not have. */
function checkAgencies(members: readonly Member[], known: readonly { id: string }[]): void {
  const missing = members.findIndex(({ agencyId }) => agencyId && !known.some(({ id }) => id === agencyId))
  if (missing >= 0) throw notFound(`members.${missing}.agencyId`)
}

/** The rows of a squad's members, whose ids keep the order of the list. */
const rowsOf = (squadId: string, members: readonly Member[]) =>
  members.map(({ name, duties, phone, agencyId }) => ({
    id: newId(),
    squadId,
    name,
    duties: [...new Set(duties)],
    phone,
    agencyId: agencyId ?? null,
  }))
