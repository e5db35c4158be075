import { isWithin, periodOf } from '#server/modules/enterprises/progress.ts'
import { builder } from '#server/platform/builder.ts'
import { localDate } from '#server/platform/clock.ts'

builder.prismaObjectFields('Visit', (t) => ({
  isOutsidePeriod: t.boolean({
    description:
      'True for a visit that ended as DONE on a day outside of the period of the active campaign, so that it does not count. 「已走访」但结束日期不在进行中行动的起止日期之内、因而不计入的走访为真。',
    select: {
      finishedAt: true,
      outcome: true,
      state: true,
      union: { select: { campaigns: { where: { state: 'ACTIVE' }, select: { startsOn: true, endsOn: true } } } },
    },
    resolve: ({ finishedAt, outcome, state, union }) => {
      const [campaign] = union.campaigns
      if (!campaign || !finishedAt || outcome !== 'DONE' || state !== 'FINISHED') return false
      return !isWithin(periodOf(campaign), localDate(finishedAt))
    },
  }),
}))
