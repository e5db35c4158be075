import { builder } from '#server/platform/builder.ts'
import { connectionType } from '#server/platform/connection-type.ts'
import { signedIn } from '#server/platform/context.ts'
import { rowId } from '#server/platform/ids.ts'
import { most } from '#server/platform/most.ts'
import { registerNode } from '#server/platform/nodes.ts'
import { db } from '#server/postgres/db.ts'
import { visibleRosters } from './access.ts'
import { type RosterColumn, rosterColumns } from './columns.ts'
import type { ChangedCell, PlannedRow, RefusedCell } from './compare.ts'
import { rosterRows } from './lists.ts'
import { columnNames, reasonSentence } from './sentences.ts'
import './apply.ts'
import './preview.ts'

const RosterRowKindEnum = builder.enumType('RosterRowKind', {
  description: 'What becomes of a row when the roster is applied. 导入时对一行的处理。',
  values: {
    CREATE: { description: 'The row enters a new enterprise into the register. 新增一家企业。' },
    CHANGE: { description: 'The row changes an enterprise of the register. 修改一家已登记的企业。' },
    SAME: { description: 'The row says only what the register has already. 与登记一致,无变化。' },
    REFUSE: { description: 'The row cannot be used and is left out. 无法使用,不导入。' },
  } as const,
})

const RosterColumnEnum = builder.enumType('RosterColumn', {
  description: 'A column of a roster: what it can say of an enterprise. 名册的列。',
  values: Object.fromEntries(
    rosterColumns.map((column) => {
      const { en, zh } = columnNames[column]
      return [column, { description: `The column “${en}” of a roster. 名册的「${zh}」列。` }]
    }),
  ) as Record<RosterColumn, { description: string }>,
})

const changeRef = builder.objectRef<ChangedCell>('RosterChange').implement({
  description: 'A value of an enterprise that a row of the roster changes. 一行所修改的一项内容。',
  fields: (t) => ({
    column: t.expose('column', {
      type: RosterColumnEnum,
      description: 'The column of the value that changes. 修改的列。',
    }),
    from: t.exposeString('from', {
      description: 'The value in the register; empty where nothing is known. 登记中的原值,没有为空文本。',
    }),
    to: t.exposeString('to', { description: 'The value in the roster. 名册中的新值。' }),
  }),
})

const reasonRef = builder.objectRef<RefusedCell>('RosterReason').implement({
  description: 'A reason why a row of the roster is refused. 一行被拒绝的一条原因。',
  fields: (t) => ({
    column: t.expose('column', {
      type: RosterColumnEnum,
      description: 'The column of the cell that is wrong. 有误的列。',
    }),
    sentence: t.string({
      description: 'What is wrong, as a sentence in the caller’s language. 有误之处,以调用方的语言说明。',
      resolve: (reason, _, context) => reasonSentence(reason, context.locale),
    }),
  }),
})

const rowRef = builder.objectRef<PlannedRow>('RosterRow').implement({
  description: 'A row of a roster, and what becomes of it. 名册的一行及对它的处理。',
  fields: (t) => ({
    row: t.exposeInt('row', { description: 'The number of the row in the file, from 1. 文件中的行号,从 1 起。' }),
    kind: t.expose('kind', {
      type: RosterRowKindEnum,
      description: 'What becomes of the row when the roster is applied. 导入时对这一行的处理。',
    }),
    name: t.exposeString('name', {
      description: 'The name of the enterprise in the row; empty where it has none. 行中的企业名称,没有为空文本。',
    }),
    creditCode: t.exposeString('creditCode', {
      description:
        'The unified social credit code in the row; empty where it has none. 行中的统一社会信用代码,没有为空文本。',
    }),
    changes: t.field({
      type: [changeRef],
      ...most(rosterColumns.length),
      description: 'The values that the row changes; empty unless its kind is CHANGE. 这一行修改的内容,仅修改行有。',
      resolve: (row) => row.changes,
    }),
    reasons: t.field({
      type: [reasonRef],
      ...most(rosterColumns.length),
      description:
        'The reasons why the row is refused; empty unless its kind is REFUSE. 这一行被拒绝的原因,仅拒绝行有。',
      resolve: (row) => row.reasons,
    }),
  }),
})

registerNode('RosterImport', visibleRosters)

builder.prismaNode('RosterImport', {
  id: { field: 'id', description: 'The global id of the roster. 名册的编号。' },
  description:
    'A file of enterprises that was previewed, and may have been applied to the register. 已预览或已导入的企业名册。',
  select: {
    id: true,
    fileName: true,
    created: true,
    changed: true,
    unchanged: true,
    refused: true,
    createdAt: true,
    appliedAt: true,
  },
  fields: (t) => ({
    fileName: t.exposeString('fileName', { description: 'The name of the file. 文件的名称。' }),
    created: t.exposeInt('created', { description: 'How many rows enter a new enterprise. 新增企业的行数。' }),
    changed: t.exposeInt('changed', {
      description: 'How many rows change an enterprise of the register. 修改企业的行数。',
    }),
    unchanged: t.exposeInt('unchanged', {
      description: 'How many rows say only what the register has already. 无变化的行数。',
    }),
    refused: t.exposeInt('refused', { description: 'How many rows cannot be used. 被拒绝的行数。' }),
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
        resolve: ({ id }, args) => rosterRows(id, args),
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
