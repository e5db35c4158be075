import type { Enterprise } from '#codegen/prisma/client.ts'
import { addHistory } from '#server/feed/history.ts'
import { registerSubject } from '#server/feed/subjects.ts'
import { factsOf } from '#server/log/catalogue.ts'
import { builder } from '#server/platform/builder.ts'
import { db } from '#server/postgres/db.ts'
import { visibleEnterprises } from './access.ts'
import { ResumptionEnum } from './enums.ts'
import { enterpriseEvents } from './events.ts'

registerSubject('Enterprise', {
  visible: visibleEnterprises,
  rows: (args) => db.enterprise.findMany(args),
  concerned: ({ enterpriseId }) => enterpriseId,
})

builder.objectFields('BoardEvent', (t) => ({
  enterprise: t.prismaField({
    type: 'Enterprise',
    nullable: true,
    description:
      'The enterprise at which the event happened, as it stands now; null where there is none or you may not see it. 事件所涉及的企业现状;没有或无权查看时为空。',
    resolve: (query, { subjects, enterpriseId }) => subjects.row<Enterprise>('Enterprise', enterpriseId, query),
  }),
  resumedTo: t.field({
    type: ResumptionEnum,
    nullable: true,
    description:
      'The state to which the resumption of the enterprise was set or corrected; null for all other events. 企业变更或更正后的复工状态,其他事件为空。',
    resolve: (event) => factsOf(enterpriseEvents, event)?.to ?? null,
  }),
}))

addHistory(
  'Enterprise',
  'enterpriseId',
  'Everything that happened at the enterprise and that you may know of, newest first. 该企业发生过、且您可知的一切,新的在前。',
)
