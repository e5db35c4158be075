import { z } from 'zod'
import type { Campaign } from '#codegen/prisma/client.ts'
import { declareEvents } from '#server/log/catalogue.ts'
import { cellFacts } from '#server/modules/enterprises/progress.ts'
import { knownCampaigns } from './access.ts'

/** The facts of the cell of an enterprise that is put on the campaign's list. */
const incoming = { position: z.int(), openIssues: z.int(), ...cellFacts }

/** The events of a campaign. */
export const campaignEvents = declareEvents(
  {
    noun: 'campaign',
    subjectType: 'Campaign',
    subject: ({ id }: Pick<Campaign, 'id'>) => ({ id }),
    mayKnow: knownCampaigns,
    makesOld: ['campaign', 'enterprises', 'dayProposal'],
  },
  {
    created: {
      description: {
        en: 'A campaign began with its list of enterprises, from the first place on.',
        zh: '行动开始,并列出名单上的企业,从第一位起。',
      },
      facts: { target: z.int(), enterpriseIds: z.array(z.guid()) },
      line: { zh: '|行动开始|', en: '|The campaign begins|' },
      makesOld: ['board'],
    },
    enterpriseAdded: {
      description: { en: 'An enterprise took a free place of the hundred.', zh: '一家企业列入百家名单的空位。' },
      facts: incoming,
      line: { zh: '|{{enterprise}}| 列入百家', en: '|{{enterprise}}| joined the hundred' },
      makesOld: ['board'],
    },
    enterpriseSwapped: {
      description: {
        en: 'An enterprise took the place of another one in the hundred.',
        zh: '一家企业替换了百家名单中的另一家。',
      },
      facts: { ...incoming, out: z.guid() },
      line: { zh: '|{{enterprise}}| 换入百家', en: '|{{enterprise}}| swapped into the hundred' },
    },
    targetSet: {
      description: { en: 'The target of the campaign was changed.', zh: '调整了行动的目标家数。' },
      facts: { from: z.int(), target: z.int() },
      line: { zh: '|百家目标有调整|', en: '|The target was changed|' },
    },
  },
)
