import { z } from 'zod'
import { Prisma, type SquadMember } from '#codegen/prisma/client.ts'
import { many, type Read, value } from '#server/log/load.ts'
import { insertAll } from '#server/log/rows.ts'
import { allowSquadPeople } from '#server/modules/squads/access.ts'
import { mostMembers } from '#server/modules/squads/limits.ts'
import { builder } from '#server/platform/builder.ts'
import { type Context, signedIn } from '#server/platform/context.ts'
import { invalid, notFound } from '#server/platform/errors.ts'
import { gated } from '#server/platform/gated.ts'
import { most } from '#server/platform/most.ts'

/** The check of a list of members that a deed takes. */
export const memberIdsCheck = z.array(z.any()).max(mostMembers)

/** A member of the visit's squad, and whether the one who acts does so by this member's own account. */
export type Candidate = Pick<SquadMember, 'id' | 'name' | 'retiredAt'> & { isActor: boolean }

/** Reads all members whom the squad has and had. NOT_FOUND where one of those who are named was never among them. */
export function readCandidates(
  squadId: Prisma.Sql,
  accountId: string,
  memberIds: readonly string[] | null | undefined,
): Read<Candidate[]> {
  const { statement, from } = many<Candidate>(Prisma.sql`
    SELECT m.id, m.name, m."retiredAt", a.id IS NOT DISTINCT FROM ${accountId}::uuid AS "isActor"
    FROM "SquadMember" m LEFT JOIN "Account" a ON a."memberId" = m.id WHERE m."squadId" = (${squadId})`)
  return {
    statement,
    from(rows) {
      const candidates = from(rows)
      const unknown = (memberIds ?? []).findIndex((memberId) => candidates.every(({ id }) => id !== memberId))
      if (unknown >= 0) throw notFound(`memberIds.${unknown}`)
      return candidates
    },
  }
}

const belongsAt = ({ retiredAt }: Candidate, at: Date): boolean => !retiredAt || at < retiredAt

/**
 * Checks the members who are said to have been there at that time. INVALID: a member is named twice, or had left the squad by
 * then.
 */
export function checkMemberIds(memberIds: readonly string[], candidates: readonly Candidate[], at: Date): void {
  for (const [index, memberId] of memberIds.entries()) {
    const path = `memberIds.${index}`
    const member = candidates.find(({ id }) => id === memberId)!
    if (memberIds.indexOf(memberId) < index) {
      throw invalid(path, { zh: `${member.name}列出了两次。`, en: `${member.name} is named twice.` })
    }
    if (!belongsAt(member, at)) {
      throw invalid(path, {
        zh: `${member.name}当时已不在这支小分队。`,
        en: `${member.name} had left the squad by then.`,
      })
    }
  }
}

/** The one who arrives by the account of a member, where it says of nobody whether he is there: that member alone. */
export const ownMember = (candidates: readonly Candidate[], at: Date): string[] =>
  candidates.filter((member) => member.isActor && belongsAt(member, at)).map(({ id }) => id)

/** Writes who was there. */
export const addMembers = (visitId: string, memberIds: readonly string[]): Prisma.Sql[] =>
  memberIds.length
    ? insertAll(
        'VisitMember',
        memberIds.map((memberId) => ({ visitId, memberId })),
      )
    : []

/** Takes off a visit who was not there after all: all but these. */
export const removeOtherMembers = (visitId: string, memberIds: readonly string[]): Prisma.Sql => Prisma.sql`
  DELETE FROM "VisitMember" WHERE "visitId" = ${visitId}::uuid AND "memberId" <> ALL(${[...memberIds]}::uuid[])`

/** Reads who was there by now. */
export const readMemberIds = (visitId: string): Read<string[]> =>
  value(Prisma.sql`
    SELECT ARRAY(SELECT "memberId" FROM "VisitMember" WHERE "visitId" = ${visitId}::uuid ORDER BY "memberId") AS value`)

const people = (_: unknown, __: unknown, context: Context) => allowSquadPeople(signedIn(context))

builder.prismaObjectFields('Visit', (t) => ({
  members: t.field({
    type: ['SquadMember'],
    authScopes: people,
    ...gated,
    extensions: { ...gated.extensions, ...most(mostMembers).extensions },
    description:
      'Who of the squad was there, in the order of the squad, also those who have left it since; empty where nobody is named. A token reads it with the scope BOARD alone; otherwise FORBIDDEN. 小分队中到场的队员,按队内顺序,含之后退出的;未写明则为空。令牌须 BOARD 范围,否则 FORBIDDEN。',
    select: (_args, _context, nestedSelection) => ({
      members: {
        select: { member: nestedSelection(true) },
        orderBy: [{ member: { position: 'asc' as const } }, { memberId: 'asc' as const }],
      },
    }),
    resolve: ({ members }) => members.map(({ member }) => member),
  }),
}))
