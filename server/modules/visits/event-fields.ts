import type { Visit } from '#codegen/prisma/client.ts'
import { registerSubject } from '#server/feed/subjects.ts'
import { factsOf } from '#server/log/catalogue.ts'
import { builder } from '#server/platform/builder.ts'
import { db } from '#server/postgres/db.ts'
import { visibleVisits } from './access.ts'
import { StepEnum, VisitOutcomeEnum } from './enums.ts'
import { visitEvents } from './events.ts'

registerSubject('Visit', {
  visible: visibleVisits,
  rows: (args) => db.visit.findMany(args),
})

builder.objectFields('BoardEvent', (t) => ({
  visit: t.prismaField({
    type: 'Visit',
    nullable: true,
    description: 'The visit it is about, as it stands now. 走访。',
    resolve: (query, { subjects, subjectType, subjectId }) =>
      subjectType === 'Visit' ? subjects.row<Visit>('Visit', subjectId, query) : null,
  }),
  step: t.field({
    type: StepEnum,
    nullable: true,
    description: 'The step that was done. 完成的步骤。',
    resolve: (event) => visitEvents.stepCompleted.factsOf(event)?.step ?? null,
  }),
  outcome: t.field({
    type: VisitOutcomeEnum,
    nullable: true,
    description: 'What the visit ended with. 走访结果。',
    resolve: (event) => factsOf(visitEvents, event)?.outcome ?? null,
  }),
}))
