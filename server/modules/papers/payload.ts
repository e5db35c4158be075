import type { ObjectFieldBuilder } from '@pothos/core'
import type { Types } from '#server/platform/builder.ts'
import { signedIn } from '#server/platform/context.ts'
import { db } from '#server/postgres/db.ts'
import { visiblePapers } from './access.ts'

/** The payload of the deed that adds a photo. An earlier call’s photo may be voided since. */
export const paperPayload = <A extends { subjectId: string | null }>(t: ObjectFieldBuilder<Types, A>) => ({
  paper: t.prismaField({
    type: 'Paper',
    nullable: true,
    description: 'The photo that was added; null where it was voided since. 所添加的照片,此后已作废的为空。',
    resolve: (query, { subjectId }, _, context) =>
      db.paper.findFirst({ ...query, where: { AND: [{ id: subjectId! }, visiblePapers(signedIn(context))] } }),
  }),
})
