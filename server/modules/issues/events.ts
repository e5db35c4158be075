import { z } from 'zod'
import type { Issue } from '#codegen/prisma/client.ts'
import { CallBackResult, IssueCategory, IssueKind, IssueState, RungRecipient, Severity } from '#codegen/prisma/enums.ts'
import { declareEvents } from '#server/log/catalogue.ts'
import { knownInside, knownIssues, knownRoutes } from './access.ts'

/**
 * The facts of an issue that the wall shows, without its texts. `agencyId` leads; `agencyIds` are those that have a part
 * after the event or had one before it: they may know of it. `openIssues` is how many open issues the enterprise has after
 * the event. `entryId` is what somebody wrote with it.
 */
const standing = {
  kind: z.enum(IssueKind),
  category: z.enum(IssueCategory),
  severity: z.enum(Severity),
  isEmergency: z.boolean(),
  state: z.enum(IssueState),
  agencyId: z.guid().nullable(),
  agencyIds: z.array(z.guid()),
  openIssues: z.int(),
  entryId: z.guid().nullable(),
}

/** Whose part of the issue an event is about. */
const part = { partAgencyId: z.guid() }

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
    makesOld: ['issues', 'inbox'],
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
    assigned: {
      description: {
        en: 'An issue was given to the agency that leads and to those that support it.',
        zh: '问题派给了主办部门与协办部门。',
      },
      facts: standing,
      line: { zh: '|{{title}}| 派给{{agency}}', en: '|{{title}}| assigned to {{agency}}' },
    },
    taken: {
      description: { en: 'An agency took charge of its part of an issue.', zh: '部门签收了问题。' },
      facts: { ...standing, ...part },
      line: { zh: '{{agency}}签收 |{{title}}|', en: '{{agency}} took |{{title}}|' },
    },
    returned: {
      description: { en: 'An agency returned an issue with a reason.', zh: '部门退回了问题,并写明原因。' },
      facts: { ...standing, ...part, returns: z.int() },
      line: { zh: '{{agency}}退单 |{{title}}|', en: '{{agency}} returned |{{title}}|' },
    },
    answered: {
      description: { en: 'An agency said what it has done about an issue.', zh: '部门答复了问题的处理结果。' },
      facts: { ...standing, ...part },
      line: { zh: '{{agency}}答复 |{{title}}|', en: '{{agency}} answered |{{title}}|' },
    },
    calledBack: {
      description: {
        en: 'The enterprise was called back and the issue is not solved, or only partly: it goes back to work.',
        zh: '回访企业,问题未解决或仅部分解决,继续办理。',
      },
      facts: { ...standing, result: z.enum(CallBackResult) },
      line: {
        zh: '{{enterprise}} 回访未了 |{{title}}|',
        en: '{{enterprise}} was called back, not solved: |{{title}}|',
      },
    },
    closed: {
      description: {
        en: 'An issue was closed with a closing note, after the enterprise was called back.',
        zh: '回访企业后办结了一个问题,并写明办结说明。',
      },
      facts: { ...standing, result: z.enum(CallBackResult) },
      line: { zh: '{{enterprise}} 办结 |{{title}}|', en: '{{enterprise}}, closed: |{{title}}|' },
      makesOld: ['whatWorked'],
    },
    reopened: {
      description: {
        en: 'An issue that was closed, voided or merged is handled again.',
        zh: '已办结、已作废或已并案的问题重新办理。',
      },
      facts: { ...standing, comebacks: z.int() },
      line: { zh: '{{enterprise}} 重办 |{{title}}|', en: '{{enterprise}}, reopened: |{{title}}|' },
      makesOld: ['whatWorked'],
    },
    parked: {
      description: {
        en: 'An issue that cannot be solved for now was parked until a day, or the day was changed.',
        zh: '暂时无法解决的问题挂账到某日,或改了复核日。',
      },
      facts: { ...standing, reviewOn: z.iso.date() },
      line: { zh: '{{enterprise}} 挂账 |{{title}}|', en: '{{enterprise}}, parked: |{{title}}|' },
    },
    resumed: {
      description: { en: 'A parked issue is handled again.', zh: '挂账的问题恢复办理。' },
      facts: standing,
      line: { zh: '{{enterprise}} 恢复办理 |{{title}}|', en: '{{enterprise}}, handled again: |{{title}}|' },
    },
    updated: {
      description: {
        en: 'What an issue says, its kind, category or severity was changed; `fields` names what.',
        zh: '修改了问题的文字、类型、类别或严重程度;fields 列明改了哪些。',
      },
      facts: { ...standing, fields: z.string() },
      line: { zh: '{{enterprise}} 修改 |{{title}}|', en: '{{enterprise}}, edited: |{{title}}|' },
    },
    split: {
      description: {
        en: 'A part of an issue became an issue of its own, whose id is `partId`.',
        zh: '从问题中拆出一个新问题,其编号为 partId。',
      },
      facts: { ...standing, partId: z.guid() },
      line: { zh: '{{enterprise}} 拆分 |{{title}}|', en: '{{enterprise}}, split: |{{title}}|' },
      onWall: false,
    },
    merged: {
      description: {
        en: 'An issue is the double of another one, whose id is `intoId`, and is handled with it.',
        zh: '问题与另一问题(编号 intoId)重复,并案办理。',
      },
      facts: { ...standing, intoId: z.guid() },
      line: { zh: '{{enterprise}} 并案 |{{title}}|', en: '{{enterprise}}, merged: |{{title}}|' },
      makesOld: ['measures'],
    },
    voided: {
      description: { en: 'An issue that was entered wrongly was voided.', zh: '作废了一个录错的问题。' },
      facts: standing,
      line: { zh: '{{enterprise}} 作废 |{{title}}|', en: '{{enterprise}}, voided: |{{title}}|' },
      makesOld: ['measures'],
    },
    warned: {
      description: {
        en: 'The time of an issue is nearly over: who has it was warned, once.',
        zh: '问题即将到期,已提醒一次。',
      },
      facts: { ...standing, dueAt: z.iso.datetime() },
      line: { zh: '{{enterprise}} 将到期 |{{title}}|', en: '{{enterprise}}, nearly due: |{{title}}|' },
      onWall: false,
    },
    overdue: {
      description: { en: 'The time of an issue has run out.', zh: '问题超过时限。' },
      facts: { ...standing, dueAt: z.iso.datetime() },
      line: { zh: '{{enterprise}} 超时 |{{title}}|', en: '{{enterprise}}, overdue: |{{title}}|' },
    },
    escalated: {
      description: {
        en: 'An overdue issue has climbed a rung of the ladder; `rung` counts from 1, and `recipient` is who is told.',
        zh: '超时的问题逐级升级;rung 自 1 起,recipient 为被告知的人。',
      },
      facts: { ...standing, dueAt: z.iso.datetime(), rung: z.int(), recipient: z.enum(RungRecipient) },
      line: {
        zh: '{{enterprise}} 超时未办,已报{{whom}} |{{title}}|',
        en: '{{enterprise}}, overdue, {{whom}} told: |{{title}}|',
      },
    },
    extended: {
      description: { en: 'The deadline of an issue was put off.', zh: '问题延期办理。' },
      facts: { ...standing, from: z.iso.datetime(), to: z.iso.datetime() },
      line: { zh: '{{enterprise}} 延期 |{{title}}|', en: '{{enterprise}}, put off: |{{title}}|' },
    },
    noted: {
      description: { en: 'Somebody wrote a note about an issue.', zh: '为问题写了备注。' },
      facts: standing,
      line: { zh: '{{enterprise}} 备注 |{{title}}|', en: '{{enterprise}}, a note: |{{title}}|' },
      onWall: false,
    },
    notedInside: {
      description: {
        en: 'Somebody wrote an internal note about an issue, of which its enterprise knows nothing.',
        zh: '为问题写了内部备注,企业无从知道。',
      },
      facts: standing,
      line: { zh: '{{enterprise}} 内部备注 |{{title}}|', en: '{{enterprise}}, an internal note: |{{title}}|' },
      mayKnow: knownInside,
      onWall: false,
    },
  },
)

/** The event of the table by which agencies are proposed. */
export const issueRouteEvents = declareEvents(
  {
    noun: 'issue_routes',
    subjectType: 'TradeUnion',
    subject: ({ id }: { id: string }) => ({ id }),
    mayKnow: knownRoutes,
    makesOld: ['issueRoutes', 'issues'],
  },
  {
    set: {
      description: {
        en: 'Who is proposed for issues was changed, for this number of categories and zones.',
        zh: '修改了派单表中的若干项。',
      },
      facts: { routes: z.int() },
      line: { zh: '{{actor}}修改了|派单表|', en: '{{actor}} changed |who is proposed for issues|' },
      onWall: false,
    },
  },
)
