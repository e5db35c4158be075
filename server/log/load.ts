import { Prisma } from '#codegen/prisma/client.ts'
import type { Rows, Statement } from '#server/postgres/turns.ts'

/**
 * The kinds of rows that a deed can lock, in the order in which they are locked. What a deed counts or decides upon hangs
 * on such a row, a root, and whoever changes it has locked the root as well.
 */
const rootKinds = [
  'TradeUnion',
  'RosterImport',
  'Account',
  'Campaign',
  'Squad',
  'Zone',
  'Agency',
  'Enterprise',
  'CellText',
] as const satisfies readonly Prisma.ModelName[]

export type RootKind = (typeof rootKinds)[number]

/**
 * Rows of one kind that a deed locks. `ids` is one id, or a statement that selects the ids. A shared lock keeps off those
 * alone that lock the row for themselves. `unionId` is whose rows they are, where that is not the actor's own union. `isEntry`
 * stands where the entry of the register itself is meant, also once it was found to be another one's double. `isFound` stands where
 * the statement finds the ids by other rows, which may say something else once the deed has waited.
 */
export type Root = {
  kind: RootKind
  ids: Prisma.Sql
  isShared?: true
  unionId?: string
  isEntry?: true
  isFound?: true
}

/** The row of this kind with this id. */
export const root = (kind: RootKind, id: string): Root => ({ kind, ids: Prisma.sql`${id}::uuid` })

/** The row of this kind with this id, locked together with all others that share it. */
export const sharedRoot = (kind: RootKind, id: string): Root => ({ ...root(kind, id), isShared: true })

/** The entries of the register with these ids themselves, also those that were found to be doubles of others. */
export const entries = (ids: readonly string[]): Root => ({ ...roots('Enterprise', ids), isEntry: true })

/** The rows of this kind with these ids. */
export const roots = (kind: RootKind, ids: readonly string[]): Root => ({
  kind,
  ids: Prisma.sql`SELECT unnest(${[...ids]}::uuid[])`,
})

/** The rows of this kind whose ids the statement selects. */
export const rootsOf = (kind: RootKind, ids: Prisma.Sql): Root => ({ kind, ids, isFound: true })

/** One thing that a deed reads: the statement, or null where there is nothing to ask, and what its rows are made into. */
export type Read<T> = { statement: Prisma.Sql | null; from: (rows: never[]) => T }

// biome-ignore lint/suspicious/noExplicitAny: each read has a type of its own
export type Reads = { readonly [name: string]: Read<any> }

/** What has been read, by the same names. */
export type State<R extends Reads> = { [name in keyof R]: R[name] extends Read<infer T> ? T : never }

/**
 * What a deed locks and then reads, in one turn. The statements that read are not those that lock: a statement that has
 * waited for a lock sees the locked rows as they are now, and all others as they were before it waited.
 */
export type Load<R extends Reads> = { lock: readonly Root[]; read: R }

/** Reads one row. Throws what `missing` makes where there is none, or where the actor may not see it. */
export const one = <T>(statement: Prisma.Sql, missing: () => Error): Read<T> => ({
  statement,
  from([row]: T[]) {
    if (row === undefined) throw missing()
    return row
  },
})

/** Reads one row, or null where there is none. */
export const oneOrNull = <T>(statement: Prisma.Sql): Read<T | null> => ({
  statement,
  from: ([row]: T[]) => row ?? null,
})

/** Reads the column `value` of the only row. */
export const value = <T>(statement: Prisma.Sql): Read<T> => ({ statement, from: ([row]: { value: T }[]) => row!.value })

/** Reads all rows. */
export const many = <T>(statement: Prisma.Sql): Read<T[]> => ({ statement, from: (rows: T[]) => rows })

/** The first of some rows, which has an id and a name, and how many they are. */
export type FirstOf = { id: string; name: string; count: number }

/** Reads the first by id of these rows, each with an id and a name, and how many they are; null where there is none. */
export const firstOf = (rows: Prisma.Sql): Read<FirstOf | null> =>
  oneOrNull(Prisma.sql`SELECT *, (count(*) OVER ())::int AS count FROM (${rows}) one ORDER BY id LIMIT 1`)

/** Reads nothing, for what an input leaves out. */
export const nothing: Read<null> = { statement: null, from: () => null }

/**
 * The statements that lock, in the one order of kinds and then ids, so that two deeds never wait for each other. Only the
 * union may be asked here besides the ids; all other rights are asked where the rows are read.
 */
export function lockStatements(locks: readonly Root[], ownId: string): Statement[] {
  return locks
    .toSorted((a, b) => rootKinds.indexOf(a.kind) - rootKinds.indexOf(b.kind))
    .map(({ kind, ids, isShared, unionId = ownId, isEntry }) => {
      const strength = Prisma.raw(isShared ? 'SHARE' : 'NO KEY UPDATE')
      const table = Prisma.raw(`"${kind}"`)
      const ofUnion = kind === 'TradeUnion' ? Prisma.sql`id` : Prisma.sql`"unionId"`
      const ofEnterprise = isEntry ? 'id' : 'id, "mergedIntoId"'
      const columns = Prisma.raw(kind === 'Enterprise' ? ofEnterprise : '1')
      return Prisma.sql`
        SELECT ${columns} FROM ${table} WHERE id IN (${ids}) AND ${ofUnion} = ${unionId}::uuid ORDER BY id FOR ${strength}`
    })
}

/**
 * The statements that find the enterprises of a deed once more, after its locks: a statement that has waited for a lock has found
 * them as they were before it waited.
 */
export const findAgain = (locks: readonly Root[], ownId: string): Statement[] =>
  locks
    .filter(({ kind, isFound }) => kind === 'Enterprise' && isFound)
    .map(
      ({ ids, unionId = ownId }) =>
        Prisma.sql`SELECT id FROM "Enterprise" WHERE id IN (${ids}) AND "unionId" = ${unionId}::uuid`,
    )

/** The statements of these reads, in their order. */
export const statementsOf = (reads: Reads): Statement[] =>
  Object.values(reads).flatMap(({ statement }) => (statement ? [statement] : []))

/** What these reads have read. `answers` begins with the answers to their statements. Throws where a row is missing. */
export function stateOf<R extends Reads>(reads: R, answers: readonly Rows[]): State<R> {
  let place = 0
  const state = Object.entries(reads).map(([name, { statement, from }]) => {
    const rows = statement ? answers[place++]!.rows : []
    return [name, from(rows as never[])]
  })
  return Object.fromEntries(state)
}
