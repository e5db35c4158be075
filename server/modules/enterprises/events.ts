import { z } from 'zod'
import { Resumption, ResumptionPaperKind } from '#codegen/prisma/enums.ts'
import { declareEvents } from '#server/log/catalogue.ts'
import { visibleEnterprises } from './access.ts'
import { cellFacts } from './progress.ts'

const day = z.iso.date()

/** The lists of what is done at enterprises, in which it may be another one that a row names. */
const ofWork = ['visits', 'issues', 'measures', 'supplyOrders', 'accounts', 'campaign']

/** What can happen to an enterprise of the register. */
export const enterpriseEvents = declareEvents(
  {
    noun: 'enterprise',
    subjectType: 'Enterprise',
    subject: ({ id }: { id: string }) => ({ id, enterpriseId: id }),
    mayKnow: visibleEnterprises,
    makesOld: ['enterprise', 'enterprises', 'doubles', 'likelyDoubles', 'dayProposal'],
  },
  {
    created: {
      description: { en: 'An enterprise was entered into the register.', zh: '登记了一家企业。' },
      facts: {},
      line: { zh: '新登记企业 |{{enterprise}}|', en: 'Newly registered: |{{enterprise}}|' },
    },
    updated: {
      description: {
        en: 'What the register holds of an enterprise was changed.',
        zh: '修改了企业的登记资料。',
      },
      facts: { fields: z.string() },
      line: { zh: '{{actor}}修改了 |{{enterprise}}| 的资料', en: '{{actor}} changed the entry of |{{enterprise}}|' },
      onWall: false,
    },
    retired: {
      description: {
        en: 'An enterprise was taken out of the register; so many accounts of it were disabled.',
        zh: '企业已从登记中停用,其账号随之停用。',
      },
      facts: { accounts: z.int() },
      line: { zh: '{{enterprise}} |已停用|', en: '{{enterprise}} |was retired|' },
      makesOld: ['board'],
      onWall: false,
    },
    restored: {
      description: { en: 'A retired enterprise was put into the register again.', zh: '恢复了已停用的企业。' },
      facts: {},
      line: { zh: '{{enterprise}} |恢复使用|', en: '{{enterprise}} |is in use again|' },
      makesOld: ['board'],
      onWall: false,
    },
    merged: {
      description: {
        en: 'An entry of the register was found to be another one’s double: what was there is at the other one from then on.',
        zh: '一条企业登记与另一家重复,已并入那一家,原有记录随之转去。',
      },
      facts: { intoId: z.guid() },
      line: { zh: '{{enterprise}} |重复登记,已合并|', en: '{{enterprise}}: |a double, merged|' },
      makesOld: ['board', ...ofWork],
      onWall: false,
    },
    doubleMerged: {
      description: {
        en: 'Another entry of the register was found to be the double of this enterprise, and what was there is here from then on.',
        zh: '另一条登记与本企业重复,已并入本企业,原有记录随之转来。',
      },
      facts: { doubleId: z.guid(), openIssues: z.int(), ...cellFacts },
      line: { zh: '|{{enterprise}}| 并入一条重复登记', en: '|{{enterprise}}|: a double was merged into it' },
      makesOld: ['board', ...ofWork],
    },
    separated: {
      description: {
        en: 'Two entries of the register that had been merged were taken apart again: they are two enterprises.',
        zh: '撤销合并:两条登记仍是两家企业,各自的记录归还原处。',
      },
      // the issues are those that are open and at this entry since, of which there are none at the one that had taken it in
      facts: { fromId: z.guid(), issueIds: z.array(z.guid()), openIssues: z.int(), ...cellFacts },
      line: { zh: '|{{enterprise}}| 撤销合并', en: '|{{enterprise}}|: taken apart from another entry' },
      makesOld: ['board', ...ofWork],
      onWall: false,
    },
    doubleDismissed: {
      description: {
        en: 'Another enterprise looks like this one, and somebody has said that they are two.',
        zh: '另一家企业与本企业相似,有人说明不是同一家。',
      },
      facts: { otherId: z.guid() },
      line: { zh: '|{{enterprise}}| 与相似的一家不是同一家', en: '|{{enterprise}}|: not the one that looks like it' },
      onWall: false,
    },
    doubleRecalled: {
      description: {
        en: 'It was taken back that this enterprise and another one that looks like it are two.',
        zh: '收回了本企业与相似的一家不是同一家的说明。',
      },
      facts: { otherId: z.guid() },
      line: {
        zh: '|{{enterprise}}| 与相似的一家可能是同一家',
        en: '|{{enterprise}}|: maybe the one that looks like it',
      },
      onWall: false,
    },
    rezoned: {
      description: { en: 'An enterprise was moved to another zone.', zh: '企业调整到另一个片区。' },
      facts: { zoneFrom: z.string().nullable(), zoneTo: z.string().nullable() },
      line: { zh: '{{enterprise}} |调整片区|', en: '{{enterprise}} |moved to another zone|' },
      onWall: false,
    },
    resumptionSet: {
      description: { en: 'The resumption of an enterprise was set.', zh: '登记了企业的复工状态。' },
      facts: { from: z.enum(Resumption), to: z.enum(Resumption), on: day },
      line: { zh: '{{enterprise}} |{{resumption}}|', en: '{{enterprise}}: |{{resumption}}|' },
      // it may hold from an earlier day, on which the trend has another figure then
      makesOld: ['board'],
    },
    resumptionCorrected: {
      description: {
        en: 'A wrong change of resumption was corrected: the enterprise is in this state then.',
        zh: '更正了记错的复工变更,企业的复工状态随之更正。',
      },
      facts: { from: z.enum(Resumption), to: z.enum(Resumption), on: day.nullable() },
      line: {
        zh: '{{enterprise}} 复工更正为 |{{resumption}}|',
        en: '{{enterprise}}, corrected: |{{resumption}}|',
      },
      // the days before it have other figures in the trend then
      makesOld: ['board'],
    },
    papersRecorded: {
      description: {
        en: 'It was recorded which papers of its resumption an enterprise has handed in: of each that changed the day before and after, null where it is not there.',
        zh: '登记了企业交来的复工材料:有变动的各份,变动前后的日期,空为未交。',
      },
      facts: {
        papers: z.array(z.object({ kind: z.enum(ResumptionPaperKind), from: day.nullable(), to: day.nullable() })),
      },
      line: { zh: '{{enterprise}} |登记复工材料|{{papers}}', en: '{{enterprise}}: |papers recorded|{{papers}}' },
      onWall: false,
    },
  },
)
