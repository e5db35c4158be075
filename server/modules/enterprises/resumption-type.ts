import { builder } from '#server/platform/builder.ts'
import type { Viewer } from '#server/platform/context.ts'
import { most } from '#server/platform/most.ts'
import { registerNode } from '#server/platform/nodes.ts'
import { visibleDetails, visibleEnterprises } from './access.ts'
import { mostCorrections } from './correct-resumption.ts'
import { ResumptionEnum, ResumptionPaperKindEnum, ResumptionSourceEnum } from './enums.ts'

const details = (viewer: Viewer) => ({ AND: [visibleDetails(viewer), { enterprise: visibleEnterprises(viewer) }] })
registerNode('ResumptionChange', details)
registerNode('ResumptionPaper', details)
registerNode('ResumptionCorrection', (viewer) => ({
  AND: [visibleDetails(viewer), { change: { enterprise: visibleEnterprises(viewer) } }],
}))

builder.prismaNode('ResumptionChange', {
  id: { field: 'id', description: 'The global id of this change of state. 这次状态变更的编号。' },
  description: 'One change in how far an enterprise has resumed work, as it was recorded. 企业复工状态的一次变更。',
  fields: (t) => ({
    from: t.expose('from', { type: ResumptionEnum, description: 'The state before the change. 变更前的状态。' }),
    to: t.expose('to', { type: ResumptionEnum, description: 'The state after the change. 变更后的状态。' }),
    on: t.expose('on', { type: 'Date', description: 'The day from which the new state holds. 新状态的起始日期。' }),
    basis: t.exposeString('basis', {
      description: 'The document or statement on which the change rests. 变更的依据。',
    }),
    source: t.field({
      type: ResumptionSourceEnum,
      description: 'How the union learnt of the change. 得知变更的途径。',
      resolve: ({ source }) => source as typeof ResumptionSourceEnum.$inferType,
    }),
    at: t.expose('at', {
      type: 'DateTime',
      description: 'The moment at which the change was recorded. 变更的记录时间。',
    }),
    neverHappened: t.exposeBoolean('neverHappened', {
      description:
        'True where it was entered wrongly and never happened: it counts nowhere. 记错且从未发生时为真,不计入任何数字。',
    }),
    corrections: t.relation('corrections', {
      ...most(mostCorrections),
      description:
        'What the change said before each correction, oldest first; empty where it never was corrected. 每次更正前的内容,旧的在前;未更正为空。',
      query: { orderBy: [{ at: 'asc' }, { id: 'asc' }] },
    }),
  }),
})

builder.prismaNode('ResumptionCorrection', {
  id: { field: 'id', description: 'The global id of this correction. 这次更正的编号。' },
  description: 'A correction of a change of resumption: why, and what the change said before. 复工变更的一次更正。',
  fields: (t) => ({
    at: t.expose('at', {
      type: 'DateTime',
      description: 'The moment at which the change was corrected. 更正的时间。',
    }),
    reason: t.exposeString('reason', { description: 'Why the change was corrected. 更正的原因。' }),
    to: t.expose('to', { type: ResumptionEnum, description: 'The state that the change named before. 更正前的状态。' }),
    on: t.expose('on', { type: 'Date', description: 'The day that the change named before. 更正前的日期。' }),
    basis: t.exposeString('basis', { description: 'The basis that the change named before. 更正前的依据。' }),
    neverHappened: t.exposeBoolean('neverHappened', {
      description: 'True where the change was marked as one that never happened before. 更正前注明从未发生时为真。',
    }),
  }),
})

builder.prismaNode('ResumptionPaper', {
  id: { field: 'id', description: 'The global id of this paper. 这份材料的编号。' },
  description: 'A paper of its resumption that an enterprise has handed in. 企业交来的一份复工材料。',
  fields: (t) => ({
    kind: t.expose('kind', { type: ResumptionPaperKindEnum, description: 'Which paper it is. 哪一份材料。' }),
    on: t.expose('on', { type: 'Date', description: 'The day on which it was handed in. 交来的日期。' }),
  }),
})
