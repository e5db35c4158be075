import { builder } from '#server/platform/builder.ts'
import { most } from '#server/platform/most.ts'
import { RosterKindEnum } from './enums.ts'
import type { Column, Columns } from './kind.ts'
import { kindOf, mostColumns } from './kinds.ts'
import { columnDescription, headerDescription } from './row-type.ts'

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
