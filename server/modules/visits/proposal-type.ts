import { builder, unionArg } from '#server/platform/builder.ts'
import { allow, signedIn, theUnion } from '#server/platform/context.ts'
import { gated } from '#server/platform/gated.ts'
import { most } from '#server/platform/most.ts'
import { mostPlanned, mostProposals, mostProposed, readProposals, type SquadProposal } from './proposal.ts'

const proposalRef = builder.objectRef<SquadProposal>('SquadProposal').implement({
  description:
    'What a squad has on its list of a day, and what may be put on it. 一支小分队某天已排的走访,以及可以排入的走访。',
  fields: (t) => ({
    squad: t.field({
      type: 'Squad',
      description: 'The squad whose day it is. 所属的小分队。',
      resolve: ({ squad }) => squad,
    }),
    planned: t.field({
      type: ['Visit'],
      ...most(mostPlanned),
      description:
        'The squad’s visits of the day in their order, without the voided ones, at most 50. 小分队当天的走访,按站次排列,不含已作废的,至多 50 次。',
      resolve: ({ planned }) => planned,
    }),
    leftOvers: t.field({
      type: ['Visit'],
      ...most(mostProposed),
      description:
        'The squad’s planned visits of the days before that nobody went to, the oldest first, at most 30. 小分队在此之前未走访的待访走访,旧的在前,至多 30 次。',
      resolve: ({ leftOvers }) => leftOvers,
    }),
    unvisited: t.field({
      type: ['Enterprise'],
      ...most(mostProposed),
      description:
        'Enterprises of the squad’s zones that count as neither visited nor planned: those on the campaign’s list first, then the others, both in the order of their addresses, at most 30. Where squads share a zone, each enterprise is proposed to one of them, to the one that has fewer stops and proposals. 小分队片区内未走访、未计划的企业:名单内的在前,其余在后,均按地址排列,至多 30 家。几支小分队共管一个片区时,每家企业只推荐给其中一支,即站点与推荐较少的那支。',
      resolve: ({ unvisited }) => unvisited,
    }),
  }),
})

builder.queryFields((t) => ({
  dayProposal: t.field({
    type: [proposalRef],
    ...gated,
    extensions: { ...gated.extensions, ...most(mostProposals).extensions },
    description:
      'What each squad of the union has on a day and what may be put on its list, by the numbers of the squads. FORBIDDEN: you are not the command centre. 各小分队某天已排的走访与可以排入的走访,按小分队序号排列。FORBIDDEN:不是指挥中心。',
    args: {
      ...unionArg,
      on: t.arg({ type: 'Date', description: 'The day that is to be planned. 要排走访的日期。' }),
    },
    resolve: (_, { unionId, on }, context) => {
      const actor = signedIn(context)
      const union = theUnion(actor, unionId as string | null)
      allow(actor, 'COMMAND')
      return readProposals(actor, union, on)
    },
  }),
}))
