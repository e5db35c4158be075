import { changeFields, deed } from '#server/log/deed.ts'
import { update } from '#server/log/rows.ts'
import { builder } from '#server/platform/builder.ts'
import { conflict } from '#server/platform/errors.ts'
import { globalId } from '#server/platform/ids.ts'
import { policyDocumentEvents } from './events.ts'
import { documentLoad } from './load.ts'
import { documentPayload } from './payload.ts'

const RestorePolicyDocumentInput = builder.inputType('RestorePolicyDocumentInput', {
  description: 'Which document is restored. 恢复哪份文件。',
  fields: (t) => ({
    ...changeFields(t),
    documentId: t.id({ description: 'The global id of the document. 文件的编号。' }),
  }),
})

/** A document that was retired is told about again. */
export const restorePolicyDocument = deed('restorePolicyDocument', {
  does: { en: 'Puts a retired policy document into use again.', zh: '恢复停用的政策文件。' },
  errors: {
    NOT_FOUND: { en: 'you see no such document', zh: '找不到文件' },
    CONFLICT: { en: 'the document is not retired', zh: '文件没有停用' },
  },
  input: RestorePolicyDocumentInput,
  roles: ['COMMAND'],
  ids: { documentId: 'PolicyDocument' },
  payload: documentPayload,
  load: (actor, { documentId }) => documentLoad(actor, documentId),
  decide({ document }, _) {
    if (!document.retiredAt) {
      throw conflict(
        { zh: '这份文件没有停用。', en: 'This document is not retired.' },
        globalId('PolicyDocument', document.id),
      )
    }
    return {
      subjectId: document.id,
      writes: [update('PolicyDocument', document.id, { retiredAt: null })],
      events: [policyDocumentEvents.restored(document, { title: document.title })],
    }
  },
})
