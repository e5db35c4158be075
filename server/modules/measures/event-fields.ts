import type { Measure } from '#codegen/prisma/client.ts'
import { addHistory } from '#server/feed/history.ts'
import { registerSubject } from '#server/feed/subjects.ts'
import { builder } from '#server/platform/builder.ts'
import { db } from '#server/postgres/db.ts'
import { visibleMeasures } from './access.ts'

registerSubject('Measure', {
  visible: visibleMeasures,
  rows: (args) => db.measure.findMany(args),
})

builder.objectField('BoardEvent', 'measure', (t) =>
  t.prismaField({
    type: 'Measure',
    nullable: true,
    description:
      'The measure that this event is about, as it stands now; null for all other events, and where you may not see the measure. 事件所涉及的措施现状;其他事件或无权查看时为空。',
    resolve: (query, { subjects, subjectType, subjectId }) =>
      subjectType === 'Measure' ? subjects.row<Measure>('Measure', subjectId, query) : null,
  }),
)

addHistory(
  'Measure',
  'subjectId',
  'What happened to the measure and you may know of, newest first. 措施的经过,新的在前。',
)
