import { byPinyin, type OrderBy, Orders, placeIn } from '#server/platform/orders.ts'
import { visibleIssues } from './access.ts'
import type { IssueFilter } from './lists.ts'

declare module '#server/platform/builder.ts' {
  interface PlainInputs {
    IssueOrderBy: OrderBy
  }
}

/** The orders of the list of issues. */
export const issueOrders = new Orders<IssueFilter>('Issue', 'Issue', visibleIssues, {
  OPENED_AT: {
    description: 'The moment at which the issue came up. 问题的提出时间。',
    columns: { openedAt: 'timestamptz asc', id: 'uuid asc' },
    indexed: ['status', 'opened'],
  },
  SEVERITY: {
    description:
      'How much depends on the issue, most with DESC; within it the oldest first with DESC. 严重程度,DESC 时最严重的在前,同一程度旧的在前。',
    columns: { severity: 'int asc', openedAt: 'timestamptz desc', id: 'uuid desc' },
    sql: { severity: placeIn('Severity', 'c.severity') },
  },
  TITLE: {
    description: 'The title of the issue, by pinyin. 问题的标题,按拼音。',
    columns: { title: 'text asc', id: 'uuid asc' },
    sql: { title: byPinyin('c.title') },
  },
  KIND: {
    description: 'The kind of the issue, from SUGGESTION to BLOCKAGE. 问题的类型,从建议到堵点。',
    columns: { kind: 'int asc', id: 'uuid asc' },
    sql: { kind: placeIn('IssueKind', 'c.kind') },
  },
  CATEGORY: {
    description: 'The category of the issue, in the order of the categories. 问题的类别,按类别的顺序。',
    columns: { category: 'int asc', id: 'uuid asc' },
    sql: { category: placeIn('IssueCategory', 'c.category') },
  },
  AGENCY: {
    description: 'The name of the agency that should solve the issue, by pinyin. 承办部门的名称,按拼音。',
    columns: { agency: 'text? asc', id: 'uuid asc' },
    sql: { agency: byPinyin('a.name') },
    joins: 'LEFT JOIN "Agency" a ON a.id = c."agencyId"',
  },
  STATUS: {
    description: 'Whether the issue is open or closed, the open ones first. 问题的状态,未办结在前。',
    columns: { status: 'int asc', id: 'uuid asc' },
    sql: { status: placeIn('IssueStatus', 'c.status') },
  },
  ENTERPRISE: {
    description: 'The name of the enterprise, by pinyin. 企业名称,按拼音。',
    columns: { enterprise: 'text asc', id: 'uuid asc' },
    sql: { enterprise: byPinyin('e.name') },
    joins: 'JOIN "Enterprise" e ON e.id = c."enterpriseId"',
  },
})
