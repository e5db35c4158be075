import { batchLoader } from '#server/platform/batch-loader.ts'
import { builder } from '#server/platform/builder.ts'
import { signedIn } from '#server/platform/context.ts'
import { most } from '#server/platform/most.ts'
import { seesDoubts } from './access.ts'
import { NothingRaised } from './contents-type.ts'
import { VisitDoubtEnum, VisitLackEnum } from './enums.ts'
import { readLacks, spokenColumn, spokenSteps } from './findings.ts'

builder.prismaObjectFields('Visit', (t) => ({
  missing: t.field({
    type: [VisitLackEnum],
    description:
      'What the visit lacks to count: while it is open, what it would lack if it ended as DONE now; after it ended as DONE, what was not added since. 走访计入前还缺的内容:进行中为此刻结束所缺,以「已走访」结束后为尚未补上的。',
    resolve: (visit, _, context, info) =>
      visit.state === 'PLANNED' || visit.state === 'ARRIVED'
        ? batchLoader({ context, info, key: 'missing' }, readLacks).load(visit.id)
        : visit.missing,
  }),
  doubts: t.field({
    type: [VisitDoubtEnum],
    description:
      'Why the visit looks empty or doubled, for the command centre and the district; empty for all others. 走访看似空白或重复的原因,仅指挥中心与区总工会可见。',
    resolve: ({ doubts }, _, context) => (seesDoubts(signedIn(context)) ? doubts : []),
  }),
  confirmedAt: t.field({
    type: 'DateTime',
    nullable: true,
    description:
      'The moment at which the command centre confirmed the visit in spite of these doubts; null where it did not. 指挥中心确认属实的时间,未确认为空。',
    resolve: ({ confirmedAt }, _, context) => (seesDoubts(signedIn(context)) ? confirmedAt : null),
  }),
  nothingRaised: t.field({
    type: [NothingRaised],
    ...most(spokenSteps.length),
    description:
      'At which of LISTEN and ASK the squad says that nothing was raised. 小分队注明没有提出的「闻」「问」。',
    resolve: (visit) =>
      spokenSteps.flatMap((step) => {
        const spokenTo = visit[spokenColumn[step]]
        return spokenTo === null ? [] : [{ step, spokenTo }]
      }),
  }),
}))
