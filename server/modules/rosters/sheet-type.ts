import { builder } from '#server/platform/builder.ts'
import { most } from '#server/platform/most.ts'
import { lackOf } from './errors.ts'
import type { AnyKind } from './kind.ts'
import type { FileHeader, FileSheet } from './problem.ts'
import { mostFileColumns, mostSamples } from './sheet.ts'

const RosterSheetReason = builder.enumType('RosterSheetReason', {
  description: 'Why a sheet of a roster file is left out. 一张工作表未读取的原因。',
  values: {
    HIDDEN: { description: 'It is hidden in the file, and is never read. 在文件中已隐藏,不读取。' },
    CHART: { description: 'It is a chart. 只有图表。' },
    EMPTY: { description: 'Nothing stands in it. 空的。' },
    NO_HEADER: { description: 'It has no header row of a roster, such as a summary. 没有名册的表头,如汇总表。' },
    NO_COLUMN: { description: 'Its header row lacks a column that a roster must have. 表头缺少必有的列。' },
    DUPLICATED_HEADER: { description: 'A header stands there twice. 表头有重复。' },
  } as const,
})

type Of<T> = { kind: AnyKind } & T

const headerRef = builder.objectRef<Of<FileHeader>>('RosterHeader').implement({
  description: 'A header of a sheet, and the column that it is taken for. 工作表的一个表头及其对应的列。',
  fields: (t) => ({
    header: t.exposeString('header', {
      description:
        'The words of the header; a column without a header is called by its letters, such as (F). 表头的文字;没有表头的列写列号,如 (F)。',
    }),
    column: t.exposeString('column', {
      nullable: true,
      description: 'The key of the column; null where the header is ignored. 对应的列的标识;不读取的为空。',
    }),
    name: t.string({
      nullable: true,
      description: 'What this column is called, in the caller’s language. 对应的列的名称,以调用方的语言。',
      resolve: ({ kind, column }, _, { locale }) =>
        column === null ? null : (kind.columns[column]?.name[locale] ?? column),
    }),
    samples: t.stringList({
      ...most(mostSamples),
      description:
        'The first values below it that differ, three at most, each cut at 30 characters. 该列前几个不同的内容,至多三个,每个至多 30 字。',
      resolve: ({ samples }) => samples ?? [],
    }),
  }),
})

// how many of the rows that were left out are named by their numbers
const mostSkipped = 100

/** A sheet of a roster file. */
export const RosterSheet = builder.objectRef<Of<{ sheet: FileSheet }>>('RosterSheet').implement({
  description: 'A sheet of a roster file, and what was read of it. 名册文件的一张工作表,以及读取的情况。',
  fields: (t) => ({
    name: t.string({
      description: 'The name of the sheet; empty for a text file. 工作表的名称,文本文件为空文本。',
      resolve: ({ sheet }) => sheet.name,
    }),
    isRead: t.boolean({
      description: 'True where its rows are in the roster. 是否已读取。',
      resolve: ({ sheet }) => sheet.reason === null,
    }),
    reason: t.field({
      type: RosterSheetReason,
      nullable: true,
      description: 'Why it is left out; null where it was read. 未读取的原因;已读取为空。',
      resolve: ({ sheet }) => sheet.reason,
    }),
    sentence: t.string({
      nullable: true,
      description: 'The same as a sentence in the caller’s language. 未读取的原因,以调用方的语言说明。',
      resolve: ({ sheet, kind }, _, { locale }) => (sheet.reason === null ? null : lackOf(sheet, kind)[locale]),
    }),
    headerRow: t.int({
      nullable: true,
      description:
        'The number of the row in which its headers end; 0 where the columns are those of the template; null where it has none. 表头所在行(多行表头的末行);按模板的列读取时为 0;没有表头为空。',
      resolve: ({ sheet }) => sheet.headerRow,
    }),
    headers: t.field({
      type: [headerRef],
      ...most(mostFileColumns),
      description: 'Its headers in their order. 各列的表头,按顺序。',
      resolve: ({ sheet, kind }) => sheet.headers.map((header) => ({ ...header, kind })),
    }),
    isRemembered: t.boolean({
      description:
        'True where somebody has said of an earlier file with the same headers what they mean. 是否沿用了以前对相同表头的指定。',
      resolve: ({ sheet }) => sheet.isRemembered,
    }),
    rows: t.int({ description: 'How many rows were read. 读取的行数。', resolve: ({ sheet }) => sheet.rows }),
    skipped: t.int({
      description:
        'How many rows below the header are totals, remarks or headers again, and are no rows of the roster. 表头之下属于合计、说明或重复表头而不计入名册的行数。',
      resolve: ({ sheet }) => sheet.skipped.length,
    }),
    skippedRows: t.intList({
      ...most(mostSkipped),
      description: 'The numbers of these rows, the first 100. 这些行的行号,至多 100 个。',
      resolve: ({ sheet }) => sheet.skipped.slice(0, mostSkipped),
    }),
  }),
})
