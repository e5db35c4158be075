import { builder } from '#server/platform/builder.ts'
import { connectionType } from '#server/platform/connection-type.ts'
import { signedIn } from '#server/platform/context.ts'
import { rowId } from '#server/platform/ids.ts'
import { most } from '#server/platform/most.ts'
import { registerNode } from '#server/platform/nodes.ts'
import { db } from '#server/postgres/db.ts'
import { visibleRosters } from './access.ts'
import { RosterKindEnum } from './enums.ts'
import type { ChangedCell, Column, Columns, PlannedRow, RefusedCell } from './kind.ts'
import { kindOf, mostColumns, type RosterKindName } from './kinds.ts'
import { rosterRows } from './lists.ts'
import type { FileSheet } from './problem.ts'
import { reasonSentence, valueText } from './sentences.ts'
import { mostFileSheets } from './sheet.ts'
import { RosterSheet } from './sheet-type.ts'
import './apply.ts'
import './preview.ts'

const RosterRowKindEnum = builder.enumType('RosterRowKind', {
  description: 'What becomes of a row when the roster is applied. 导入时对一行的处理。',
  values: {
    CREATE: { description: 'The row makes something new. 新增。' },
    CHANGE: { description: 'The row changes something that is there already. 修改已有的。' },
    SAME: { description: 'The row says only what is recorded already. 与已有的一致,无变化。' },
    REFUSE: { description: 'The row cannot be used and is left out. 无法使用,不导入。' },
  } as const,
})

/** A cell or a row with the columns of its kind of roster. */
type Of<T> = T & { columns: Columns }

const columnDescription = 'The key of the column, the same in every language. 列的标识,与语言无关。'
const headerDescription = 'What the column is called, in the caller’s language. 列的名称,以调用方的语言。'

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

const rowRef = builder.objectRef<Of<PlannedRow>>('RosterRow').implement({
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
  }),
})

registerNode('RosterImport', visibleRosters)

builder.prismaNode('RosterImport', {
  id: { field: 'id', description: 'The global id of the roster. 名册的编号。' },
  description: 'A file of rows that was previewed, and may have been applied. 已预览或已导入的名册。',
  select: {
    id: true,
    kind: true,
    fileName: true,
    created: true,
    changed: true,
    unchanged: true,
    refused: true,
    read: true,
    sheets: true,
    createdAt: true,
    appliedAt: true,
  },
  fields: (t) => ({
    kind: t.field({
      type: RosterKindEnum,
      description: 'What its rows are. 名册的种类。',
      resolve: ({ kind }) => kind as RosterKindName,
    }),
    fileName: t.exposeString('fileName', { description: 'The name of the file. 文件的名称。' }),
    created: t.exposeInt('created', { description: 'How many rows make something new. 新增的行数。' }),
    changed: t.exposeInt('changed', {
      description: 'How many rows change something that is there already. 修改的行数。',
    }),
    unchanged: t.exposeInt('unchanged', {
      description: 'How many rows say only what is recorded already. 无变化的行数。',
    }),
    refused: t.exposeInt('refused', { description: 'How many rows cannot be used. 被拒绝的行数。' }),
    read: t.exposeInt('read', {
      description:
        'How many rows were read: as many as are new, changed, unchanged and refused together. 读取的行数,等于新增、修改、无变化、被拒绝的行数之和。',
    }),
    sheets: t.field({
      type: [RosterSheet],
      ...most(mostFileSheets),
      description:
        'The sheets of the file in their order, also those that were left out; a text file is one sheet without a name. 文件的全部工作表(含未读取的),按顺序;文本文件为一张无名称的表。',
      resolve: ({ sheets, kind }) => {
        const of = kindOf(kind)
        return (sheets as unknown as FileSheet[]).map((sheet) => ({ sheet, kind: of }))
      },
    }),
    createdAt: t.expose('createdAt', {
      type: 'DateTime',
      description: 'The moment at which the file was previewed. 名册的预览时间。',
    }),
    appliedAt: t.expose('appliedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'The moment at which the roster was applied; null until then. 名册的导入时间,未导入为空。',
    }),
    rows: t.connection(
      {
        type: rowRef,
        description: 'The rows in the order of the file. 名册的各行,按文件顺序。',
        args: {
          kinds: t.arg({
            type: [RosterRowKindEnum],
            required: false,
            description:
              'The kinds of which a row is one; rows of all kinds if left out. 行的处理类别,符合其一即可;不填则列出全部。',
          }),
        },
        resolve: ({ id, kind }, args) => rosterRows(id, kindOf(kind).columns, args),
      },
      connectionType(rowRef, 'RosterRow'),
    ),
  }),
})

builder.queryField('roster', (t) =>
  t.prismaField({
    type: 'RosterImport',
    nullable: true,
    description:
      'One roster, for the command centre; null where you may see none with this id. INVALID: the id is not valid. NOT_FOUND: it is an id of another type. 一份名册,仅供指挥中心;无权查看或不存在时为空。INVALID:编号无效。NOT_FOUND:编号属于其他类型。',
    args: { id: t.arg.id({ description: 'The global id of the roster. 名册的编号。' }) },
    resolve: (query, _, { id }, context) =>
      db.rosterImport.findFirst({
        ...query,
        where: { AND: [{ id: rowId('RosterImport', id, 'id') }, visibleRosters(signedIn(context))] },
      }),
  }),
)

const columnRef = builder.objectRef<{ key: string; column: Column }>('RosterColumn').implement({
  description: 'A column that a kind of roster can have. 一类名册可有的一列。',
  fields: (t) => ({
    column: t.string({ description: columnDescription, resolve: ({ key }) => key }),
    name: t.string({
      description: headerDescription,
      resolve: ({ column }, _, { locale }) => column.name[locale],
    }),
    hint: t.string({
      description: 'What is to be written in it, in the caller’s language. 填写说明,以调用方的语言。',
      resolve: ({ column }, _, { locale }) => column.hint[locale],
    }),
  }),
})

builder.queryField('rosterColumns', (t) =>
  t.field({
    type: [columnRef],
    ...most(mostColumns),
    description: 'The columns of a kind of roster, in the order of its template. 一类名册的各列,按模板的顺序。',
    args: {
      kind: t.arg({ type: RosterKindEnum, required: true, description: 'The kind of the roster. 名册的种类。' }),
    },
    resolve: (_, { kind }) => Object.entries(kindOf(kind).columns as Columns).map(([key, column]) => ({ key, column })),
  }),
)
