import { z } from 'zod'
import { builder, unionArg } from '#server/platform/builder.ts'
import { signedIn, theUnion } from '#server/platform/context.ts'
import { invalid } from '#server/platform/errors.ts'
import { most } from '#server/platform/most.ts'
import { FoundKindEnum } from './enums.ts'
import { type Found, find } from './find.ts'

/** How many rows of each kind are given at most. */
const mostOfKind = 5

const kinds = 7

const foundRef = builder.objectRef<Found>('Found').implement({
  description: 'A row that a search has found. 查找到的一个对象。',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'The global id of the row. 对象的编号。' }),
    kind: t.expose('kind', { type: FoundKindEnum, description: 'What kind of row it is. 对象的类别。' }),
    title: t.exposeString('title', {
      description:
        'What the row is called: a name, the title of an issue, or the number of a squad. 名称、问题的标题或小分队的序号。',
    }),
    note: t.exposeString('note', {
      description:
        'What tells the row from others: the credit code of an enterprise, the enterprise of an issue, the one of a squad’s people whose name was found or else its cadre, the username of an account, the item of an order with its number, the contact of a supplier, who issued a document; empty where you may not read it. 补充说明:企业的信用代码、问题所属的企业、小分队中查到的人员或带队领导、账号的用户名、预定的物资与数量、供应商的联系人、文件的发文单位;无权查看时为空。',
    }),
  }),
})

builder.queryField('find', (t) =>
  t.field({
    type: [foundRef],
    ...most(kinds * mostOfKind),
    description:
      'What a person may want to open by a few words of it: enterprises, issues, squads, accounts, orders, suppliers and policy documents that you may see and that hold all words, few of each and in this order. Names are compared without brackets, quotes, blanks, hyphens, width and case, and are found by pinyin and its initials as well; credit codes from four signs on, by those who may read them; by the command centre also a whole phone number of at least 10 digits, which the audit has as one that was shown where an enterprise is found; an issue by its number. Enterprises are all searched; of issues and orders those of the enterprises found and the newest 2,000, of accounts and suppliers the newest 2,000. INVALID: `first` is not between 1 and 5. 按几个词查找要打开的对象:您可见且包含全部词的企业、问题、小分队、账号、物资预定、供应商与政策文件,每类几个,按此顺序。比较名称时不计括号、引号、空格、连字符、全半角与大小写,拼音与首字母也能查;有权看的,信用代码满四位可查;指挥中心还可按完整电话(至少 10 位)查企业,查到的按“查看电话”记入审计;问题可按编号查。企业查全部;问题与预定查所找到企业的及最新两千个;账号与供应商查最新两千个。INVALID:first 不在 1 到 5 之间。',
    args: {
      ...unionArg,
      text: t.arg.string({
        validate: z.string().max(100),
        description: 'One or several words, up to 100 characters. 一个或几个词,至多 100 字。',
      }),
      first: t.arg.int({
        defaultValue: mostOfKind,
        description: 'How many of each kind to give, from 1 to 5. 每类取几个,1 至 5。',
      }),
    },
    resolve: (_, { unionId, text, first }, context) => {
      const viewer = signedIn(context)
      const union = theUnion(viewer, unionId as string | null)
      if (first < 1 || first > mostOfKind) {
        throw invalid('first', {
          zh: `first 须在 1 到 ${mostOfKind} 之间。`,
          en: `first is between 1 and ${mostOfKind}.`,
        })
      }
      return find(context, { unionId: union, text, take: first })
    },
  }),
)
