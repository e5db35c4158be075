import type { Enterprise } from '#codegen/prisma/client.ts'
import { ResumptionPaperKind } from '#codegen/prisma/enums.ts'
import { addHistory } from '#server/feed/history.ts'
import { registerSubject } from '#server/feed/subjects.ts'
import { factsOf } from '#server/log/catalogue.ts'
import { builder } from '#server/platform/builder.ts'
import { dateOf } from '#server/platform/clock.ts'
import { most } from '#server/platform/most.ts'
import { db } from '#server/postgres/db.ts'
import { seesDetails, visibleEnterprises } from './access.ts'
import { ResumptionEnum, ResumptionPaperKindEnum } from './enums.ts'
import { enterpriseEvents } from './events.ts'

registerSubject('Enterprise', {
  visible: visibleEnterprises,
  rows: (args) => db.enterprise.findMany(args),
  concerned: ({ enterpriseId }) => enterpriseId,
})

type PaperChange = { kind: ResumptionPaperKind; from: string | null; to: string | null }

const paperChangeRef = builder.objectRef<PaperChange>('ResumptionPaperChange').implement({
  description: 'What was recorded of a paper of a resumption. 一份复工材料的登记变动。',
  fields: (t) => ({
    kind: t.expose('kind', { type: ResumptionPaperKindEnum, description: 'Which paper it is. 哪一份材料。' }),
    from: t.field({
      type: 'Date',
      nullable: true,
      description: 'The day that was recorded before; null where the paper was not there. 原登记的日期,未交为空。',
      resolve: ({ from }) => (from ? dateOf(from) : null),
    }),
    to: t.field({
      type: 'Date',
      nullable: true,
      description: 'The day that is recorded since; null where the paper was taken off. 改后的日期,取消登记为空。',
      resolve: ({ to }) => (to ? dateOf(to) : null),
    }),
  }),
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
  papers: t.field({
    type: [paperChangeRef],
    nullable: true,
    ...most(Object.keys(ResumptionPaperKind).length),
    description:
      'What was recorded of the papers of the enterprise’s resumption; null for all other events, for older ones of which it is not known, and where you may not see an enterprise’s details. 所登记的复工材料变动;其他事件、未记有变动的旧事件,以及无权查看企业详情时为空。',
    resolve: (event) =>
      seesDetails(event.subjects.viewer) ? (enterpriseEvents.papersRecorded.factsOf(event)?.papers ?? null) : null,
  }),
}))

addHistory(
  'Enterprise',
  'enterpriseId',
  'Everything that happened at the enterprise and that you may know of, newest first. 该企业发生过、且您可知的一切,新的在前。',
)
