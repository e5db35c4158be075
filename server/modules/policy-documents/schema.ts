import { builder, unionArg } from '#server/platform/builder.ts'
import { signedIn, theUnion } from '#server/platform/context.ts'
import { most } from '#server/platform/most.ts'
import { registerNode } from '#server/platform/nodes.ts'
import { inUseOr, retiredArg } from '#server/platform/retired.ts'
import { db } from '#server/postgres/db.ts'
import { visiblePolicyDocuments } from './access.ts'
import { mostDocuments } from './limits.ts'
import './create.ts'
import './update.ts'
import './retire.ts'
import './restore.ts'

registerNode('PolicyDocument', visiblePolicyDocuments)

builder.prismaNode('PolicyDocument', {
  id: { field: 'id', description: 'The global id of the document. 文件的编号。' },
  description: 'A policy document that the union tells enterprises about. 工会向企业宣传的政策文件。',
  fields: (t) => ({
    title: t.exposeString('title', { description: 'The title of the document. 文件的标题。' }),
    issuer: t.exposeString('issuer', { description: 'The authority that issued the document. 文件的发文单位。' }),
    position: t.exposeInt('position', {
      description: 'The place of the document in the list, from 1. 文件在列表中的顺序,从 1 起。',
    }),
    retiredAt: t.expose('retiredAt', {
      type: 'DateTime',
      nullable: true,
      description:
        'Since when enterprises are not told about the document any more; null while it is in use. 停用时间,在用为空。',
    }),
  }),
})

builder.queryField('policyDocuments', (t) =>
  t.prismaField({
    type: ['PolicyDocument'],
    ...most(mostDocuments),
    description:
      'The policy documents of the union in their order, at most 200: those in use, unless others are asked for. 本工会在用的政策文件,按顺序排列,至多 200 份。',
    args: { ...unionArg, ...retiredArg },
    resolve: (query, _, { unionId, retired }, context) => {
      const viewer = signedIn(context)
      return db.policyDocument.findMany({
        ...query,
        where: {
          AND: [
            { unionId: theUnion(viewer, unionId as string | null) },
            visiblePolicyDocuments(viewer),
            inUseOr(retired),
          ],
        },
        orderBy: { position: 'asc' },
        take: mostDocuments,
      })
    },
  }),
)
