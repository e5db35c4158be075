import { changeFields, deed } from '#server/log/deed.ts'
import { update } from '#server/log/rows.ts'
import { builder } from '#server/platform/builder.ts'
import { conflict } from '#server/platform/errors.ts'
import { globalId } from '#server/platform/ids.ts'
import { policyDocumentEvents } from './events.ts'
import { documentLoad } from './load.ts'
import { documentPayload } from './payload.ts'

const RetirePolicyDocumentInput = builder.inputType('RetirePolicyDocumentInput', {
  description: 'Which document is retired. 停用哪份文件。',
  fields: (t) => ({
    ...changeFields(t),
    documentId: t.id({ description: 'The global id of the document. 文件的编号。' }),
  }),
})

/** Enterprises are not told about a document any more. It stays where it was told of. */
export const retirePolicyDocument = deed('retirePolicyDocument', {
  does: {
    en: 'Retires a policy document: enterprises are not told about it any more.',
    zh: '停用一份政策文件,不再向企业宣传。',
  },
  errors: {
    NOT_FOUND: { en: 'you see no such document', zh: '找不到文件' },
    CONFLICT: { en: 'the document is retired already', zh: '文件已经停用' },
  },
  input: RetirePolicyDocumentInput,
  roles: ['COMMAND'],
  ids: { documentId: 'PolicyDocument' },
  payload: documentPayload,
  load: (actor, { documentId }) => documentLoad(actor, documentId),
  decide({ document }, _, { at }) {
    if (document.retiredAt) {
      throw conflict(
        { zh: '这份文件已经停用。', en: 'This document is retired already.' },
        globalId('PolicyDocument', document.id),
      )
    }
    return {
      subjectId: document.id,
      writes: [update('PolicyDocument', document.id, { retiredAt: at })],
      events: [policyDocumentEvents.retired(document, { title: document.title })],
    }
  },
})
