import { changeFields, deed } from '#server/log/deed.ts'
import { update } from '#server/log/rows.ts'
import { builder } from '#server/platform/builder.ts'
import { line } from '#server/platform/text.ts'
import { policyDocumentEvents } from './events.ts'
import { documentLoad } from './load.ts'
import { documentPayload } from './payload.ts'

const UpdatePolicyDocumentInput = builder.inputType('UpdatePolicyDocumentInput', {
  description: 'What is to be changed of a policy document; what is left out stays. 修改政策文件,不填的不变。',
  fields: (t) => ({
    ...changeFields(t),
    documentId: t.id({ description: 'The global id of the document. 文件的编号。' }),
    title: t.string({
      required: false,
      validate: line(1, 200),
      description: 'The title of the document, 1 to 200 characters. 文件标题,1 至 200 字。',
    }),
    issuer: t.string({
      required: false,
      validate: line(0, 100),
      description: 'The authority that issued it, up to 100 characters. 发文单位,至多 100 字。',
    }),
  }),
})

/** Puts the title or the issuer of a document right. */
export const updatePolicyDocument = deed('updatePolicyDocument', {
  does: { en: 'Changes a policy document’s title or issuer.', zh: '修改政策文件的标题或发文单位。' },
  errors: { NOT_FOUND: { en: 'you see no such document', zh: '找不到文件' } },
  input: UpdatePolicyDocumentInput,
  roles: ['COMMAND'],
  ids: { documentId: 'PolicyDocument' },
  payload: documentPayload,
  load: (actor, { documentId }) => documentLoad(actor, documentId),
  decide({ document }, input) {
    const title = input.title ?? document.title
    const issuer = input.issuer ?? document.issuer
    return {
      subjectId: document.id,
      writes: [update('PolicyDocument', document.id, { title, issuer })],
      events: [policyDocumentEvents.updated(document, { title })],
    }
  },
})
