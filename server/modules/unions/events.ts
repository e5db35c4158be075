import { z } from 'zod'
import { declareEvents } from '#server/log/catalogue.ts'
import { knownUnions } from './access.ts'

/** The events of a union. */
export const unionEvents = declareEvents(
  {
    noun: 'union',
    subjectType: 'TradeUnion',
    subject: ({ id }: { id: string }) => ({ id }),
    mayKnow: knownUnions,
    makesOld: ['viewer', 'unions'],
  },
  {
    created: {
      description: { en: 'A union and its stream of events were made.', zh: '建立了一个工会及其事件流。' },
      facts: {},
      line: { zh: '|工会建立|', en: '|The union was set up|' },
      onWall: false,
    },
    updated: {
      description: {
        en: 'The name, the short name or the district of a union was changed.',
        zh: '修改了工会的名称、简称或所在区。',
      },
      facts: {},
      line: { zh: '{{actor}} |修改了工会信息|', en: '{{actor}} |changed the names of the union|' },
      onWall: false,
    },
    papersAsked: {
      description: {
        en: 'It was set whether the union asks for the papers of a resumption.',
        zh: '设定了工会是否要求复工材料。',
      },
      facts: { asked: z.boolean() },
      line: { zh: '|复工材料的要求有变|', en: '|The papers of a resumption were set|' },
      onWall: false,
    },
  },
)
