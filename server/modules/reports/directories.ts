import { RoleEnum } from '#server/modules/people/enums.ts'
import { accountWhere } from '#server/modules/people/lists.ts'
import { accountOrders } from '#server/modules/people/orders.ts'
import { visiblePolicyDocuments } from '#server/modules/policy-documents/access.ts'
import { visibleSquads } from '#server/modules/squads/access.ts'
import { DutyEnum } from '#server/modules/squads/enums.ts'
import { seesSupplierPhones } from '#server/modules/supplies/access.ts'
import { supplierWhere } from '#server/modules/supplies/lists.ts'
import { supplierOrders } from '#server/modules/supplies/orders.ts'
import { allowPeople, seesPhones } from '#server/modules/unions/access.ts'
import { wordOf } from '#server/platform/enum-type.ts'
import { idsInOrder } from '#server/platform/in-order.ts'
import { inUse } from '#server/platform/retired.ts'
import { db } from '#server/postgres/db.ts'
import { byPages, column, inLocale, type List, mapRows, phoneCell } from './list.ts'

const phone = column('phone', { zh: '电话', en: 'Phone' })
const joined = (values: string[]) => values.join('、')

/** Suppliers, a line for each. */
export const supplierList: List = async ({ viewer, unionId, filter, locale, withPhones }) => {
  const chosen = supplierWhere(viewer, { unionIds: [unionId], search: filter.search })
  const columns = [
    column('name', { zh: '供应商', en: 'Supplier' }, 'text', 30),
    column('contact', { zh: '联系人', en: 'Contact' }),
    ...(seesSupplierPhones(viewer) ? [phone] : []),
    column('items', { zh: '供应物资与日产能', en: 'Items and units a day' }, 'text', 36),
  ]
  const include = { items: { include: { item: true }, orderBy: { item: { position: 'asc' } } } } as const
  const offer = supplierOrders.offer(viewer, { search: filter.search }, filter.supplierOrder, 'filter.supplierOrder')
  const inOrder = await idsInOrder('Supplier', chosen, offer.asked)
  return {
    title: { zh: '供应商', en: 'Suppliers' }[locale],
    columns: inLocale(columns, locale),
    rows: mapRows(
      byPages(
        ({ where, ...page }) => db.supplier.findMany({ ...page, include, where: { AND: [where, chosen] } }),
        inOrder,
      ),
      (row) => ({
        ...row,
        phone: phoneCell(row.phone, withPhones),
        items: joined(
          row.items.map(({ item, capacity }) => `${locale === 'zh' ? item.name : item.nameEn} ${capacity}`),
        ),
      }),
    ),
  }
}

/** The squads, a line for each member. */
export const squadList: List = async ({ viewer, unionId, locale, withPhones }) => {
  allowPeople(viewer)
  const squads = await db.squad.findMany({
    where: { AND: [{ unionId }, inUse, visibleSquads(viewer)] },
    include: {
      zones: { orderBy: { position: 'asc' } },
      members: {
        where: inUse,
        include: { agency: { select: { name: true } } },
        orderBy: [{ position: 'asc' }, { id: 'asc' }],
      },
    },
    orderBy: { number: 'asc' },
  })
  const columns = [
    column('squad', { zh: '小分队', en: 'Squad' }, 'number'),
    column('cadreName', { zh: '带队领导', en: 'Leading cadre' }),
    column('zones', { zh: '片区', en: 'Zones' }, 'text', 24),
    column('name', { zh: '队员', en: 'Member' }),
    column('duties', { zh: '职责', en: 'Duties' }, 'text', 24),
    column('agency', { zh: '部门', en: 'Agency' }),
    ...(seesPhones(viewer) ? [phone] : []),
  ]
  return {
    title: { zh: '小分队', en: 'Squads' }[locale],
    columns: inLocale(columns, locale),
    rows: squads.flatMap(({ number, cadreName, zones, members }) =>
      members.map((member) => ({
        squad: number,
        cadreName,
        zones: joined(zones.map((zone) => zone.name)),
        name: member.name,
        duties: wordOf(DutyEnum, member.duties, locale),
        agency: member.agency?.name,
        phone: phoneCell(member.phone, withPhones),
      })),
    ),
  }
}

/** The documents that the union makes known. */
export const policyList: List = async ({ viewer, unionId, locale }) => ({
  title: { zh: '政策文件', en: 'Policies' }[locale],
  columns: inLocale(
    [
      column('title', { zh: '标题', en: 'Title' }, 'text', 48),
      column('issuer', { zh: '发文单位', en: 'Issuer' }, 'text', 30),
    ],
    locale,
  ),
  rows: await db.policyDocument.findMany({
    where: { AND: [{ unionId }, visiblePolicyDocuments(viewer), inUse] },
    orderBy: { position: 'asc' },
  }),
})

/** The accounts of the union, without passwords or anything else by which one could sign in. */
export const accountList: List = async ({ viewer, unionId, filter, locale }) => {
  const chosen = { AND: [{ unionId }, accountWhere(viewer, filter)] }
  const offer = accountOrders.offer(viewer, { search: filter.search }, filter.accountOrder, 'filter.accountOrder')
  const inOrder = await idsInOrder('Account', chosen, offer.asked)
  return {
    title: { zh: '账号', en: 'Accounts' }[locale],
    columns: inLocale(
      [
        column('username', { zh: '用户名', en: 'Username' }),
        column('displayName', { zh: '显示名', en: 'Name' }, 'text', 30),
        column('role', { zh: '角色', en: 'Role' }),
        column('createdAt', { zh: '建立时间', en: 'Made' }, 'date'),
        column('disabledAt', { zh: '停用时间', en: 'Disabled' }, 'date'),
      ],
      locale,
    ),
    rows: mapRows(
      byPages(
        ({ where, ...page }) =>
          db.account.findMany({
            ...page,
            where: { AND: [where, chosen] },
            omit: { passwordHash: true },
          }),
        inOrder,
      ),
      (row) => ({ ...row, role: wordOf(RoleEnum, row.role, locale) }),
    ),
  }
}
