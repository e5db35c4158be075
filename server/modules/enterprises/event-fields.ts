import type { Enterprise } from '#codegen/prisma/client.ts'
import { registerSubject } from '#server/feed/subjects.ts'
import { builder } from '#server/platform/builder.ts'
import { db } from '#server/postgres/db.ts'
import { visibleEnterprises } from './access.ts'
import { ResumptionEnum } from './enums.ts'
import { enterpriseEvents } from './events.ts'

registerSubject('Enterprise', {
  visible: visibleEnterprises,
  rows: (args) => db.enterprise.findMany(args),
})

builder.objectFields('BoardEvent', (t) => ({
  enterprise: t.prismaField({
    type: 'Enterprise',
    nullable: true,
    description: 'The enterprise it happened at, as it stands now. 企业。',
    resolve: (query, { subjects, enterpriseId }) => subjects.row<Enterprise>('Enterprise', enterpriseId, query),
  }),
  resumedTo: t.field({
    type: ResumptionEnum,
    nullable: true,
    description: 'The state of resumption it was set to. 变更后的复工状态。',
    resolve: (event) => enterpriseEvents.resumptionSet.factsOf(event)?.to ?? null,
  }),
}))
