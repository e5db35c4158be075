import { visibleEnterprises } from '#server/modules/enterprises/access.ts'
import { enterpriseWhere } from '#server/modules/enterprises/lists.ts'
import { visibleIssues } from '#server/modules/issues/access.ts'
import { visibleAccounts } from '#server/modules/people/access.ts'
import { visibleSquads } from '#server/modules/squads/access.ts'
import { visibleSuppliers } from '#server/modules/supplies/access.ts'
import type { Viewer } from '#server/platform/context.ts'
import { globalId } from '#server/platform/ids.ts'
import { inUse } from '#server/platform/retired.ts'
import { searchWords } from '#server/platform/search.ts'
import { db } from '#server/postgres/db.ts'
import { readsCreditCodes } from './access.ts'
import type { FoundKindEnum } from './enums.ts'
import { findNear } from './near.ts'

/** A row that was found: its global id, what it is called, and what tells it from others that are called alike. */
export type Found = { id: string; kind: typeof FoundKindEnum.$inferType; title: string; note: string }

/** What is searched for, in which union and by whom; `take` is how many rows of each kind are given at most. */
type Search = { viewer: Viewer; unionId: string; text: string; words: readonly string[]; take: number }

/** Finds rows of each kind that the viewer may see and that hold all words of a text; nothing where it has no word. */
export async function find(viewer: Viewer, unionId: string, text: string, take: number): Promise<Found[]> {
  const words = searchWords(text).map(({ word }) => word)
  if (words.length === 0) return []
  const search = { viewer, unionId, text, words, take }
  const enterprises = findEnterprises(search)
  const issues = enterprises.then((found) => findIssues(search, found))
  const rest = [findSquads(search), findAccounts(search), findSuppliers(search)]
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

/** The condition that one of these columns holds each word, whatever its case. */
const holdsAll = (words: readonly string[], ...columns: string[]) => ({
  AND: words.map((word) => ({
    OR: columns.map((column) => ({ [column]: { contains: word, mode: 'insensitive' as const } })),
  })),
})

type FoundEnterprise = { id: string; name: string; creditCode: string | null }

/** In the order of the register: among its first rows, and where these do not suffice by the index of words. Retired ones come last. */
async function findEnterprises({ viewer, unionId, text, take }: Search): Promise<FoundEnterprise[]> {
  const scope = { AND: [{ unionId, ...inUse }, visibleEnterprises(viewer)] }
  const where = enterpriseWhere(viewer, { unionIds: [unionId], search: text })
  const select = { id: true, name: true, creditCode: true }
  const near = await findNear<FoundEnterprise>(db.enterprise, { scope, where, direction: 'asc', select, take })
  if (near.length === take) return near
  // PostgreSQL would now and then go through the whole register, since it does not know how often words stand side by side
  const [, found] = await db.$transaction([
    db.$executeRaw`SET LOCAL enable_indexscan = off`,
    db.enterprise.findMany({ where, orderBy: { id: 'asc' }, select, take }),
  ])
  if (found.length === take) return found
  const retired = await db.enterprise.findMany({
    where: enterpriseWhere(viewer, { unionIds: [unionId], search: text, filter: { retired: true } }),
    orderBy: { id: 'asc' },
    select,
    take: take - found.length,
  })
  return [...found, ...retired]
}

type FoundIssue = { id: string; title: string; enterprise: { name: string } }

/** The newest issues of the enterprises that were found, and of all others those among the newest whose title holds the words. */
async function findIssues(
  { viewer, unionId, words, take }: Search,
  enterprises: readonly FoundEnterprise[],
): Promise<Found[]> {
  const scope = { AND: [{ unionId }, visibleIssues(viewer)] }
  const select = { id: true, title: true, enterprise: { select: { name: true } } }
  const ofEnterprises = { AND: [scope, { enterpriseId: { in: enterprises.map(({ id }) => id) } }] }
  const [byTitle, byEnterprise] = await Promise.all([
    findNear<FoundIssue>(db.issue, { scope, where: holdsAll(words, 'title'), direction: 'desc', select, take }),
    enterprises.length ? db.issue.findMany({ where: ofEnterprises, orderBy: { id: 'desc' }, select, take }) : [],
  ])
  const all = new Map([...byTitle, ...byEnterprise].map((issue) => [issue.id, issue]))
  return [...all.values()]
    .slice(0, take)
    .map(({ id, title, enterprise }) => asFound('ISSUE', 'Issue', id, title, enterprise.name))
}

/** By their numbers, and by the names of those who lead them or belong to them. Whoever sees a squad may read these. */
async function findSquads({ viewer, unionId, words, take }: Search): Promise<Found[]> {
  const squads = await db.squad.findMany({
    where: { AND: [{ unionId }, visibleSquads(viewer)] },
    select: { id: true, number: true, cadreName: true, members: { where: inUse, select: { name: true } } },
    orderBy: { number: 'asc' },
  })
  const found = squads.flatMap(({ id, number, cadreName, members }) => {
    const names = [cadreName, ...members.map(({ name }) => name)]
    const named = names.find((name) => words.some((word) => holds(name, word)))
    const fits = words.every((word) => isNumber(number, word) || names.some((name) => holds(name, word)))
    return fits ? [asFound('SQUAD', 'Squad', id, String(number), named ?? cadreName)] : []
  })
  return found.slice(0, take)
}

const holds = (name: string, word: string) => name.toUpperCase().includes(word)

/** True where a word says the number of a squad: 3, 第3, 3队, 第3小分队. */
const isNumber = (number: number, word: string) => /^第?(\d+)(小分队|分队|队|组)?$/.exec(word)?.[1] === String(number)

async function findAccounts({ viewer, unionId, words, take }: Search): Promise<Found[]> {
  const found = await findNear<{ id: string; displayName: string; username: string }>(db.account, {
    scope: { AND: [{ unionId, issueId: null }, visibleAccounts(viewer)] },
    where: holdsAll(words, 'displayName', 'username'),
    direction: 'desc',
    select: { id: true, displayName: true, username: true },
    take,
  })
  return found.map(({ id, displayName, username }) => asFound('ACCOUNT', 'Account', id, displayName, username))
}

async function findSuppliers({ viewer, unionId, words, take }: Search): Promise<Found[]> {
  const found = await findNear<{ id: string; name: string; contact: string }>(db.supplier, {
    scope: { AND: [{ unionId }, visibleSuppliers(viewer)] },
    where: holdsAll(words, 'name', 'contact'),
    direction: 'desc',
    select: { id: true, name: true, contact: true },
    take,
  })
  return found.map(({ id, name, contact }) => asFound('SUPPLIER', 'Supplier', id, name, contact))
}
