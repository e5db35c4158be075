import { z } from 'zod'
import type { Issue } from '#codegen/prisma/client.ts'
import { IssueCategory, IssueKind, Severity } from '#codegen/prisma/enums.ts'
import { declareEvents } from '#server/log/catalogue.ts'
import { knownIssues } from './access.ts'

/**
 * The facts of an issue that the wall shows, without its texts. `openIssues` is how many open issues the enterprise
 * has after the event.
 */
const standing = {
  kind: z.enum(IssueKind),
  category: z.enum(IssueCategory),
  severity: z.enum(Severity),
  agencyId: z.guid().nullable(),
  openIssues: z.int(),
}

/** The events of an issue. */
export const issueEvents = declareEvents(
  {
    noun: 'issue',
    subjectType: 'Issue',
    subject: ({ id, squadId, enterpriseId }: Pick<Issue, 'id' | 'squadId' | 'enterpriseId'>) => ({
      id,
      squadId,
      enterpriseId,
    }),
    mayKnow: knownIssues,
    makesOld: ['issues'],
  },
  {
    opened: {
      description: {
        en: 'An issue of an enterprise was opened.',
        zh: '提出了一家企业的问题。',
      },
      facts: standing,
      line: { zh: '{{enterprise}} 新{{kind}} |{{title}}|', en: '{{enterprise}}, new {{kind}}: |{{title}}|' },
    },
    closed: {
      description: { en: 'An issue was closed with a closing note.', zh: '办结了一个问题,并写明办结说明。' },
      facts: standing,
      line: { zh: '{{enterprise}} 办结 |{{title}}|', en: '{{enterprise}}, closed: |{{title}}|' },
    },
  },
)
