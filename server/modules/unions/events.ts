import { declareEvents } from '#server/log/catalogue.ts'
import { knownUnions } from './access.ts'

/** The events of a union. */
export const unionEvents = declareEvents(
  {
    noun: 'union',
    subjectType: 'TradeUnion',
    subject: ({ id }: { id: string }) => ({ id }),
    mayKnow: knownUnions,
    makesOld: ['viewer'],
  },
  {
    created: {
      description: { en: 'A union and its stream of events were made.', zh: '建立了一个工会及其事件流。' },
      facts: {},
      line: { zh: '|工会建立|', en: '|The union was set up|' },
      onWall: false,
    },
  },
)
