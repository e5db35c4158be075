import { z } from 'zod'
import type { Campaign } from '#codegen/prisma/client.ts'
import { CampaignState } from '#codegen/prisma/enums.ts'
import { declareEvents } from '#server/log/catalogue.ts'
import { cellFacts } from '#server/modules/enterprises/progress.ts'
import { knownCampaigns } from './access.ts'

/** The facts of the cell of an enterprise that is put on the campaign's list. */
const incoming = { position: z.int(), openIssues: z.int(), ...cellFacts }

/** The places that the wall shows after the event, with the cell of each. */
const places = z.array(z.object({ enterpriseId: z.guid(), ...incoming }))

/** The events of a campaign. */
export const campaignEvents = declareEvents(
  {
    noun: 'campaign',
    subjectType: 'Campaign',
    subject: ({ id }: Pick<Campaign, 'id'>) => ({ id }),
    mayKnow: knownCampaigns,
    makesOld: ['campaign', 'campaigns', 'enterprises', 'dayProposal'],
  },
  {
    created: {
      description: {
        en: 'A campaign was made with its list: it began, or is prepared beside another one.',
        zh: '新建一次行动及其名单:立即开始,或在另一个行动进行时筹备。',
      },
      facts: { state: z.enum(CampaignState), target: z.int(), places },
      line: { zh: '|新建行动|', en: '|A new campaign|' },
      makesOld: ['board', 'visits'],
    },
    begun: {
      description: { en: 'A prepared campaign began.', zh: '筹备中的行动开始。' },
      facts: { target: z.int(), places },
      line: { zh: '|行动开始|', en: '|The campaign begins|' },
      makesOld: ['board', 'visits'],
    },
    discarded: {
      description: {
        en: 'A prepared campaign was discarded. It was never carried out, and its list counts for nothing.',
        zh: '放弃了一次筹备中的行动;它从未开始,其名单不再有用。',
      },
      facts: { target: z.int(), listed: z.int() },
      line: { zh: '|放弃筹备中的行动|', en: '|A prepared campaign was discarded|' },
      onWall: false,
    },
    updated: {
      description: {
        en: 'The title, the plan or the lead of a campaign was changed. The facts name the fields.',
        zh: '修改了行动的名称、方案或带队负责人,记有改动的字段。',
      },
      facts: { fields: z.string() },
      line: { zh: '|行动资料有修改|', en: '|The campaign was changed|' },
      onWall: false,
      makesOld: ['board'],
    },
    periodSet: {
      description: {
        en: 'The days of a campaign were changed, and the visits that fall in or out were counted anew.',
        zh: '调整了行动的起止日期,落在期内或期外的走访重新计算。',
      },
      facts: { startsOn: z.string(), endsOn: z.string(), startedOn: z.string(), endedOn: z.string(), places },
      line: { zh: '|行动日期有调整|', en: '|The period was changed|' },
      makesOld: ['board', 'visits'],
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
    enterpriseRemoved: {
      description: {
        en: 'An enterprise was taken off the hundred. Its place is free.',
        zh: '一家企业移出百家名单,位置空出。',
      },
      facts: { position: z.int() },
      line: { zh: '|{{enterprise}}| 移出百家', en: '|{{enterprise}}| left the hundred' },
      makesOld: ['board'],
    },
    targetSet: {
      description: { en: 'The target of the campaign was changed.', zh: '调整了行动的目标家数。' },
      facts: { from: z.int(), target: z.int() },
      line: { zh: '|百家目标有调整|', en: '|The target was changed|' },
    },
    closed: {
      description: {
        en: 'The campaign was closed. Its figures are those of the event before.',
        zh: '行动结束,其数字为上一事件后的统计。',
      },
      facts: {},
      line: { zh: '|行动结束|', en: '|The campaign is closed|' },
      makesOld: ['board', 'visits'],
    },
    reopened: {
      description: { en: 'A closed campaign was opened again.', zh: '重新开启了已结束的行动。' },
      facts: { target: z.int(), places },
      line: { zh: '|行动重新开启|', en: '|The campaign goes on|' },
      makesOld: ['board', 'visits'],
    },
  },
)
