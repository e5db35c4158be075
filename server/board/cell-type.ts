import { VisitProgressEnum } from '#server/modules/enterprises/enums.ts'
import { StepEnum } from '#server/modules/visits/enums.ts'
import { builder } from '#server/platform/builder.ts'
import { globalId } from '#server/platform/ids.ts'
import type { Cell } from './snapshot.ts'

/** One place of the hundred. */
export const BoardCell = builder.objectRef<Cell>('BoardCell').implement({
  description: 'One enterprise of the hundred in its fixed place. 百家中的一格。',
  fields: (t) => ({
    id: t.id({ description: 'The place’s own id. 编号。', resolve: (c) => globalId('CampaignEnterprise', c.id) }),
    position: t.exposeInt('position', { description: 'Its fixed place, from 1. 位置。' }),
    enterprise: t.field({ type: 'Enterprise', description: 'Who is in it. 企业。', resolve: (c) => c.enterprise }),
    state: t.field({
      type: VisitProgressEnum,
      description: 'How far its visit is. 走访进度。',
      resolve: (c) => c.enterprise.progress,
    }),
    step: t.field({
      type: StepEnum,
      nullable: true,
      description: 'The last step done while under way. 最近完成的一步。',
      resolve: (c) => c.enterprise.progressStep,
    }),
    hasIssue: t.boolean({
      description: 'It has an open issue. 有未结问题。',
      resolve: (c) => c.enterprise.openIssues > 0,
    }),
  }),
})
