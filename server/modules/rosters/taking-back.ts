import { Prisma } from '#codegen/prisma/client.ts'
import { many, type Read } from '#server/log/load.ts'
import { AppError } from '#server/platform/errors.ts'
import { becameOf } from './kept.ts'
import type { PlannedRow, RowDecision, RowUndo, Undoing } from './kind.ts'

/**
 * Holds rows that may be deleted against whatever would refer to them without locking them: it waits until the import is
 * undone, and finds them no more then. The reads after this one see what came before.
 */
export const hold = (table: 'Enterprise' | 'Supplier' | 'Account' | 'Squad' | 'Agency', ids: readonly string[]) =>
  many<object>(
    Prisma.sql`
      SELECT 1 FROM ${Prisma.raw(`"${table}"`)} WHERE id = ANY(${[...ids]}::uuid[]) ORDER BY id FOR UPDATE`,
  ) satisfies Read<object[]>

/** The row ids of what the rows have made or changed. */
export const subjectsOf = (rows: readonly PlannedRow[]): string[] => [
  ...new Set(rows.flatMap(({ subjectId }) => subjectId ?? [])),
]

/** What takes a row back, and what becomes of it by that. Left out where the row stays. */
export type TakenBack = { outcome: RowUndo; effect?: Pick<RowDecision, 'writes' | 'events'> }

/** The row stays with the sentence of the rule of a single deed where that refuses to take it back. */
export function unlessRefused(take: () => TakenBack): TakenBack {
  try {
    return take()
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    return { outcome: becameOf.refused(error.sentence) }
  }
}

/** Takes the rows back one after the other, the last of the file first, so that each finds what it has left. */
export function inReverse<R extends PlannedRow>(rows: readonly R[], take: (row: R) => TakenBack): Undoing {
  const taken = rows.toReversed().map((row) => ({ row, ...unlessRefused(() => take(row)) }))
  return {
    writes: taken.flatMap(({ effect }) => effect?.writes ?? []),
    events: taken.flatMap(({ effect }) => effect?.events ?? []),
    outcomes: new Map(taken.map(({ row, outcome }) => [row, outcome])),
  }
}
