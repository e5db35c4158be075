import { builder } from '#server/platform/builder.ts'
import { globalId } from '#server/platform/ids.ts'
import { most } from '#server/platform/most.ts'
import type { ChangedCell, Columns, Entry, KeptText, PlannedRow, RefusedCell } from './kind.ts'
import { mostColumns } from './kinds.ts'
import { type CellValues, cellText, reasonSentence, textWithoutPhones, valuesOf, valueText } from './sentences.ts'

/** What becomes of a row when the roster is applied. */
export const RosterRowKindEnum = builder.enumType('RosterRowKind', {
  description: 'What becomes of a row when the roster is applied. 导入时对一行的处理。',
  values: {
    CREATE: { description: 'The row makes something new. 新增。' },
    CHANGE: { description: 'The row changes something that is there already. 修改已有的。' },
    DOUBT: {
      description:
        'The row is likely to be about something that is there already, which somebody has to decide; it is left out until then. 疑似与已登记的是同一家,须人工判断,未判断的不导入。',
    },
    SAME: { description: 'The row says only what is recorded already. 与已有的一致,无变化。' },
    REFUSE: { description: 'The row cannot be used and is left out. 无法使用,不导入。' },
  } as const,
})

/** A cell or a row with the columns of its kind of roster. */
type Of<T> = T & { columns: Columns }

/** A row with the columns of its kind, and the type of what it is about. */
export type RowOfKind = Of<PlannedRow> & {
  subject: string
  /** What is recorded of what a doubtful row is likely to be about. */
  likeness?: Entry | undefined
}

export const columnDescription = 'The key of the column, the same in every language. 列的标识,与语言无关。'
export const headerDescription = 'What the column is called, in the caller’s language. 列的名称,以调用方的语言。'

const changeRef = builder.objectRef<Of<ChangedCell>>('RosterChange').implement({
  description: 'A value that a row of the roster changes. 一行所修改的一项内容。',
  fields: (t) => ({
    column: t.exposeString('column', { description: columnDescription }),
    header: t.string({
      description: headerDescription,
      resolve: ({ column, columns }, _, { locale }) => columns[column]?.name[locale] ?? column,
    }),
    from: t.string({
      description: 'The recorded value; empty where nothing is known. 已登记的原值,没有为空文本。',
      resolve: ({ columns, column, from }, _, { locale }) => valueText(columns, column, from, locale),
    }),
    to: t.string({
      description: 'The value in the roster. 名册中的新值。',
      resolve: ({ columns, column, to }, _, { locale }) => valueText(columns, column, to, locale),
    }),
  }),
})

const valueRef = builder.objectRef<Of<CellValues>>('RosterValue').implement({
  description: 'What a cell of a row says. 一行中一列的内容。',
  fields: (t) => ({
    column: t.exposeString('column', { description: columnDescription }),
    header: t.string({
      description: headerDescription,
      resolve: ({ column, columns }, _, { locale }) => columns[column]?.name[locale] ?? column,
    }),
    value: t.string({
      description: 'The value in the roster. 名册中的内容。',
      resolve: ({ columns, column, value }, _, { locale }) => cellText(columns, column, value, locale),
    }),
  }),
})

/** What became of a row when its import was undone. */
export const RosterOutcomeEnum = builder.enumType('RosterOutcome', {
  description: 'What became of a row when its import was undone. 撤销导入时对一行的处理。',
  values: {
    UNDONE: { description: 'What it had made is gone, what it had changed is as before. 新增的已移除,修改的已恢复。' },
    KEPT: { description: 'It stays, because it was used or changed since. 因导入后已被使用或又有变动而保留。' },
  } as const,
})

const reasonRef = builder.objectRef<{ columns: Columns; cell: RefusedCell }>('RosterReason').implement({
  description: 'A reason why a row of the roster is refused. 一行被拒绝的一条原因。',
  fields: (t) => ({
    column: t.string({ description: columnDescription, resolve: ({ cell }) => cell.column }),
    sentence: t.string({
      description: 'What is wrong, as a sentence in the caller’s language. 有误之处,以调用方的语言说明。',
      resolve: ({ columns, cell }, _, { locale }) => reasonSentence(columns, cell, locale),
    }),
  }),
})

const textRef = builder.objectRef<Of<KeptText>>('RosterText').implement({
  description:
    'A cell whose text is kept as it stood, since the value that was read of it says less. 一处保留原文的单元格。',
  fields: (t) => ({
    column: t.exposeString('column', { description: columnDescription }),
    header: t.string({
      description: headerDescription,
      resolve: ({ column, columns }, _, { locale }) => columns[column]?.name[locale] ?? column,
    }),
    text: t.string({
      description: 'The text as it stood, with the middle of phone numbers masked. 原文,电话中间几位隐去。',
      resolve: ({ columns, column, text }) => textWithoutPhones(columns, column, text),
    }),
    isDoubtful: t.exposeBoolean('isDoubtful', {
      description: 'True where somebody has to check it. 是否待核。',
    }),
  }),
})

/** A row of a roster with the columns of its kind. */
export const rowRef = builder.objectRef<RowOfKind>('RosterRow').implement({
  description: 'A row of a roster, and what becomes of it. 名册的一行及对它的处理。',
  fields: (t) => ({
    sheet: t.exposeString('sheet', {
      description: 'The name of the sheet; empty for a text file. 工作表的名称,文本文件为空文本。',
    }),
    row: t.exposeInt('row', { description: 'The number of the row in its sheet, from 1. 工作表中的行号,从 1 起。' }),
    place: t.exposeInt('place', {
      description: 'Its number among all rows that were read, from 1. 在读取的全部行中的序号,从 1 起。',
    }),
    kind: t.expose('kind', {
      type: RosterRowKindEnum,
      description: 'What becomes of the row when the roster is applied. 导入时对这一行的处理。',
    }),
    name: t.exposeString('name', {
      description:
        'What the row is about, such as the name of the enterprise; empty where it has none. 这一行写的是谁,如企业名称,没有为空文本。',
    }),
    key: t.exposeString('key', {
      description:
        'By what it is found, such as the credit code or the username; empty where the row has none. 据以查找的内容,如信用代码、用户名,没有为空文本。',
    }),
    creditCode: t.string({
      nullable: true,
      description:
        'The credit code that the row says; null where it says none, or is refused. 这一行写的信用代码,未写或被拒绝为空。',
      resolve: ({ entry }) => (entry?.creditCode ? String(entry.creditCode) : null),
    }),
    changes: t.field({
      type: [changeRef],
      ...most(mostColumns),
      description:
        'The values that the row changes, and for a new row those that it takes beside its own, such as the campaign of an enterprise of the hundred. 这一行修改的内容;新增的行为它另外带有的内容,如百家名单一行所列入的行动。',
      resolve: ({ changes, columns }) => changes.map((change) => ({ ...change, columns })),
    }),
    reasons: t.field({
      type: [reasonRef],
      ...most(mostColumns),
      description:
        'The reasons why the row is refused; empty unless its kind is REFUSE. 这一行被拒绝的原因,仅拒绝行有。',
      resolve: ({ reasons, columns }) => reasons.map((cell) => ({ cell, columns })),
    }),
    values: t.field({
      type: [valueRef],
      ...most(mostColumns),
      description:
        'All that the row says, by the columns of its kind; empty where it is refused. 这一行写的全部内容,按列;拒绝行为空。',
      resolve: ({ entry, columns }) => valuesOf(entry, columns).map((value) => ({ ...value, columns })),
    }),
    likeness: t.field({
      type: [valueRef],
      ...most(mostColumns),
      description:
        'What is recorded now of what a doubtful row is likely to be about, by the columns of its kind; empty for all other rows. 存疑行疑似的对象现在登记的内容,按列;其他行为空。',
      resolve: ({ likeness, columns }) => valuesOf(likeness ?? null, columns).map((value) => ({ ...value, columns })),
    }),
    texts: t.field({
      type: [textRef],
      ...most(mostColumns),
      description: 'The cells whose text is kept as it stood. 保留原文的单元格。',
      resolve: ({ texts = [], columns }) => texts.map((text) => ({ ...text, columns })),
    }),
    subjectId: t.id({
      nullable: true,
      description:
        'The global id of what the row has made, changed, repeats or is like, such as the enterprise; null before it is made, where the row is refused, and where it is not there any more. 这一行新增、修改或写到的对象的编号,如企业;尚未新增、被拒绝或已不存在时为空。',
      resolve: ({ subjectId, subject, undo }) =>
        subjectId && !(undo?.outcome === 'UNDONE' && undo.isGone) ? globalId(subject, subjectId) : null,
    }),
    outcome: t.field({
      type: RosterOutcomeEnum,
      nullable: true,
      description:
        'What became of the row when its import was undone; null until then, and where it had made and changed nothing. 撤销导入时对这一行的处理;未撤销或这一行没有改动过资料时为空。',
      resolve: ({ undo }) => undo?.outcome ?? null,
    }),
    keptBecause: t.string({
      nullable: true,
      description:
        'Why what the row had made or changed stays, as a sentence in the caller’s language; null unless its outcome is KEPT. 予以保留的原因,以调用方的语言说明;处理不是保留时为空。',
      resolve: ({ undo }, _, { locale }) => (undo?.outcome === 'KEPT' ? undo.reason[locale] : null),
    }),
  }),
})
