import { VisitProgressEnum } from '#server/modules/enterprises/enums.ts'
import { StepEnum } from '#server/modules/visits/enums.ts'
import { builder } from '#server/platform/builder.ts'
import { globalId } from '#server/platform/ids.ts'
import type { Cell } from './snapshot.ts'

/** The GraphQL type of a place of the campaign's list on the board. */
export const BoardCell = builder.objectRef<Cell>('BoardCell').implement({
  description:
    'One place of the campaign’s list on the board, and how far its enterprise is. 看板上名单的一格及其企业的进度。',
  fields: (t) => ({
    id: t.id({
      description:
        'The global id of the place, which stays when its enterprise is swapped. 这一格的编号,换企业时不变。',
      resolve: (c) => globalId('CampaignEnterprise', c.id),
    }),
    position: t.exposeInt('position', {
      description: 'The number of the place in the list, from 1. 名单中的位置,从 1 起。',
    }),
    enterprise: t.field({
      type: 'Enterprise',
      description: 'The enterprise that holds the place. 占此位置的企业。',
      resolve: (c) => c.enterprise,
    }),
    state: t.field({
      type: VisitProgressEnum,
      description:
        'How far the visits to the enterprise are, or were when the campaign was closed. 企业的走访进度;行动已结束的为结束时的进度。',
      resolve: (c) => c.closedProgress ?? c.enterprise.progress,
    }),
    step: t.field({
      type: StepEnum,
      nullable: true,
      description:
        'The last step that was done while the enterprise is UNDER_WAY; null before the first step, and in every other state. 走访中最近完成的一步;尚未开始第一步或不在走访中时为空。',
      resolve: (c) => (c.closedProgress ? null : c.enterprise.progressStep),
    }),
    hasIssue: t.boolean({
      description:
        'True where the enterprise has an issue that is not closed; false in a closed campaign. 企业有未结问题时为真;行动已结束的为假。',
      resolve: (c) => !c.closedProgress && c.enterprise.openIssues > 0,
    }),
  }),
})
