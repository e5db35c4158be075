import { z } from 'zod'
import { declareEvents } from '#server/log/catalogue.ts'
import { visibleReplyTemplates } from './access.ts'

/** The event of the templates of answers. */
export const replyTemplateEvents = declareEvents(
  {
    noun: 'reply_templates',
    subjectType: 'TradeUnion',
    subject: ({ id }: { id: string }) => ({ id }),
    mayKnow: visibleReplyTemplates,
    makesOld: ['replyTemplates'],
  },
  {
    set: {
      description: {
        en: 'This number of templates of answers was added, changed or removed.',
        zh: '新增、修改或删除了若干条答复模板。',
      },
      facts: { templates: z.int() },
      line: { zh: '{{actor}}修改了|答复模板|', en: '{{actor}} changed |the templates of answers|' },
      onWall: false,
    },
  },
)
