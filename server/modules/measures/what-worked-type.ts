import { IssueCategory } from '#codegen/prisma/enums.ts'
import { IssueCategoryEnum } from '#server/modules/issues/enums.ts'
import { batchLoader } from '#server/platform/batch-loader.ts'
import { builder, unionArg } from '#server/platform/builder.ts'
import { fieldNotVisible, signedIn, theUnion } from '#server/platform/context.ts'
import { gated } from '#server/platform/gated.ts'
import { most } from '#server/platform/most.ts'
import { choosesMeasures } from './access.ts'
import { mostForEnterprise, mostNamed } from './limits.ts'
import { readWhatWorked, readWorkedFor, type Worked } from './what-worked.ts'

const workedRef = builder.objectRef<Worked>('WorkedMeasure').implement({
  description:
    'What a kind of measure has come to for the closed issues of a category. Measures with the same words, whatever their numbers, are of one kind. 某类措施对一类已办结问题的效果;文字相同(数字不计)的算同一类措施。',
  fields: (t) => ({
    category: t.expose('category', {
      type: IssueCategoryEnum,
      description: 'The category of the issues. 问题的类别。',
    }),
    what: t.exposeString('what', {
      description: 'What is done, in the words that were used most often. 做什么,用得最多的写法。',
    }),
    tried: t.exposeInt('tried', {
      description: 'For how many closed issues it was carried out. 用于多少个已办结的问题。',
    }),
    worked: t.exposeInt('worked', { description: 'For how many of them it worked. 其中有效的个数。' }),
    partly: t.exposeInt('partly', {
      description: 'For how many of them it worked in part. 其中部分有效的个数。',
    }),
    medianDays: t.exposeFloat('medianDays', {
      nullable: true,
      description:
        'The middle of the days from the measure to the closing of the issue, over those for which it worked or worked in part; null where they are fewer than five. 从登记措施到问题办结的天数(中位数),按有效与部分有效的问题计;不足五个为空。',
    }),
  }),
})

builder.queryField('whatWorked', (t) =>
  t.field({
    type: [workedRef],
    ...gated,
    extensions: { ...gated.extensions, ...most(Object.keys(IssueCategory).length * mostNamed).extensions },
    description:
      'Which measures helped to close issues of the union: for each category at most five, those that helped for most issues first; for squads and agencies those alone that were taken at two enterprises or more. FORBIDDEN: you are neither the command centre, a squad, an agency nor the district. 哪些措施办结过问题:每类问题至多五项,有效次数多的在前;小分队与部门只见两家及以上企业用过的。FORBIDDEN:不是指挥中心、小分队、部门或区总工会。',
    args: {
      ...unionArg,
      category: t.arg({
        type: IssueCategoryEnum,
        required: false,
        description: 'The category of the issues; all of them if left out. 问题的类别,不填为各类。',
      }),
    },
    resolve: (_, { unionId, category }, context) => {
      const viewer = signedIn(context)
      const union = theUnion(viewer, unionId as string | null)
      if (!choosesMeasures(viewer)) throw fieldNotVisible()
      return readWhatWorked(viewer, union, category)
    },
  }),
)

builder.prismaObjectFields('Enterprise', (t) => ({
  whatWorked: t.field({
    type: [workedRef],
    ...most(mostForEnterprise),
    description:
      'What worked for such issues as the enterprise has open and you may see, then the first measure of every other category, at most 20 in all; empty for those who choose no measures. 对该企业未了结的同类问题有效的措施,其后是其他各类的第一项,合计至多 20 项;不选措施的人为空。',
    resolve: ({ id }, _, context, info) => {
      const viewer = signedIn(context)
      if (!choosesMeasures(viewer)) return []
      return batchLoader({ context, info, key: 'worked' }, (ids) => readWorkedFor(viewer, ids)).load(id)
    },
  }),
}))
