import type { Contact } from '#codegen/prisma/client.ts'
import { visibleEntries } from '#server/modules/campaigns/access.ts'
import { exportsContacts, seesDetails, visibleContacts } from '#server/modules/enterprises/access.ts'
import { ResumptionEnum, VisitProgressEnum } from '#server/modules/enterprises/enums.ts'
import { enterpriseWhere } from '#server/modules/enterprises/lists.ts'
import { enterpriseOrders } from '#server/modules/enterprises/orders.ts'
import { visibleRosters } from '#server/modules/rosters/access.ts'
import type { RosterColumn } from '#server/modules/rosters/columns.ts'
import { contactColumns } from '#server/modules/rosters/compare.ts'
import { readRosterRows } from '#server/modules/rosters/lists.ts'
import { columnNames, reasonSentence } from '#server/modules/rosters/sentences.ts'
import { isoDate } from '#server/platform/clock.ts'
import type { Viewer } from '#server/platform/context.ts'
import { wordOf } from '#server/platform/enum-type.ts'
import { notFound } from '#server/platform/errors.ts'
import { idsInOrder } from '#server/platform/in-order.ts'
import { db } from '#server/postgres/db.ts'
import { byPages, column, inLocale, type List, mapRows } from './list.ts'
import type { TableColumn } from './table-file.ts'

const roster = (name: RosterColumn, width?: number) =>
  column(name, columnNames[name], name === 'headcount' ? 'number' : 'text', width)

const name = roster('name', 36)
const details = [roster('creditCode', 22), roster('address', 36), roster('industry')]
const contacts = contactColumns.flatMap(({ name, phone }) => [roster(name), roster(phone)])
const state = [
  column('resumption', { zh: '复工状态', en: 'Resumption' }),
  column('resumptionOn', { zh: '状态日期', en: 'Since' }, 'date'),
  column('progress', { zh: '走访进度', en: 'Visits' }),
  column('openIssues', { zh: '未结问题', en: 'Open issues' }, 'number'),
]

const register = (viewer: Viewer) => [name, ...(seesDetails(viewer) ? details : [])]

const contactCells = (all: Contact[]) =>
  Object.fromEntries(
    contactColumns.flatMap(({ kind, name, phone }) => {
      const contact = all.find((each) => each.kind === kind)
      return [
        [name, contact?.name],
        [phone, contact?.phone],
      ]
    }),
  )

/** The enterprises of the register, with headers that an import can read again. */
export const enterpriseList: List = async ({ viewer, unionId, filter, locale }) => {
  const chosen = enterpriseWhere(
    viewer,
    { unionId, search: filter.search, filter: filter.enterprises },
    'filter.enterprises',
  )
  const counted = seesDetails(viewer) ? [roster('headcount')] : []
  const called = exportsContacts(viewer) ? contacts : []
  const offer = enterpriseOrders.offer(
    viewer,
    { filter: filter.enterprises, search: filter.search },
    filter.enterpriseOrder,
    'filter.enterpriseOrder',
  )
  const inOrder = await idsInOrder('Enterprise', chosen, offer.asked)
  return {
    title: { zh: '企业名册', en: 'Enterprises' }[locale],
    columns: inLocale([...register(viewer), ...counted, ...called, roster('zone'), ...state], locale),
    rows: mapRows(
      byPages(
        ({ where, ...page }) =>
          db.enterprise.findMany({
            ...page,
            where: { AND: [where, chosen] },
            include: { zone: true, contacts: { where: visibleContacts(viewer) } },
            omit: { grams: true },
          }),
        inOrder,
      ),
      (row) => ({
        ...row,
        ...contactCells(row.contacts),
        zone: row.zone?.name,
        resumption: wordOf(ResumptionEnum, row.resumption, locale),
        resumptionOn: row.resumptionOn && isoDate(row.resumptionOn),
        progress: wordOf(VisitProgressEnum, row.progress, locale),
      }),
    ),
  }
}

/** The enterprises of the campaign's list, in the order of their places. */
export const campaignList: List = async ({ viewer, unionId, locale }) => {
  const rows = await db.campaignEnterprise.findMany({
    where: { AND: [{ campaign: { unionId, state: 'ACTIVE' } }, visibleEntries(viewer)] },
    include: { enterprise: { include: { zone: true } } },
    orderBy: { position: 'asc' },
  })
  return {
    title: { zh: '百家名单', en: 'The hundred' }[locale],
    columns: inLocale(
      [column('position', { zh: '位置', en: 'Place' }, 'number'), ...register(viewer), roster('zone'), ...state],
      locale,
    ),
    rows: rows.map(({ position, enterprise }) => ({
      ...enterprise,
      position,
      zone: enterprise.zone?.name,
      resumption: wordOf(ResumptionEnum, enterprise.resumption, locale),
      resumptionOn: enterprise.resumptionOn && isoDate(enterprise.resumptionOn),
      progress: wordOf(VisitProgressEnum, enterprise.progress, locale),
    })),
  }
}

/** What a roster's import refused: the file's own columns and why, so that it can be mended and sent again. */
export const refusedList: List = async ({ viewer, rosterId, locale }) => {
  const found = await db.rosterImport.findFirst({
    where: { AND: [{ id: rosterId ?? '' }, visibleRosters(viewer)] },
    select: { id: true, headers: true },
  })
  if (!found) throw notFound('rosterId')
  const columns = found.headers.map((header, index): TableColumn => ({ key: String(index), header, type: 'text' }))
  const reason = { zh: '拒绝原因', en: 'Why refused' }[locale]
  return {
    title: { zh: '名册拒绝行', en: 'Refused rows' }[locale],
    columns: [...columns, { key: 'reason', header: reason, type: 'text', width: 48 }],
    rows: mapRows(refusedRows(found.id), ({ original, reasons }) => ({
      ...original,
      reason: reasons.map((each) => reasonSentence(each, locale)).join(locale === 'zh' ? ';' : '; '),
    })),
  }
}

async function* refusedRows(rosterId: string) {
  for (let offset = 0, limit = 1000; ; offset += limit) {
    const rows = await readRosterRows(rosterId, 'REFUSE', { limit, offset })
    yield* rows
    if (rows.length < limit) return
  }
}
