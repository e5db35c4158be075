import { seesDetails } from '#server/modules/enterprises/access.ts'
import { readsEvidence, seesSpeaker } from '#server/modules/issues/access.ts'
import { IssueCategoryEnum, IssueKindEnum, IssueSourceEnum, SeverityEnum } from '#server/modules/issues/enums.ts'
import { IssueStateEnum } from '#server/modules/issues/life-enums.ts'
import { issueWhere } from '#server/modules/issues/lists.ts'
import { issueOrders } from '#server/modules/issues/orders.ts'
import { numberOf } from '#server/modules/issues/standing.ts'
import { supplyOrderWhere } from '#server/modules/supplies/lists.ts'
import { supplyOrderOrders } from '#server/modules/supplies/orders.ts'
import { readsSaid } from '#server/modules/visits/access.ts'
import { StepEnum, VisitOutcomeEnum, VisitStateEnum } from '#server/modules/visits/enums.ts'
import { visitWhere } from '#server/modules/visits/lists.ts'
import { visitOrders } from '#server/modules/visits/orders.ts'
import { isoDate } from '#server/platform/clock.ts'
import type { Viewer } from '#server/platform/context.ts'
import { wordOf } from '#server/platform/enum-type.ts'
import { idsInOrder } from '#server/platform/in-order.ts'
import { db } from '#server/postgres/db.ts'
import { byPages, column, inLocale, type List, mapRows, yesOrNo } from './list.ts'

const enterprise = column('enterprise', { zh: '企业名称', en: 'Enterprise' }, 'text', 36)
const creditCode = column('creditCode', { zh: '统一社会信用代码', en: 'Credit code' }, 'text', 22)
const squad = column('squad', { zh: '小分队', en: 'Squad' }, 'number')

/** The columns without the credit code where the viewer may not see it. */
const shown = (columns: ReturnType<typeof column>[], viewer: Viewer) =>
  seesDetails(viewer) ? columns : columns.filter((each) => each !== creditCode)

const firm = { select: { name: true, creditCode: true } } as const

const visitColumns = [
  column('plannedOn', { zh: '日期', en: 'Day' }, 'date'),
  squad,
  column('stop', { zh: '第几站', en: 'Stop' }, 'number'),
  column('agreedTime', { zh: '约定时间', en: 'Agreed time' }),
  enterprise,
  creditCode,
  column('state', { zh: '状态', en: 'State' }),
  column('steps', { zh: '已完成步骤', en: 'Steps done' }),
  column('arrivedAt', { zh: '到达', en: 'Arrived' }, 'date'),
  column('finishedAt', { zh: '结束', en: 'Finished' }, 'date'),
  column('outcome', { zh: '结果', en: 'Outcome' }),
  column('counts', { zh: '计入百家', en: 'Counts' }),
  column('skipReason', { zh: '跳过原因', en: 'Why skipped' }, 'text', 24),
  column('followUp', { zh: '后续跟进', en: 'Follow-up' }, 'text', 36),
]

/** Visits, oldest first. */
export const visitList: List = async ({ viewer, unionId, filter, locale }) => {
  const chosen = visitWhere(
    viewer,
    { unionIds: [unionId], search: filter.search, filter: filter.visits },
    'filter.visits',
  )
  const offer = visitOrders.offer(
    viewer,
    { filter: filter.visits, search: filter.search },
    filter.visitOrder,
    'filter.visitOrder',
  )
  const inOrder = await idsInOrder('Visit', chosen, offer.asked)
  const reads = readsSaid(viewer)
  return {
    title: { zh: '走访', en: 'Visits' }[locale],
    columns: inLocale(shown(visitColumns, viewer), locale),
    rows: mapRows(
      byPages(
        ({ where, ...page }) =>
          db.visit.findMany({
            ...page,
            where: { AND: [where, chosen] },
            include: { squad: { select: { number: true } }, enterprise: firm },
          }),
        inOrder,
      ),
      (row) => ({
        ...row,
        plannedOn: isoDate(row.plannedOn),
        squad: row.squad.number,
        enterprise: row.enterprise.name,
        creditCode: row.enterprise.creditCode,
        state: wordOf(VisitStateEnum, row.state, locale),
        steps: wordOf(StepEnum, row.steps, locale),
        outcome: wordOf(VisitOutcomeEnum, row.outcome, locale),
        counts: yesOrNo(row.counts, locale),
        skipReason: reads ? row.skipReason : null,
        followUp: reads ? row.followUp : null,
      }),
    ),
  }
}

const issueColumns = [
  column('no', { zh: '编号', en: 'Number' }),
  column('openedAt', { zh: '提出时间', en: 'Opened' }, 'date'),
  enterprise,
  creditCode,
  column('kind', { zh: '类型', en: 'Kind' }),
  column('category', { zh: '类别', en: 'Category' }),
  column('severity', { zh: '严重程度', en: 'Severity' }),
  column('title', { zh: '标题', en: 'Title' }, 'text', 36),
  column('evidence', { zh: '依据', en: 'Evidence' }, 'text', 36),
  column('saidBy', { zh: '谁说的', en: 'Said by' }),
  column('source', { zh: '来源', en: 'Source' }),
  squad,
  column('agency', { zh: '承办部门', en: 'Agency' }),
  column('state', { zh: '状态', en: 'Status' }),
  column('closedAt', { zh: '办结时间', en: 'Closed' }, 'date'),
  column('closingNote', { zh: '办结说明', en: 'Closing note' }, 'text', 36),
]

/** Issues, oldest first. */
export const issueList: List = async ({ viewer, unionId, filter, locale }) => {
  const chosen = issueWhere(
    viewer,
    { unionIds: [unionId], search: filter.search, filter: filter.issues },
    'filter.issues',
  )
  const offer = issueOrders.offer(
    viewer,
    { filter: filter.issues, search: filter.search },
    filter.issueOrder,
    'filter.issueOrder',
  )
  const inOrder = await idsInOrder('Issue', chosen, offer.asked)
  return {
    title: { zh: '问题', en: 'Issues' }[locale],
    columns: inLocale(shown(issueColumns, viewer), locale),
    rows: mapRows(
      byPages(
        ({ where, ...page }) =>
          db.issue.findMany({
            ...page,
            where: { AND: [where, chosen] },
            include: { squad: { select: { number: true } }, agency: { select: { name: true } }, enterprise: firm },
          }),
        inOrder,
      ),
      (row) => ({
        ...row,
        squad: row.squad?.number,
        evidence: readsEvidence(viewer, row) ? row.evidence : '',
        saidBy: seesSpeaker(viewer, row) ? row.saidBy : null,
        agency: row.agency?.name,
        enterprise: row.enterprise.name,
        creditCode: row.enterprise.creditCode,
        kind: wordOf(IssueKindEnum, row.kind, locale),
        category: wordOf(IssueCategoryEnum, row.category, locale),
        severity: wordOf(SeverityEnum, row.severity, locale),
        source: wordOf(IssueSourceEnum, row.source, locale),
        no: numberOf(row),
        state: wordOf(IssueStateEnum, row.state, locale),
      }),
    ),
  }
}

const orderColumns = [
  column('createdAt', { zh: '下单时间', en: 'Ordered' }, 'date'),
  enterprise,
  creditCode,
  column('item', { zh: '物资', en: 'Item' }),
  column('unit', { zh: '单位', en: 'Unit' }),
  column('supplier', { zh: '供应商', en: 'Supplier' }, 'text', 30),
  column('requested', { zh: '需求', en: 'Requested' }, 'number'),
  column('reserved', { zh: '预定', en: 'Reserved' }, 'number'),
  column('dispatched', { zh: '已发', en: 'Dispatched' }, 'number'),
  column('received', { zh: '已到', en: 'Received' }, 'number'),
  column('accepted', { zh: '验收', en: 'Accepted' }, 'number'),
  column('cancelledAt', { zh: '取消时间', en: 'Cancelled' }, 'date'),
  column('cancelReason', { zh: '取消原因', en: 'Why cancelled' }, 'text', 24),
]

/** Supply orders, oldest first. */
export const orderList: List = async ({ viewer, unionId, filter, locale }) => {
  const chosen = supplyOrderWhere(
    viewer,
    { unionIds: [unionId], search: filter.search, filter: filter.supplyOrders },
    'filter.supplyOrders',
  )
  const offer = supplyOrderOrders.offer(
    viewer,
    { filter: filter.supplyOrders, search: filter.search },
    filter.supplyOrderOrder,
    'filter.supplyOrderOrder',
  )
  const inOrder = await idsInOrder('SupplyOrder', chosen, offer.asked)
  return {
    title: { zh: '物资预定', en: 'Supply orders' }[locale],
    columns: inLocale(shown(orderColumns, viewer), locale),
    rows: mapRows(
      byPages(
        ({ where, ...page }) =>
          db.supplyOrder.findMany({
            ...page,
            where: { AND: [where, chosen] },
            include: { item: true, supplier: { select: { name: true } }, enterprise: firm },
          }),
        inOrder,
      ),
      (row) => ({
        ...row,
        enterprise: row.enterprise.name,
        creditCode: row.enterprise.creditCode,
        item: locale === 'zh' ? row.item.name : row.item.nameEn,
        unit: locale === 'zh' ? row.item.unit : row.item.unitEn,
        supplier: row.supplier?.name,
      }),
    ),
  }
}
