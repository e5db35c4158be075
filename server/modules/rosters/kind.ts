import type { Prisma } from '#codegen/prisma/client.ts'
import type { EventDraft } from '#server/log/catalogue.ts'
import type { Load, Reads, State } from '#server/log/load.ts'
import type { TallyDelta } from '#server/log/tallies.ts'
import type { Decision, Uniqueness } from '#server/log/write.ts'
import type { Actor } from '#server/platform/context.ts'
import type { Sentence } from '#server/platform/errors.ts'
import type { CellCheck, CellReason, CellValue } from './cells.ts'
import type { HeaderPlan } from './header.ts'

/** One column of a kind of roster. */
export type Column = {
  /** What the column is called in both languages, as an office writes it at the head of a table. */
  name: Sentence
  /** Further headers that mean it, the preferred first. The names follow them. */
  words?: readonly string[]
  /** The column with the name of the person whose phone number this column has. */
  phoneOf?: string
  cell: CellCheck
  isRequired?: true
  /** True where the row is refused if the cell cannot be read, though it may be empty. */
  decides?: true
  /** True where the word 清空 takes the value away. */
  mayClear?: true
  /** True where the name of the sheet says what stands in the column, if no column does: one sheet per zone. */
  isSheetName?: true
  /** What is to be written in the column. */
  hint: Sentence
  /** A cell as it may be written. */
  example: string
}

export type Columns = Readonly<Record<string, Column>>

/** The values of a row without mistakes. A column that the file does not have is absent; an empty cell is null. */
export type Entry = { readonly [column: string]: CellValue }

/** What is done with a row when the roster is applied. */
export type RowKind = 'CREATE' | 'CHANGE' | 'SAME' | 'DOUBT' | 'REFUSE'

/**
 * A cell for which a row is refused, and why: a fault of the cell itself with what would be right, or the sentence of the
 * rule that refuses it. `detail` of DUPLICATE is the number of the row that it repeats, `sheet` its sheet where that is another one.
 */
export type RefusedCell = { column: string } & (
  | { reason: CellReason | 'DUPLICATE' | 'NO_SUCH_ZONE'; detail?: string; sheet?: string }
  | { sentence: Sentence }
)

/**
 * A cell whose text is kept as it stood, since the value says less: several phone numbers, about 50. It is doubtful where
 * somebody has to check it.
 */
export type KeptText = { column: string; text: string; isDoubtful: boolean }

/**
 * A value that a row changes, as it is kept and as it stands in the file. With `isText` it is the text of a cell that is kept,
 * or a value that takes the place of one, while the value itself stays.
 */
export type ChangedCell = { column: string; from: string; to: string; isText?: true }

/**
 * A row of a roster as it is stored when the roster is previewed, and again when it is applied. `sheet` and `row` say
 * where it stands in the file, `place` is its number among all rows that were read, from 1; `original` all its cells as they stand there; `name` is what it is about, `key` how that is found. `subjectId` is the
 * row id of what it changes, repeats or has made; null before it is made, and where the row is refused. With it, `changes`
 * and `entry` say what was kept before and after.
 */
export type PlannedRow<E extends Entry = Entry> = {
  sheet: string
  row: number
  place: number
  kind: RowKind
  name: string
  key: string
  subjectId: string | null
  entry: E | null
  changes: ChangedCell[]
  reasons: RefusedCell[]
  texts: KeptText[]
  original: string[]
  /** Whether the row has made its subject, with the rows beside it: a new member of a squad has not made the squad. */
  isMaker?: boolean
  /** What became of the row when its import was undone. */
  undo?: RowUndo
}

/**
 * What became of a row when its import was undone. `isGone` says that what it had made is not there any more; what was kept
 * has the reason as a sentence. With `columns` these alone were kept, and all others are as before.
 */
export type RowUndo =
  | { outcome: 'UNDONE'; isGone?: true }
  | { outcome: 'KEPT'; reason: Sentence; columns?: readonly string[] }

/**
 * What a row does, as its kind compares it. A row that is not new and changes nothing is the same. A doubtful one is likely to
 * be about the subject, which somebody has to decide: with `changes` if it is, and new if it is not. `effect` is what is written
 * for it; it is not stored with the row. `name`, `key`, `texts` and `entry` replace those of the row.
 */
export type Comparison<F> = {
  isNew: boolean
  isDoubtful?: boolean
  texts?: KeptText[]
  entry?: Entry
  subjectId: string | null
  changes?: ChangedCell[]
  effect?: F
  name?: string
  key?: string | null
}

/** What the rule of a single deed decides for a row. */
export type RowDecision = Pick<Decision, 'subjectId' | 'writes' | 'events'>

/** A row that is not the same and not refused, and what is written for it. */
export type Effect<E extends Entry, F> = { row: PlannedRow<E>; effect: F }

/** Who imports, and when. `prepared` is what the kind has prepared before the roster was applied. */
export type Moment<P> = { actor: Actor; at: Date; prepared: P }

/** What is written when a roster is applied. `ids` are the row ids of what the rows make, by the places of the rows. */
export type Application<S> = {
  writes: readonly Prisma.Sql[]
  events: readonly EventDraft[]
  ids?: ReadonlyMap<number, string>
  uniqueness?: Uniqueness
  secret?: S
}

/** What was counted when a roster was previewed. */
export type RowCounts = { created: number; changed: number; unchanged: number; doubtful: number; refused: number }

/** What a row says: its values, and the texts that are kept beside them. */
export type Told<E extends Entry = Entry> = Pick<PlannedRow<E>, 'texts'> & { entry: E }

/** What a row does, compared with what is kept, or the cells for which it is refused. */
type CompareRow<E extends Entry, F> = (
  entry: E,
  row: PlannedRow<E>,
  unsettled: (subjectId: string) => Told<E>,
) => Comparison<F> | RefusedCell[]

/**
 * One kind of roster: its columns, how a row is checked, what it is compared with and how it is applied. The rest is the same
 * for all kinds: reading the file, the preview, the one transaction, the refused rows.
 */
export type RosterKind<E extends Entry = Entry, R extends Reads = Reads, F = unknown, P = undefined> = {
  columns: Columns
  /** The GraphQL type of what the rows are about. */
  subject: string
  /**
   * True where a cell that a row need not have and that cannot be read keeps its text, and the row is used. Left out where such
   * a row is refused: of accounts every cell gives a right, and of squads several rows are one.
   */
  keepsTexts?: true
  /** The columns that a file must have: of each list one at least. */
  needs: HeaderPlan['needs']
  mostRows: number
  /** What a row is about, and how that is found. */
  nameOf: (cells: Partial<Record<keyof E & string, CellValue | undefined>>) => {
    name?: CellValue | undefined
    key?: CellValue | undefined
  }
  /** What no two rows of a file may have in common, and the column that has it. Left out where the comparison finds it. */
  identity?: (entry: E) => { column: keyof E & string; value: string }
  /** What is locked when the roster is applied, and what its rows are compared with. */
  load: (actor: Actor, rows: readonly PlannedRow<E>[]) => Load<R>
  /**
   * Makes what compares the rows one after the other, in the order of the file. It throws what the rule of the single deed
   * throws, or gives the cells for which the row is refused. A promise is for what it is compared with, which may be long and is
   * then put in order in parts. `unsettled` is what the row says of this subject without those cells that somebody has checked
   * before: where texts are kept, this alone is compared and written.
   */
  comparer: (state: State<R>, moment: Moment<P | undefined>) => CompareRow<E, F> | Promise<CompareRow<E, F>>
  /**
   * Reads what is recorded of the subjects with these row ids, by the columns: of what doubtful rows are likely to be about. Left
   * out where no row is ever doubtful.
   */
  readSubjects?: (ids: readonly string[]) => Promise<ReadonlyMap<string, Entry>>
  /** Slow work before the roster is applied, such as hashing passwords. */
  prepare?: (rows: readonly PlannedRow<E>[]) => Promise<P>
  apply: (
    effects: readonly Effect<E, F>[],
    state: State<R>,
    moment: Moment<P> & { roster: { id: string } & RowCounts },
  ) => Application<Secret[]> | Promise<Application<Secret[]>>
}

/** What is written when a roster is undone, and what became of each row. `union` is added to the union's tally. */
export type Undoing = {
  writes: readonly Prisma.Sql[]
  events: readonly EventDraft[]
  outcomes: ReadonlyMap<PlannedRow, RowUndo>
  union?: TallyDelta
}

/**
 * How the rows of a kind are undone: what is locked and read for those that have made or changed something, and the rule. What
 * somebody has used or changed since stays.
 */
export type RosterUndo<E extends Entry = Entry, R extends Reads = Reads> = {
  load: (actor: Actor, rows: readonly PlannedRow<E>[]) => Load<R>
  decide: (
    rows: readonly PlannedRow<E>[],
    state: State<R>,
    moment: { actor: Actor; at: Date; appliedAt: Date },
  ) => Undoing | Promise<Undoing>
}

/** A way to undo of which only the mechanism knows that it fits together. */
// biome-ignore lint/suspicious/noExplicitAny: each kind has types of its own, which its own functions alone see
export type AnyUndo = RosterUndo<any, any>

/** What is written where the rule of a single deed has decided each row. Of a row that changes a kept text alone there is nothing. */
export const applyDecisions = (effects: readonly Effect<Entry, RowDecision | undefined>[]) => ({
  writes: effects.flatMap(({ effect }) => effect?.writes ?? []),
  events: effects.flatMap(({ effect }) => effect?.events ?? []),
  ids: new Map(effects.flatMap(({ row, effect }) => (effect ? [[row.place, effect.subjectId] as const] : []))),
})

/** A password that was made for a new account and is shown once. */
export type Secret = { username: string; displayName: string; password: string }

/** A kind of which only the mechanism knows that it fits together. */
// biome-ignore lint/suspicious/noExplicitAny: each kind has types of its own, which its own functions alone see
export type AnyKind = RosterKind<any, any, any, any>

/** What the reader of files knows of this kind. */
export const headerPlanOf = ({ columns, needs, mostRows }: AnyKind): HeaderPlan => ({
  columns: Object.fromEntries(
    Object.entries(columns as Columns).map(([key, { name, words = [], phoneOf, cell }]) => [
      key,
      { title: name.zh, words: [...new Set([...words, name.zh, name.en])], phoneOf, isCompact: cell.isCompact },
    ]),
  ),
  needs,
  mostRows,
})
