import { z } from 'zod'
import { declareEvents } from '#server/log/catalogue.ts'
import { knownRosters } from './access.ts'

/** The events of a roster. Their subject is the import, or the union where a command has set up its register. */
export const rosterEvents = declareEvents(
  {
    noun: 'roster',
    subjectType: 'RosterImport',
    subject: ({ id, type }: { id: string; type?: 'TradeUnion' }) => ({ id, ...(type && { type }) }),
    mayKnow: knownRosters,
    makesOld: ['enterprises', 'doubles', 'likelyDoubles', 'board', 'dayProposal', 'rosters', 'roster'],
  },
  {
    applied: {
      description: {
        en: 'A roster was applied: rows were created, changed, left unchanged, left doubtful and refused in these numbers.',
        zh: '导入了一份企业名册:分别新增、修改、未变、存疑、拒收若干行。',
      },
      facts: { created: z.int(), changed: z.int(), unchanged: z.int(), doubtful: z.int().optional(), refused: z.int() },
      line: { zh: '{{actor}} |导入了企业名册|', en: '{{actor}} |imported a roster|' },
    },
    undone: {
      description: {
        en: 'An applied roster was undone: so many of its rows were taken back, and so many stay because they were used since.',
        zh: '撤销了一份已导入的名册:若干行撤回,若干行因导入后已被使用而保留。',
      },
      facts: { undone: z.int(), kept: z.int() },
      line: { zh: '{{actor}} |撤销了一次导入|', en: '{{actor}} |undid an import|' },
    },
  },
)
