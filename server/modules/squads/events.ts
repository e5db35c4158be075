import { z } from 'zod'
import type { Squad } from '#codegen/prisma/client.ts'
import { declareEvents } from '#server/log/catalogue.ts'
import { knownSquads } from './access.ts'

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
    retired: {
      description: {
        en: 'A squad is no longer used; so many accounts of it were disabled.',
        zh: '停用了一支小分队,其账号随之停用。',
      },
      facts: { accounts: z.int() },
      line: { zh: '{{actor}}停用了 |{{squad}}|', en: '{{actor}} retired |{{squad}}|' },
      onWall: false,
    },
    restored: {
      description: { en: 'A retired squad is used again.', zh: '恢复使用一支小分队。' },
      facts: {},
      line: { zh: '{{actor}}恢复了 |{{squad}}|', en: '{{actor}} restored |{{squad}}|' },
      onWall: false,
    },
  },
)
