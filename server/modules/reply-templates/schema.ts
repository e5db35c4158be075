import { IssueCategoryEnum } from '#server/modules/issues/enums.ts'
import { builder, unionArg } from '#server/platform/builder.ts'
import { signedIn, theUnion } from '#server/platform/context.ts'
import { most } from '#server/platform/most.ts'
import { registerNode } from '#server/platform/nodes.ts'
import { db } from '#server/postgres/db.ts'
import './set.ts'
import { visibleReplyTemplates } from './access.ts'
import { mostTemplates } from './limits.ts'

registerNode('ReplyTemplate', visibleReplyTemplates)

builder.prismaNode('ReplyTemplate', {
  id: { field: 'id', description: 'The global id of the template. 答复模板的编号。' },
  description: 'A text with which the issues of a category are answered. 某类问题的一条答复模板。',
  fields: (t) => ({
    category: t.expose('category', { type: IssueCategoryEnum, description: 'What the issues are about. 问题的类别。' }),
    title: t.exposeString('title', { description: 'What the template is called. 模板的名称。' }),
    text: t.exposeString('text', { description: 'The text of the template. 模板的内容。' }),
  }),
})

builder.queryField('replyTemplates', (t) =>
  t.prismaField({
    type: ['ReplyTemplate'],
    ...most(mostTemplates),
    description:
      'The templates of answers, for the command centre, the agencies and the district; empty for all others. 答复模板,仅指挥中心、部门与区总工会可见,其他人为空。',
    args: {
      ...unionArg,
      category: t.arg({
        type: IssueCategoryEnum,
        required: false,
        description: 'Only those for this category; all of them if left out. 只列此类别的,不填则全部。',
      }),
    },
    resolve: (query, _, { unionId, category }, context) => {
      const viewer = signedIn(context)
      return db.replyTemplate.findMany({
        ...query,
        where: {
          AND: [
            { unionId: theUnion(viewer, unionId as string | null), category: category ?? undefined },
            visibleReplyTemplates(viewer),
          ],
        },
        orderBy: [{ category: 'asc' }, { title: 'asc' }],
        take: mostTemplates,
      })
    },
  }),
)
