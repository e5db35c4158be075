import { visibleEnterprises } from '#server/modules/enterprises/access.ts'
import { enterpriseWhere } from '#server/modules/enterprises/lists.ts'
import { shownOfNumber } from '#server/modules/enterprises/number-search.ts'
import { visibleIssues } from '#server/modules/issues/access.ts'
import { issueWhere } from '#server/modules/issues/lists.ts'
import { visibleAccounts } from '#server/modules/people/access.ts'
import { visiblePolicyDocuments } from '#server/modules/policy-documents/access.ts'
import { visibleSquads } from '#server/modules/squads/access.ts'
import { visibleSuppliers, visibleSupplyOrders } from '#server/modules/supplies/access.ts'
import { type Context, signedIn, type Viewer } from '#server/platform/context.ts'
import { globalId } from '#server/platform/ids.ts'
import { avoiding } from '#server/platform/near.ts'
import { inUse } from '#server/platform/retired.ts'
import { matcherOf, searchWords } from '#server/platform/search.ts'
import { db } from '#server/postgres/db.ts'
import { findsNames, readsCreditCodes } from './access.ts'
import type { FoundKindEnum } from './enums.ts'
import { findNear, nearRows } from './near.ts'

/** A row that was found: its global id, what it is called, and what tells it from others that are called alike. */
export type Found = { id: string; kind: typeof FoundKindEnum.$inferType; title: string; note: string }

/** What is searched for, and in which union; `take` is how many rows of each kind are given at most. */
type Sought = { unionId: string; text: string; take: number }

/**
 * The same with who searches; `ofNumber` are the enterprises with the phone number which the text is, and `matches` says whether
 * texts hold all words of it.
 */
type Search = Sought & { viewer: Viewer; ofNumber: readonly string[]; matches: (...texts: string[]) => boolean }

/** Finds rows of each kind that the viewer may see and that hold all words of a text; nothing where it has no word. */
export async function find(context: Context, sought: Sought): Promise<Found[]> {
  const { unionId, text } = sought
  if (searchWords(text).length === 0) return []
  const viewer = signedIn(context)
  const ofNumber = await shownOfNumber(context, [unionId], text)
  const search = { ...sought, viewer, ofNumber, matches: matcherOf(text) }
  const enterprises = findEnterprises(search)
  const issues = enterprises.then((found) => findIssues(search, found))
  const orders = enterprises.then((found) => findOrders(search, found))
  const rest = [findSquads(search), findAccounts(search), orders, findSuppliers(search), findDocuments(search)]
  const [found, ...others] = await Promise.all([enterprises, issues, ...rest])
  const notes = readsCreditCodes(viewer)
  return [
    ...found.map(({ id, name, creditCode }) =>
      asFound('ENTERPRISE', 'Enterprise', id, name, notes ? (creditCode ?? '') : ''),
    ),
    ...others.flat(),
  ]
}

const asFound = (kind: Found['kind'], type: string, id: string, title: string, note: string): Found => ({
  id: globalId(type, id),
  kind,
  title,
  note,
})

type FoundEnterprise = { id: string; name: string; creditCode: string | null }

/** In the order of the register: among its first rows, and where these do not suffice by the index of words. Retired ones come last. */
async function findEnterprises({ viewer, unionId, text, ofNumber, take }: Search): Promise<FoundEnterprise[]> {
  const scope = { AND: [{ unionId, ...inUse }, visibleEnterprises(viewer)] }
  const sought = { unionIds: [unionId], search: text, ofNumber }
  const where = enterpriseWhere(viewer, sought)
  const select = { id: true, name: true, creditCode: true }
  const near = await findNear<FoundEnterprise>(db.enterprise, {
    ...{ scope, where, isByWords: true, direction: 'asc', select, take },
  })
  if (near.length === take) return near
  const found = await avoiding('indexscan', db.enterprise.findMany({ where, orderBy: { id: 'asc' }, select, take }))
  if (found.length === take) return found
  const retired = await db.enterprise.findMany({
    where: enterpriseWhere(viewer, { ...sought, filter: { retired: true } }),
    orderBy: { id: 'asc' },
    select,
    take: take - found.length,
  })
  return [...found, ...retired]
}

type FoundIssue = { id: string; title: string; enterprise: { name: string } }

/** The one with the number, or the newest of the enterprises that were found and those among the newest whose title holds the words. */
async function findIssues(
  { viewer, unionId, text, take }: Search,
  enterprises: readonly FoundEnterprise[],
): Promise<Found[]> {
  const scope = { AND: [{ unionId }, visibleIssues(viewer)] }
  const select = { id: true, title: true, enterprise: { select: { name: true } } }
  const where = issueWhere(viewer, { unionIds: [unionId], search: text })
  const [byWords, byEnterprise] = await Promise.all([
    isNumber.test(text)
      ? db.issue.findMany({ where, select, take })
      : findNear<FoundIssue>(db.issue, { scope, where, isByWords: true, direction: 'desc', select, take }),
    ofEnterprises<FoundIssue>(db.issue, scope, enterprises, select, take),
  ])
  return firstOf([...byWords, ...byEnterprise], take).map(({ id, title, enterprise }) =>
    asFound('ISSUE', 'Issue', id, title, enterprise.name),
  )
}

const isNumber = /^\s*\d{4}-\d{1,6}\s*$/

/** The newest rows of the enterprises that were found. */
const ofEnterprises = async <R>(
  table: { findMany: (args: never) => Promise<unknown> },
  scope: object,
  enterprises: readonly FoundEnterprise[],
  select: object,
  take: number,
): Promise<R[]> => {
  if (enterprises.length === 0) return []
  const where = { AND: [scope, { enterpriseId: { in: enterprises.map(({ id }) => id) } }] }
  return (await table.findMany({ where, orderBy: { id: 'desc' }, select, take } as never)) as R[]
}

/** The first rows, each once. */
const firstOf = <R extends { id: string }>(rows: readonly R[], take: number): R[] =>
  [...new Map(rows.map((row) => [row.id, row])).values()].slice(0, take)

type FoundOrder = { id: string; requested: number; item: { name: string; unit: string }; enterprise: { name: string } }

/** The newest orders of the enterprises that were found, and those among the newest whose item holds the words. */
async function findOrders(
  { viewer, unionId, matches, take }: Search,
  enterprises: readonly FoundEnterprise[],
): Promise<Found[]> {
  const scope = { AND: [{ unionId }, visibleSupplyOrders(viewer)] }
  const select = {
    ...{ id: true, requested: true },
    ...{ item: { select: { name: true, unit: true } }, enterprise: { select: { name: true } } },
  }
  const items = await db.supplyItem.findMany({ where: { unionId }, select: { id: true, name: true } })
  const where = { itemId: { in: items.filter(({ name }) => matches(name)).map(({ id }) => id) } }
  const [byEnterprise, byItem] = await Promise.all([
    ofEnterprises<FoundOrder>(db.supplyOrder, scope, enterprises, select, take),
    where.itemId.in.length
      ? findNear<FoundOrder>(db.supplyOrder, { scope, where, direction: 'desc', select, take })
      : [],
  ])
  return firstOf([...byEnterprise, ...byItem], take).map(({ id, requested, item, enterprise }) =>
    asFound('ORDER', 'SupplyOrder', id, enterprise.name, `${item.name} ${requested} ${item.unit}`),
  )
}

/** By their numbers, and by the names of those who lead them or belong to them, for whoever may read names. */
async function findSquads({ viewer, unionId, text, matches, take }: Search): Promise<Found[]> {
  const squads = await db.squad.findMany({
    where: { AND: [{ unionId }, visibleSquads(viewer)] },
    select: { id: true, number: true, cadreName: true, members: { where: inUse, select: { name: true } } },
    orderBy: { number: 'asc' },
  })
  const found = squads.flatMap(({ id, number, cadreName, members }) => {
    const names = findsNames(viewer) ? [cadreName, ...members.map(({ name }) => name)] : []
    const ways = [String(number), `第${number}小分队`, `${number}分队`, `${number}队`, `${number}组`]
    // a number is that of a squad only as a whole: 1 does not find the tenth
    const numbered = searchWords(text).every(({ word }) => ways.some((way) => way === word || `第${way}` === word))
    const named = names.find((name) => matches(name))
    return numbered || matches(...names) ? [asFound('SQUAD', 'Squad', id, String(number), named ?? names[0] ?? '')] : []
  })
  return found.slice(0, take)
}

/** Those among the newest of a table that hold the words in one or another text. */
async function amongNewest<R>(
  table: { findMany: (args: never) => Promise<unknown> },
  { scope, select, textsOf }: { scope: object; select: object; textsOf: (row: R) => string[] },
  { matches, take }: Search,
): Promise<R[]> {
  const rows = await findNear<R>(table, { scope, where: {}, direction: 'desc', select, take: nearRows })
  return rows.filter((row) => matches(...textsOf(row))).slice(0, take)
}

type FoundAccount = { id: string; displayName: string; username: string }

async function findAccounts(search: Search): Promise<Found[]> {
  const scope = { AND: [{ unionId: search.unionId, issueId: null }, visibleAccounts(search.viewer)] }
  const select = { id: true, displayName: true, username: true }
  const textsOf = ({ displayName, username }: FoundAccount) => [displayName, username]
  const found = await amongNewest<FoundAccount>(db.account, { scope, select, textsOf }, search)
  return found.map(({ id, displayName, username }) => asFound('ACCOUNT', 'Account', id, displayName, username))
}

type FoundSupplier = { id: string; name: string; contact: string }

async function findSuppliers(search: Search): Promise<Found[]> {
  const scope = { AND: [{ unionId: search.unionId }, visibleSuppliers(search.viewer)] }
  const select = { id: true, name: true, contact: true }
  const contactOf = ({ contact }: FoundSupplier) => (findsNames(search.viewer) ? contact : '')
  const textsOf = (supplier: FoundSupplier) => [supplier.name, contactOf(supplier)]
  const found = await amongNewest<FoundSupplier>(db.supplier, { scope, select, textsOf }, search)
  return found.map((supplier) => asFound('SUPPLIER', 'Supplier', supplier.id, supplier.name, contactOf(supplier)))
}

async function findDocuments({ viewer, unionId, matches, take }: Search): Promise<Found[]> {
  const documents = await db.policyDocument.findMany({
    where: { AND: [{ unionId }, visiblePolicyDocuments(viewer)] },
    orderBy: { position: 'asc' },
  })
  return documents
    .filter(({ title, issuer }) => matches(title, issuer))
    .slice(0, take)
    .map(({ id, title, issuer }) => asFound('DOCUMENT', 'PolicyDocument', id, title, issuer))
}
