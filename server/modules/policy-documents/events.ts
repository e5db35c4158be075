import { z } from 'zod'
import { declareEvents } from '#server/log/catalogue.ts'
import { knownPolicyDocuments } from './access.ts'

/** The events of policy documents. Their subject is the union. */
export const policyDocumentEvents = declareEvents(
  {
    noun: 'policy_document',
    subjectType: 'TradeUnion',
    subject: ({ id }: { id: string }) => ({ id }),
    mayKnow: knownPolicyDocuments,
    makesOld: ['policyDocuments'],
  },
  {
    created: {
      description: { en: 'Policy documents were entered, in this number.', zh: '登记了若干份政策文件。' },
      facts: { documents: z.int() },
      line: { zh: '|收录了政策文件|', en: '|Policy documents were entered|' },
      onWall: false,
    },
  },
)
