import type { Contact } from '#codegen/prisma/client.ts'
import { visibleEntries } from '#server/modules/campaigns/access.ts'
import { exportsContacts, seesDetails, visibleContacts } from '#server/modules/enterprises/access.ts'
import { ResumptionEnum, VisitProgressEnum } from '#server/modules/enterprises/enums.ts'
import { enterpriseWhere } from '#server/modules/enterprises/lists.ts'
import { enterprisesOfNumber } from '#server/modules/enterprises/number-search.ts'
import { enterpriseOrders } from '#server/modules/enterprises/orders.ts'
import {
  contactColumns,
  type EnterpriseColumn,
  enterpriseColumns,
} from '#server/modules/rosters/kinds/enterprise-columns.ts'
import { isoDate } from '#server/platform/clock.ts'
import type { Viewer } from '#server/platform/context.ts'
import { wordOf } from '#server/platform/enum-type.ts'
import { idsInOrder } from '#server/platform/in-order.ts'
import { db } from '#server/postgres/db.ts'
import { onlySearched } from '#server/postgres/only-searched.ts'
import { byPages, column, inLocale, type List, mapRows, phoneCell } from './list.ts'

const roster = (name: EnterpriseColumn, width?: number) =>
  column(name, enterpriseColumns[name].name, name === 'headcount' ? 'number' : 'text', width)

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

const contactCells = (all: Contact[], withPhones: boolean) =>
  Object.fromEntries(
    contactColumns.flatMap(({ kind, name, phone }) => {
      const contact = all.find((each) => each.kind === kind)
      return [
        [name, contact?.name],
        [phone, contact && phoneCell(contact.phone, withPhones)],
      ]
    }),
  )

/** The enterprises of the register, with headers that an import can read again. */
export const enterpriseList: List = async ({ viewer, unionId, filter, locale, withPhones }) => {
  // the entry of the download has the search
  const ofNumber = await enterprisesOfNumber(viewer, [unionId], filter.search)
  const chosen = enterpriseWhere(
    viewer,
    { unionIds: [unionId], search: filter.search, ofNumber, filter: filter.enterprises },
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
            omit: onlySearched.enterprise,
          }),
        inOrder,
      ),
      (row) => ({
        ...row,
        ...contactCells(row.contacts, withPhones),
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
