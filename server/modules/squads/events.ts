import { z } from 'zod'
import type { Squad } from '#codegen/prisma/client.ts'
import { declareEvents } from '#server/log/catalogue.ts'
import { knownAgencies, knownSquads } from './access.ts'

/** The events of a squad. */
export const squadEvents = declareEvents(
  {
    noun: 'squad',
    subjectType: 'Squad',
    subject: ({ id }: Pick<Squad, 'id'>) => ({ id, squadId: id }),
    mayKnow: knownSquads,
    makesOld: ['squads', 'board', 'dayProposal'],
  },
  {
    created: {
      description: { en: 'A squad was made.', zh: '组建了一支小分队。' },
      facts: { number: z.int() },
      line: { zh: '|{{squad}}| 组建', en: '|{{squad}}| was formed' },
      onWall: false,
    },
    updated: {
      description: {
        en: 'A squad’s cadre, phone or zones were changed, or its members.',
        zh: '修改了小分队的带队领导、电话、片区或队员。',
      },
      facts: { what: z.enum(['squad', 'members']) },
      line: { zh: '{{actor}}修改了 |{{squad}}|', en: '{{actor}} changed |{{squad}}|' },
      onWall: false,
    },
  },
)

/** The events of a union's agencies. Their subject is the union. */
export const agencyEvents = declareEvents(
  {
    noun: 'agency',
    subjectType: 'TradeUnion',
    subject: ({ id }: { id: string }) => ({ id }),
    mayKnow: knownAgencies,
    makesOld: ['agencies'],
  },
  {
    created: {
      description: { en: 'Agencies were entered, in this number.', zh: '登记了若干部门。' },
      facts: { agencies: z.int() },
      line: { zh: '|登记了协同部门|', en: '|Agencies were entered|' },
      onWall: false,
    },
  },
)
