import type { ObjectFieldBuilder } from '@pothos/core'
import type { Types } from '#server/platform/builder.ts'
import { signedIn } from '#server/platform/context.ts'
import { db } from '#server/postgres/db.ts'
import { visibleVisits } from './access.ts'

/** The payload of the command centre's deeds on one visit: the visit, read again as the caller may see it. */
export const visitPayload = <A extends { subjectId: string | null }>(t: ObjectFieldBuilder<Types, A>) => ({
  visit: t.prismaField({
    type: 'Visit',
    description: 'The visit as it stands after the change. 操作后的走访。',
    resolve: (query, { subjectId }, _, context) =>
      db.visit.findFirstOrThrow({
        ...query,
        where: { AND: [{ id: subjectId! }, visibleVisits(signedIn(context))] },
      }),
  }),
})

/** The payload of the deeds of squads, which see a visit no more once another squad has it. */
export const visitIfVisible = <A extends { subjectId: string | null }>(t: ObjectFieldBuilder<Types, A>) => ({
  visit: t.prismaField({
    type: 'Visit',
    nullable: true,
    description:
      'The visit as it stands after the change; null where you may see it no more, as when another squad has it meanwhile. 操作后的走访;已无权查看(如已转给别的小队)时为空。',
    resolve: (query, { subjectId }, _, context) =>
      db.visit.findFirst({ ...query, where: { AND: [{ id: subjectId! }, visibleVisits(signedIn(context))] } }),
  }),
})
