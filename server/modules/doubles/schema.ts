import { builder } from '#server/platform/builder.ts'
import { connectionType } from '#server/platform/connection-type.ts'
import { allow, signedIn } from '#server/platform/context.ts'
import { most } from '#server/platform/most.ts'
import { DoubleReasonEnum } from './enums.ts'
import { type DoublePair, doublePairs } from './pairs.ts'
import './dismiss.ts'
import './likely.ts'
import './merge.ts'
import './recall.ts'
import './separate.ts'

const pairRef = builder.objectRef<DoublePair>('DoublePair').implement({
  description: 'Two enterprises of the register that are likely to be one. 可能是同一家的两家企业。',
  fields: (t) => ({
    newer: t.field({
      type: 'Enterprise',
      description: 'The one that was entered later. 后登记的一家。',
      resolve: ({ newer }) => newer,
    }),
    older: t.field({
      type: 'Enterprise',
      description: 'The one that was entered before. 先登记的一家。',
      resolve: ({ older }) => older,
    }),
    reasons: t.field({
      type: [DoubleReasonEnum],
      ...most(2),
      description:
        'Why they are likely to be one; none where they were dismissed and do not look alike any more. 可能重复的理由;已说明不是同一家且不再相似的为空。',
      resolve: ({ reasons }) => reasons,
    }),
    dismissedAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'When somebody said that they are two; null where nobody has. 说明不是同一家的时间,没有说明过为空。',
      resolve: ({ dismissedAt }) => dismissedAt,
    }),
  }),
})

builder.queryField('doubles', (t) =>
  t.connection(
    {
      type: pairRef,
      description:
        'The enterprises in use that are likely to be another one that was entered before, each beside the one that it is most likely to be, newest first: those with the same name, whatever the brackets and width, at the same address, maybe in other words, with the same phone, or with nothing that tells them apart. Of one name the newest 30 are compared, of all 10,000; of a register with more than 500,000 the first 500,000 by their names. Pairs of which somebody has said that they are two (dismissDouble) are listed where `isDismissed` asks for them, and there alone. FORBIDDEN: you are not the command centre. INVALID: an argument of the page is not valid. 在册企业中可能与先前登记的某家重复的,各与最可能的一家并列,新的在前:名称相同(括号、全半角不计)且地址相同(写法可不同)、电话相同或别无区别。同名的比对最新 30 家,合计一万家;名册超过五十万家的,按名称取前五十万家。已说明不是同一家的(dismissDouble),只在 isDismissed 为真时列出。FORBIDDEN:不是指挥中心。INVALID:分页参数无效。',
      args: {
        isDismissed: t.arg.boolean({
          required: false,
          description:
            'True for the pairs of which somebody has said that they are two enterprises. 真为已说明不是同一家的。',
        }),
      },
      resolve: (_, { isDismissed, ...args }, context, info) => {
        const viewer = signedIn(context)
        allow(viewer, 'COMMAND')
        return doublePairs(viewer, isDismissed === true, args, context, info) as never
      },
    },
    connectionType(pairRef, 'DoublePair'),
  ),
)
