import type { ObjectFieldBuilder } from '@pothos/core'
import type { Types } from '#server/platform/builder.ts'
import { signedIn } from '#server/platform/context.ts'
import { db } from '#server/postgres/db.ts'
import { visiblePolicyDocuments } from './access.ts'

/** The payload of every deed on one policy document: the document, read again as the caller may see it. */
export const documentPayload = <A extends { subjectId: string | null }>(t: ObjectFieldBuilder<Types, A>) => ({
  document: t.prismaField({
    type: 'PolicyDocument',
    description: 'The document as it stands after the change. 操作后的政策文件。',
    resolve: (query, { subjectId }, _, context) =>
      db.policyDocument.findFirstOrThrow({
        ...query,
        where: { AND: [{ id: subjectId! }, visiblePolicyDocuments(signedIn(context))] },
      }),
  }),
})
