import { z } from 'zod'
import type { PolicyDocument } from '#codegen/prisma/client.ts'
import { declareEvents } from '#server/log/catalogue.ts'
import { knownPolicyDocuments } from './access.ts'

const facts = { title: z.string() }

/** The events of policy documents. */
export const policyDocumentEvents = declareEvents(
  {
    noun: 'policy_document',
    subjectType: 'PolicyDocument',
    subject: ({ id }: Pick<PolicyDocument, 'id'>) => ({ id }),
    mayKnow: knownPolicyDocuments,
    makesOld: ['policyDocuments'],
  },
  {
    created: {
      description: { en: 'A policy document was entered.', zh: '登记了一份政策文件。' },
      facts,
      line: { zh: '|收录政策文件| {{title}}', en: '|New policy document:| {{title}}' },
      onWall: false,
    },
    updated: {
      description: {
        en: 'The title or the issuer of a policy document was changed.',
        zh: '修改了政策文件的标题或发文单位。',
      },
      facts,
      line: { zh: '|修改政策文件| {{title}}', en: '|Policy document changed:| {{title}}' },
      onWall: false,
    },
    retired: {
      description: { en: 'Enterprises are not told about a policy document any more.', zh: '停用了一份政策文件。' },
      facts,
      line: { zh: '|停用政策文件| {{title}}', en: '|Policy document retired:| {{title}}' },
      onWall: false,
    },
    restored: {
      description: { en: 'A policy document that was retired is in use again.', zh: '恢复了一份停用的政策文件。' },
      facts,
      line: { zh: '|恢复政策文件| {{title}}', en: '|Policy document restored:| {{title}}' },
      onWall: false,
    },
  },
)
