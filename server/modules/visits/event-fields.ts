import type { Visit } from '#codegen/prisma/client.ts'
import { addEventSubscription } from '#server/feed/event-subscription.ts'
import { addHistory } from '#server/feed/history.ts'
import { registerSubject } from '#server/feed/subjects.ts'
import { factsOf } from '#server/log/catalogue.ts'
import { builder } from '#server/platform/builder.ts'
import { globalId } from '#server/platform/ids.ts'
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
    description:
      'The visit that this event is about, as it stands now; null for all other events, and where you may not see the visit. 事件所涉及的走访现状;其他事件或无权查看时为空。',
    resolve: (query, { subjects, subjectType, subjectId }) =>
      subjectType === 'Visit' ? subjects.row<Visit>('Visit', subjectId, query) : null,
  }),
  step: t.field({
    type: StepEnum,
    nullable: true,
    description: 'The step that was done; null for all events but visit.step_completed. 完成的步骤,其他事件为空。',
    resolve: (event) => visitEvents.stepCompleted.factsOf(event)?.step ?? null,
  }),
  outcome: t.field({
    type: VisitOutcomeEnum,
    nullable: true,
    description:
      'What the visit ended with; null for all events that end no visit. 走访的结果,不是走访结束的事件为空。',
    resolve: (event) => factsOf(visitEvents, event)?.outcome ?? null,
  }),
}))

builder.objectField('BoardEvent', 'memberIds', (t) =>
  t.idList({
    nullable: true,
    description:
      'The global ids of the members who were there, as the event names them; null for all events but those that say who was there. 事件所写明的到场队员的编号;不写明到场队员的事件为空。',
    resolve: (event) => factsOf(visitEvents, event)?.memberIds?.map((id) => globalId('SquadMember', id)) ?? null,
  }),
)

addEventSubscription(
  'visitProgressed',
  'Each event of a visit: it was planned, moved, begun, went a step on, ended, was skipped or voided. One event a message. 走访的每个事件:计划、顺延、到达、完成一步、结束、跳过或作废;每条消息一个事件。',
  Object.values(visitEvents),
)

addHistory('Visit', 'subjectId', 'What happened to the visit and you may know of, newest first. 走访的经过,新的在前。')
