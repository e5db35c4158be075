import type { ObjectFieldBuilder } from '@pothos/core'
import type { Types } from '#server/platform/builder.ts'
import { most } from '#server/platform/most.ts'
import { db } from '#server/postgres/db.ts'
import { mostTemplates } from './limits.ts'

/** The payload of the deed on the templates: those of the union, whose they are. */
export const templatesPayload = <A extends { subjectId: string | null }>(t: ObjectFieldBuilder<Types, A>) => ({
  templates: t.prismaField({
    type: ['ReplyTemplate'],
    ...most(mostTemplates),
    description: 'All templates of the union after the change. 修改后的全部答复模板。',
    resolve: (query, { subjectId }) =>
      db.replyTemplate.findMany({ ...query, where: { unionId: subjectId! }, take: mostTemplates }),
  }),
})
