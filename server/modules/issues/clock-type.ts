import { RungRecipientEnum } from '#server/modules/calendars/enums.ts'
import { builder } from '#server/platform/builder.ts'
import { dueAtOf, standingOfClock } from './clock.ts'
import { IssueClockEnum, WaitsForEnum } from './life-enums.ts'
import { isOpen } from './standing.ts'

builder.prismaObjectFields('Issue', (t) => ({
  clock: t.field({
    type: IssueClockEnum,
    nullable: true,
    description: 'How far its clock is; null where it is over. 时限状态,已了结为空。',
    resolve: standingOfClock,
  }),
  dueAt: t.field({
    type: 'DateTime',
    nullable: true,
    description:
      'When the next thing is due: that an agency takes charge, or that it is done. Null while no clock runs. 下一步的截止时间:签收或办结;停表或已了结为空。',
    resolve: dueAtOf,
  }),
  takeBy: t.expose('takeBy', {
    type: 'DateTime',
    nullable: true,
    description:
      'By when somebody must take charge of it; null for one that is older than the clocks. 应签收的时间;启用时限之前的问题为空。',
  }),
  doneBy: t.expose('doneBy', {
    type: 'DateTime',
    nullable: true,
    description:
      'By when it must be done, as far as the clock has run; null for one that is older than the clocks. 应办结的时间,停表时按停表前计;启用时限之前的问题为空。',
  }),
  stoppedAt: t.expose('stoppedAt', {
    type: 'DateTime',
    nullable: true,
    description: 'Since when its clocks stand; null while they run. 停表的时间,计时中为空。',
  }),
  waitsFor: t.field({
    type: WaitsForEnum,
    nullable: true,
    description:
      'For whom it waits while its clocks stand: an answered one for the enterprise, which is called back. 停表时在等谁;待回访的等企业。',
    resolve: ({ state, waitsFor }) => (state === 'ANSWERED' ? 'ENTERPRISE' : state === 'PARKED' ? waitsFor : null),
  }),
  climbedTo: t.field({
    type: RungRecipientEnum,
    nullable: true,
    description:
      'Whom it has reached on the ladder since it is overdue; null where it has not, and where it is over. 超时后已报到谁,没有或已了结为空。',
    resolve: (issue) => (isOpen(issue) ? issue.climbedTo : null),
  }),
  extensions: t.exposeInt('extensions', { description: 'How often its deadline was put off. 延期的次数。' }),
}))
