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

/** The events of zones. Their subject is the zone, or the union where several were set up at once. */
export const zoneEvents = declareEvents(
  {
    noun: 'zone',
    subjectType: 'Zone',
    subject: ({ id, type }: { id: string; type?: 'TradeUnion' }) => ({ id, ...(type && { type }) }),
    mayKnow: knownUnions,
    makesOld: ['viewer', 'board'],
  },
  {
    created: {
      description: { en: 'One or more zones were made, in this number.', zh: '划分了一个或几个片区。' },
      facts: { zones: z.int() },
      line: { zh: '|新划片区|', en: '|A new zone|' },
      onWall: false,
    },
  },
)
