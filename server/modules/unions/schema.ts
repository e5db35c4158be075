import { builder } from '#server/platform/builder.ts'
import { signedIn, type Viewer } from '#server/platform/context.ts'
import { most } from '#server/platform/most.ts'
import { registerNode } from '#server/platform/nodes.ts'
import { isPublic } from '#server/platform/public.ts'
import { db } from '#server/postgres/db.ts'
import { UnionLevelEnum } from './enums.ts'
import { mostUnions } from './limits.ts'
import './events.ts'
import './ask-papers.ts'
import './update.ts'

const ownUnion = ({ unionIds }: Viewer) => ({ id: { in: [...unionIds] } })
registerNode('TradeUnion', ownUnion)

builder.prismaNode('TradeUnion', {
  id: { field: 'id', description: 'The global id of the union. 工会的编号。' },
  description:
    'A trade union. Each has enterprises, squads and one numbered log of events of its own. 工会,各有自己的企业、小分队与事件日志。',
  fields: (t) => ({
    name: t.exposeString('name', { description: 'The full name of the union. 工会的全称。' }),
    shortName: t.exposeString('shortName', {
      nullable: true,
      description: 'What the union is called in few words; null where its full name does. 工会的简称,没有时为空。',
    }),
    districtName: t.exposeString('districtName', {
      nullable: true,
      description:
        'The name of the district, where the union has given it; null for a union of a district. 所在区的名称;区总工会为空。',
    }),
    level: t.expose('level', {
      type: UnionLevelEnum,
      description: 'The level at which the union stands. 工会的层级。',
    }),
    isInUse: t.boolean({
      description:
        'True once somebody of the union has set a password, and so can sign in. 已有人设定密码、可以登录时为真。',
      select: { accounts: { where: { passwordHash: { not: null } }, select: { id: true }, take: 1 } },
      resolve: ({ accounts }) => accounts.length > 0,
    }),
    asksPapers: t.exposeBoolean('asksPapers', {
      description:
        'True where enterprises hand in the papers of a resumption, and a list of them is kept. 要求企业交复工材料并登记时为真。',
    }),
  }),
})

builder.queryField('unions', (t) =>
  t.prismaField({
    type: ['TradeUnion'],
    ...most(mostUnions),
    description:
      'The unions whose rows and events you may ask for: your own, or those of your district. 您可查询的工会:所属工会,或本区所辖的工会。',
    resolve: (query, _, __, context) =>
      db.tradeUnion.findMany({
        ...query,
        where: ownUnion(signedIn(context)),
        orderBy: { id: 'asc' },
        take: mostUnions,
      }),
  }),
)

/** How many names the page of the login shows. */
const mostNames = 3

builder.queryField('hostNames', (t) =>
  t.stringList({
    extensions: { ...most(mostNames).extensions, ...isPublic.extensions },
    skipTypeScopes: true,
    description:
      'Whose system this is: the names of its first unions, at most 3. Anyone may read them, also without an account, so that the login can say where one is. 本系统所属工会的名称,至多 3 个;未登录也可读,供登录页显示。',
    resolve: async () => {
      const unions = await db.tradeUnion.findMany({ select: { name: true }, orderBy: { id: 'asc' }, take: mostNames })
      return unions.map(({ name }) => name)
    },
  }),
)
