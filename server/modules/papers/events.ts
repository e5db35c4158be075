import { z } from 'zod'
import { declareEvents } from '#server/log/catalogue.ts'
import { knownPapers } from './access.ts'
import type { Holder } from './load.ts'

/**
 * Which paper of what, and the agencies that have a part of the issue, which may know of it. INTERNAL are the internal words
 * about an issue, which its enterprise knows nothing of.
 */
const facts = { paperId: z.guid(), on: z.enum(['ISSUE', 'INTERNAL', 'VISIT']), agencyIds: z.array(z.guid()) }

/** The events of a paper: things that happened to the issue or to the visit that it is on. */
export const paperEvents = declareEvents(
  {
    noun: 'paper',
    subjectType: 'Visit',
    subject: ({ issueId, visitId, squadId, enterpriseId }: Holder) =>
      issueId
        ? { id: issueId, type: 'Issue', squadId, enterpriseId }
        : { id: visitId!, type: 'Visit', squadId, enterpriseId },
    mayKnow: knownPapers,
    makesOld: [],
  },
  {
    added: {
      description: {
        en: 'A photo was added to an issue, to what somebody wrote about it, or to a visit.',
        zh: '给一个问题、关于它的文字或一次走访添加了照片。',
      },
      facts,
      line: { zh: '{{enterprise}} |添加了照片|', en: '{{enterprise}}: |a photo was added|' },
      onWall: false,
    },
    voided: {
      description: {
        en: 'A photo of an issue or of a visit was voided; it is not shown any more.',
        zh: '作废了问题或走访的一张照片,不再显示。',
      },
      facts,
      line: { zh: '{{enterprise}} |作废了照片|', en: '{{enterprise}}: |a photo was voided|' },
      onWall: false,
    },
  },
)

/** The facts of an event of this paper. */
export const paperFacts = (paperId: string, { issueId, isInternal, agencyIds }: Holder) => ({
  paperId,
  on: isInternal ? ('INTERNAL' as const) : issueId ? ('ISSUE' as const) : ('VISIT' as const),
  agencyIds: agencyIds ?? [],
})
