import { z } from 'zod'
import { changeFields, deed } from '#server/log/deed.ts'
import { builder } from '#server/platform/builder.ts'
import { notFound } from '#server/platform/errors.ts'
import { line, phone } from '#server/platform/text.ts'
import type { Tx } from '#server/postgres/db.ts'
import { DutyEnum } from './enums.ts'
import { squadEvents } from './events.ts'
import { agenciesAmong, loadSquad, lockSquad } from './load.ts'
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
      validate: z.array(z.any()).max(50),
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
  async work(tx, { actor, input }) {
    const squad = await loadSquad(tx, actor, input.squadId)
    await lockSquad(tx, squad.id)
    await checkAgencies(tx, squad.unionId, input.members)
    await tx.squadMember.deleteMany({ where: { squadId: squad.id } })
    await tx.squadMember.createMany({
      data: input.members.map(({ name, duties, phone, agencyId }) => ({
        squadId: squad.id,
        name,
        duties: [...new Set(duties)],
        phone,
        agencyId: agencyId ?? null,
      })),
    })
    return {
      subjectId: squad.id,
      unionId: squad.unionId,
      events: [squadEvents.updated(squad, { what: 'members' })],
    }
  },
})

/** NOT_FOUND with the place of the first member whose agency the union does not have. */
async function checkAgencies(tx: Tx, unionId: string, members: Member[]): Promise<void> {
  const agencyIds = [...new Set(members.flatMap(({ agencyId }) => agencyId ?? []))]
  const known = await agenciesAmong(tx, unionId, agencyIds)
  const missing = members.findIndex(({ agencyId }) => agencyId && !known.includes(agencyId))
  if (missing >= 0) throw notFound(`members.${missing}.agencyId`)
}
