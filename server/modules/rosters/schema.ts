import { resolveOffsetConnection } from '@pothos/plugin-relay'
import { builder } from '#server/platform/builder.ts'
import { signedIn } from '#server/platform/context.ts'
import { rowId } from '#server/platform/ids.ts'
import { db } from '#server/postgres/db.ts'
import { visibleRosters } from './access.ts'
import { rosterColumns } from './columns.ts'
import type { ChangedCell, PlannedRow, RefusedCell } from './compare.ts'
import { readRosterRows, reasonSentence } from './reads.ts'
import './apply.ts'
import './preview.ts'

const RosterRowKindEnum = builder.enumType('RosterRowKind', {
  description: 'What becomes of a row. 行的处理。',
  values: {
    CREATE: { description: 'Enters an enterprise. 新增。' },
    CHANGE: { description: 'Changes one. 修改。' },
    SAME: { description: 'Says what is known. 无变化。' },
    REFUSE: { description: 'Cannot be used. 拒绝。' },
  } as const,
})

const RosterColumnEnum = builder.enumType('RosterColumn', {
  description: 'What a roster can say of an enterprise. 名册的列。',
  values: rosterColumns,
})

const changeRef = builder.objectRef<ChangedCell>('RosterChange').implement({
  description: 'A value that the roster changes. 修改的内容。',
  fields: (t) => ({
    column: t.expose('column', { type: RosterColumnEnum, description: 'Which. 列。' }),
    from: t.exposeString('from', { description: 'As it is. 原值。' }),
    to: t.exposeString('to', { description: 'As the roster has it. 新值。' }),
  }),
})

const reasonRef = builder.objectRef<RefusedCell>('RosterReason').implement({
  description: 'Why a row is refused. 拒绝原因。',
  fields: (t) => ({
    column: t.expose('column', { type: RosterColumnEnum, description: 'At which cell. 列。' }),
    sentence: t.string({
      description: 'What is wrong, in the caller’s language. 原因。',
      resolve: (reason, _, context) => reasonSentence(reason, context.locale),
    }),
  }),
})

const rowRef = builder.objectRef<PlannedRow>('RosterRow').implement({
  description: 'A row of a roster. 名册的一行。',
  fields: (t) => ({
    row: t.exposeInt('row', { description: 'Its number in the file. 行号。' }),
    kind: t.expose('kind', { type: RosterRowKindEnum, description: 'What becomes of it. 处理。' }),
    name: t.exposeString('name', { description: 'The name in it. 企业名称。' }),
    creditCode: t.exposeString('creditCode', { description: 'The code in it. 信用代码。' }),
    changes: t.field({ type: [changeRef], description: 'What it changes. 修改。', resolve: (row) => row.changes }),
    reasons: t.field({ type: [reasonRef], description: 'Why it is refused. 原因。', resolve: (row) => row.reasons }),
  }),
})

builder.prismaNode('RosterImport', {
  id: { field: 'id', description: 'Global id. 编号。' },
  description: 'A roster that was previewed, or applied. 企业名册导入。',
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
    fileName: t.exposeString('fileName', { description: 'The file. 文件名。' }),
    created: t.exposeInt('created', { description: 'Rows that enter an enterprise. 新增行数。' }),
    changed: t.exposeInt('changed', { description: 'Rows that change one. 修改行数。' }),
    unchanged: t.exposeInt('unchanged', { description: 'Rows that say what is known. 无变化行数。' }),
    refused: t.exposeInt('refused', { description: 'Rows that cannot be used. 拒绝行数。' }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'Previewed at. 预览时间。' }),
    appliedAt: t.expose('appliedAt', { type: 'DateTime', nullable: true, description: 'Applied at. 导入时间。' }),
    rows: t.connection({
      type: rowRef,
      description: 'Its rows, in the order of the file. 各行。',
      args: {
        kinds: t.arg({ type: [RosterRowKindEnum], required: false, description: 'Only of these kinds. 只看这些。' }),
      },
      resolve: ({ id }, args) =>
        resolveOffsetConnection({ args, defaultSize: 50, maxSize: 500 }, (page) =>
          readRosterRows(id, args.kinds, page),
        ),
    }),
  }),
})

builder.queryField('roster', (t) =>
  t.prismaField({
    type: 'RosterImport',
    nullable: true,
    description: 'One roster, or null where there is none to see. 一份名册。',
    args: { id: t.arg.id({ description: 'Its global id. 编号。' }) },
    resolve: (query, _, { id }, context) =>
      db.rosterImport.findFirst({
        ...query,
        where: { AND: [{ id: rowId('RosterImport', id, 'id') }, visibleRosters(signedIn(context))] },
      }),
  }),
)
