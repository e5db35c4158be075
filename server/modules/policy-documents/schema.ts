import { builder } from '#server/platform/builder.ts'
import { signedIn, theUnion } from '#server/platform/context.ts'
import { db } from '#server/postgres/db.ts'
import { visiblePolicyDocuments } from './access.ts'

builder.prismaNode('PolicyDocument', {
  id: { field: 'id', description: 'Global id. 编号。' },
  description: 'A document that the union makes known. 政策文件。',
  fields: (t) => ({
    title: t.exposeString('title', { description: 'Its title. 标题。' }),
    issuer: t.exposeString('issuer', { description: 'Who issued it. 发文单位。' }),
    position: t.exposeInt('position', { description: 'Its place in the list. 顺序。' }),
  }),
})

builder.queryField('policyDocuments', (t) =>
  t.prismaField({
    type: ['PolicyDocument'],
    description: 'The documents that the union makes known, at most 200. 政策文件。',
    args: {
      unionId: t.arg.id({ required: false, description: 'The union; may be left out where you have one. 工会。' }),
    },
    resolve: (query, _, { unionId }, context) => {
      const viewer = signedIn(context)
      return db.policyDocument.findMany({
        ...query,
        where: { AND: [{ unionId: theUnion(viewer, unionId as string | null) }, visiblePolicyDocuments(viewer)] },
        orderBy: { position: 'asc' },
        take: 200,
      })
    },
  }),
)
