import type { InputFieldBuilder } from '@pothos/core'
import type { Agency, Squad, SquadMember } from '#codegen/prisma/client.ts'
import { checkAgency } from '#server/modules/agencies/load.ts'
import { builder, type Types } from '#server/platform/builder.ts'
import { invalid, notFound } from '#server/platform/errors.ts'
import { newId } from '#server/platform/ids.ts'
import { enteredPhone } from '#server/platform/phones.ts'
import { line, shownPhone } from '#server/platform/text.ts'
import { DutyEnum } from './enums.ts'

const memberFields = (t: InputFieldBuilder<Types, 'InputObject'>) => ({
  name: t.string({ validate: line(1, 50), description: 'The member’s name, 1 to 50 characters. 姓名,1 至 50 字。' }),
  duties: t.field({ type: [DutyEnum], description: 'What the member does on a visit. 走访中的职责。' }),
  phone: t.string({ validate: shownPhone, description: 'The phone number of the member. 队员的电话。' }),
  agencyId: t.id({
    required: false,
    description: 'The global id of the agency that the member comes from. 所属部门的编号。',
  }),
})

/** A member of a new squad. */
export const NewSquadMemberInput = builder.inputType('NewSquadMemberInput', {
  description: 'A member of a new squad. 新组建的小分队的一名队员。',
  fields: memberFields,
})

/** A member of a squad, who may have been one before. */
export const SquadMemberInput = builder.inputType('SquadMemberInput', {
  description: 'A member of a squad. 小分队的一名队员。',
  fields: (t) => ({
    memberId: t.id({
      required: false,
      description:
        'The global id of a member whom the squad has or had, and who is changed; left out for a new member. 已有或曾有的队员的编号;新队员不填。',
    }),
    ...memberFields(t),
  }),
})

export type Member = typeof NewSquadMemberInput.$inferInput & Pick<typeof SquadMemberInput.$inferInput, 'memberId'>

/** What is known of a member whom the squad has or had. */
export type RecordedMember = Pick<SquadMember, 'id' | 'phone' | 'agencyId' | 'retiredAt'>

/** The ids of the agencies that members come from. */
export const agencyIdsOf = (members: readonly Member[]): string[] => members.flatMap(({ agencyId }) => agencyId ?? [])

/**
 * Checks the members that a squad is to have, and names the place of the first who is wrong. NOT_FOUND: the squad never had
 * this member, or the union has no such agency. INVALID: a member is named twice. CONFLICT: the agency is no longer used; a
 * member who comes from it already keeps it.
 */
export function checkMembers(
  members: readonly Member[],
  recorded: readonly RecordedMember[],
  agencies: readonly Agency[],
): void {
  const ids = members.map(({ memberId }) => memberId)
  for (const [index, { memberId, agencyId }] of members.entries()) {
    const own = recorded.find(({ id }) => id === memberId)
    if (memberId && !own) throw notFound(`members.${index}.memberId`)
    if (memberId && ids.indexOf(memberId) < index) throw namedTwice(index)
    if (agencyId && agencyId !== own?.agencyId) checkAgency(agencies, agencyId, `members.${index}.agencyId`)
  }
}

const namedTwice = (index: number) =>
  invalid(`members.${index}.memberId`, { zh: '同一名队员列出了两次。', en: 'The same member is named twice.' })

/** The row of a member at this place: its own where the squad has or had it, and else a new one. */
export const memberRow = (
  squad: Pick<Squad, 'id' | 'unionId'>,
  { memberId, name, duties, phone, agencyId }: Member,
  position: number,
  recorded: readonly RecordedMember[] = [],
) => ({
  id: memberId ?? newId(),
  unionId: squad.unionId,
  squadId: squad.id,
  position,
  name,
  duties: [...new Set(duties)],
  phone: enteredPhone(phone, recorded.find(({ id }) => id === memberId)?.phone, `members.${position - 1}.phone`),
  agencyId: agencyId ?? null,
  retiredAt: null,
})
