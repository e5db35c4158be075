import { visibleRosters } from '#server/modules/rosters/access.ts'
import { RosterKindEnum } from '#server/modules/rosters/enums.ts'
import { meansPhone } from '#server/modules/rosters/header.ts'
import type { AnyKind, Columns, PlannedRow, RowKind } from '#server/modules/rosters/kind.ts'
import { kindOf } from '#server/modules/rosters/kinds.ts'
import { readLikenesses, readRosterRows } from '#server/modules/rosters/lists.ts'
import { cellText, reasonSentence, valuesOf } from '#server/modules/rosters/sentences.ts'
import { wordOf } from '#server/platform/enum-type.ts'
import { type Locale, notFound, type Sentence } from '#server/platform/errors.ts'
import { maskPhone, maskPhonesIn } from '#server/platform/phones.ts'
import { db } from '#server/postgres/db.ts'
import { column, inLocale, type List, yesOrNo } from './list.ts'
import type { TableColumn } from './table-file.ts'

/** An empty roster of a kind: a sheet with the headers, and one that says what is to be written in each column. */
export const templateList: List = ({ rosterKind, locale }) => {
  const kind = rosterKind ?? 'ENTERPRISES'
  const columns = Object.entries(kindOf(kind).columns as Columns)
  const heads = [
    { zh: '列', en: 'Column' },
    { zh: '必填', en: 'Required' },
    { zh: '填写说明', en: 'What to write' },
    { zh: '示例', en: 'Example' },
  ]
  return {
    title: { zh: `${wordOf(RosterKindEnum, kind, 'zh')}模板`, en: `${wordOf(RosterKindEnum, kind, 'en')} template` }[
      locale
    ],
    columns: inLocale(
      columns.map(([key, { name }]) => column(key, name, 'text', 20)),
      locale,
    ),
    rows: [],
    guide: {
      title: { zh: '说明', en: 'How to fill it in' }[locale],
      lines: [
        heads.map((head) => head[locale]),
        ...columns.map(([, { name, isRequired = false, hint, example }]) => [
          name[locale],
          yesOrNo(isRequired, locale),
          hint[locale],
          example,
        ]),
      ],
    },
  }
}

/** The rows of a roster of one kind: the file's own columns, and why each is of this kind. */
const rowsList =
  (
    kind: 'REFUSE' | 'DOUBT',
    title: Sentence,
    why: (rows: readonly PlannedRow[], of: AnyKind, locale: Locale) => Why,
  ): List =>
  async ({ viewer, rosterId, locale, withPhones }) => {
    const found = await db.rosterImport.findFirst({
      where: { AND: [{ id: rosterId ?? '' }, visibleRosters(viewer)] },
      select: { id: true, headers: true, kind: true },
    })
    if (!found) throw notFound('rosterId')
    const columns = found.headers.flatMap((header, index): TableColumn[] =>
      // the reasons of an earlier import, in a file that was mended in part, give way to those of this one
      reasonWords.includes(header) ? [] : [{ key: String(index), header, type: 'text' }],
    )
    return {
      title: title[locale],
      columns: [
        ...columns,
        { key: 'sheet', header: placeHeaders.sheet[locale], type: 'text' },
        { key: 'row', header: placeHeaders.row[locale], type: 'number' },
        { key: 'reason', header: reasonHeaders[kind][locale], type: 'text', width: 48 },
      ],
      rows: rowsWithReasons(found.id, kind, {
        whyOf: (rows) => why(rows, kindOf(found.kind), locale),
        shown: withPhones ? (cells) => cells : withoutPhones(found.headers),
      }),
    }
  }

/** Why a row is refused or doubtful, in the caller's language. */
type Why = Promise<(row: PlannedRow) => string>

/** What a roster's import refused: the file's own columns and why, so that it can be mended and sent again. */
export const refusedList = rowsList(
  'REFUSE',
  { zh: '名册拒绝行', en: 'Refused rows' },
  async (_, { columns }, locale) => {
    const between = { zh: ';', en: '; ' }[locale]
    return ({ reasons }) => reasons.map((each) => reasonSentence(columns, each, locale)).join(between)
  },
)

/** What a roster's import has left doubtful: the file's own columns, and what is recorded of what each row is likely to be about. */
export const doubtfulList = rowsList(
  'DOUBT',
  { zh: '名册存疑行', en: 'Doubtful rows' },
  async (rows, { columns, readSubjects }, locale) => {
    const known = await readLikenesses(rows, readSubjects)
    return ({ subjectId }) =>
      valuesOf(known?.get(subjectId ?? '') ?? null, columns)
        .map(({ column, value }) => `${columns[column]!.name[locale]}: ${cellText(columns, column, value, locale)}`)
        .join('; ')
  },
)

// these headers are no columns of any kind, so that a mended file can be imported
const reasonHeaders = {
  REFUSE: { zh: '拒绝原因', en: 'Why refused' },
  DOUBT: { zh: '疑似的登记', en: 'Likely the same as' },
} satisfies Partial<Record<RowKind, Sentence>>

const placeHeaders = {
  sheet: { zh: '原工作表', en: 'Sheet of the file' },
  row: { zh: '原行号', en: 'Row of the file' },
} satisfies Record<string, Sentence>

const reasonWords = [...Object.values(reasonHeaders), ...Object.values(placeHeaders)].flatMap((header) =>
  Object.values(header),
)

const pageSize = 1000

/** The cells of a row of the file with phone numbers masked. */
const withoutPhones = (headers: readonly string[]) => (cells: readonly string[]) =>
  cells.map((cell, index) => (meansPhone(headers[index] ?? '') ? maskPhone(cell) : maskPhonesIn(cell)))

type Shown = { whyOf: (rows: readonly PlannedRow[]) => Why; shown: (cells: readonly string[]) => readonly string[] }

async function* rowsWithReasons(rosterId: string, kind: RowKind, { whyOf, shown }: Shown) {
  for (let after = 0; ; ) {
    const rows = await readRosterRows(rosterId, kind, { limit: pageSize, after })
    const reasonOf = await whyOf(rows)
    yield* rows.map((row) => ({ ...shown(row.original), sheet: row.sheet, row: row.row, reason: reasonOf(row) }))
    if (rows.length < pageSize) return
    after = rows.at(-1)!.place
  }
}
