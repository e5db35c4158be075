import { Prisma } from '#codegen/prisma/client.ts'
import { changeFields, deed } from '#server/log/deed.ts'
import { root, value } from '#server/log/load.ts'
import { insert } from '#server/log/rows.ts'
import { builder } from '#server/platform/builder.ts'
import { conflict } from '#server/platform/errors.ts'
import { newId } from '#server/platform/ids.ts'
import { line } from '#server/platform/text.ts'
import { policyDocumentEvents } from './events.ts'
import { mostDocuments } from './limits.ts'
import { documentPayload } from './payload.ts'

const CreatePolicyDocumentInput = builder.inputType('CreatePolicyDocumentInput', {
  description: 'A policy document that enterprises are to know. 要向企业宣传的政策文件。',
  fields: (t) => ({
    ...changeFields(t),
    title: t.string({
      validate: line(1, 200),
      description: 'The title of the document, 1 to 200 characters. 文件标题,1 至 200 字。',
    }),
    issuer: t.string({
      validate: line(0, 100),
      description:
        'The authority that issued it, up to 100 characters; empty where it is not known. 发文单位,至多 100 字,不详可为空。',
    }),
  }),
})

/** Enters a policy document at the end of the list. */
export const createPolicyDocument = deed('createPolicyDocument', {
  does: { en: 'Enters a policy document at the end of the list.', zh: '登记一份政策文件,排在最后。' },
  errors: { CONFLICT: { en: 'there are 200 documents already', zh: '已有 200 份文件' } },
  input: CreatePolicyDocumentInput,
  roles: ['COMMAND'],
  payload: documentPayload,
  load: ({ unionId }) => ({
    lock: [root('TradeUnion', unionId)],
    read: {
      lastPosition: value<number>(
        Prisma.sql`SELECT coalesce(max(position), 0) AS value FROM "PolicyDocument" WHERE "unionId" = ${unionId}::uuid`,
      ),
    },
  }),
  decide({ lastPosition }, { title, issuer }, { actor: { unionId } }) {
    if (lastPosition >= mostDocuments) throw noMoreDocuments()
    const document = { id: newId(), unionId, position: lastPosition + 1, title, issuer }
    return {
      subjectId: document.id,
      writes: [insert('PolicyDocument', document)],
      events: [policyDocumentEvents.created(document, { title })],
    }
  },
})

const noMoreDocuments = () =>
  conflict({ zh: `至多 ${mostDocuments} 份文件。`, en: `A union has at most ${mostDocuments} documents.` })
