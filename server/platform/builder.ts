import SchemaBuilder from '@pothos/core'
import PrismaPlugin from '@pothos/plugin-prisma'
import RelayPlugin from '@pothos/plugin-relay'
import ScopeAuthPlugin from '@pothos/plugin-scope-auth'
import ValidationPlugin from '@pothos/plugin-validation'
import { isNonNullType } from 'graphql'
import type PrismaTypes from '#codegen/pothos.ts'
import { getDatamodel } from '#codegen/pothos.ts'
import { db } from '#server/postgres/db.ts'
import { isoDate } from './clock.ts'
import { type Context, notAdmitted } from './context.ts'
import { parseDate, parseDateTime, parseTimeOfDay, parseUpload, parseUuid } from './scalars.ts'

type Models = { [K in keyof PrismaTypes]: PrismaTypes[K]['Shape'] }

/**
 * The object types that are not tables but are referred to by name from other modules. Each module adds its own by
 * declaration merging.
 */
// biome-ignore lint/suspicious/noEmptyInterface: filled by declaration merging in the modules
export interface PlainObjects {}

/** The input types that are referred to by name: filters that lists and exports share. */
// biome-ignore lint/suspicious/noEmptyInterface: filled by declaration merging in the modules
export interface PlainInputs {}

/** The descriptions of what every list of pages has in common. */
const pageDescriptions = {
  nodeTypeOptions: { description: 'A row that has a global id. 有编号的对象。' },
  idFieldOptions: { description: 'The global id of the row. 对象的编号。' },
  pageInfoTypeOptions: { description: 'Where a page of a list begins and ends. 列表一页的起止。' },
  hasNextPageFieldOptions: { description: 'True where the list goes on after this page. 此页之后还有内容时为真。' },
  hasPreviousPageFieldOptions: {
    description: 'True where the list has entries before this page. 此页之前还有内容时为真。',
  },
  startCursorFieldOptions: {
    description: 'The cursor of the first entry of the page; null where it is empty. 此页第一项的游标,空页为空。',
  },
  endCursorFieldOptions: {
    description: 'The cursor of the last entry of the page; null where it is empty. 此页最后一项的游标,空页为空。',
  },
  defaultConnectionTypeOptions: {
    description:
      'A page of a list, whose cursors stay right while entries change, come and go. 列表的一页;其间有变更、新增或删除,游标仍然有效。',
  },
  defaultEdgeTypeOptions: { description: 'An entry of a list, and its cursor. 列表的一项及其游标。' },
  edgesFieldOptions: { description: 'The entries of the page, in the order of the list. 此页的各项,按列表顺序。' },
  pageInfoFieldOptions: { description: 'Where the page begins and ends. 此页的起止。' },
  cursorFieldOptions: {
    description: 'The cursor of the entry, for `after` and `before`. 此项的游标,用于 after 与 before。',
  },
  nodeFieldOptions: { description: 'The row that the entry shows. 此项的内容。' },
  firstArgOptions: {
    description:
      'How many entries to give from the start or after `after`, at most 100; 20 where neither `first` nor `last` is given. INVALID: it is out of range, or both are given. 从头或 after 之后取几项,至多 100;first 与 last 都不填时为 20。INVALID:超出范围,或两者都填。',
  },
  lastArgOptions: {
    description:
      'How many entries to give from the end or before `before`, at most 100. INVALID: as for `first`. 从末尾或 before 之前取几项,至多 100。INVALID:同 first。',
  },
  afterArgOptions: {
    description:
      'The cursor of the entry after which the page begins. INVALID: it is none of this list. 从此游标之后开始。INVALID:不是这个列表的游标。',
  },
  beforeArgOptions: {
    description:
      'The cursor of the entry before which the page ends. INVALID: it is none of this list. 到此游标之前为止。INVALID:不是这个列表的游标。',
  },
}

/** The builder of the GraphQL schema. Each module adds its types and fields to it. */
export const builder = new SchemaBuilder<{
  PrismaTypes: PrismaTypes
  Objects: Models & PlainObjects
  Inputs: PlainInputs
  Context: Context
  DefaultFieldNullability: false
  DefaultInputFieldRequiredness: true
  AuthScopes: { signedIn: boolean }
  Scalars: {
    DateTime: { Input: Date; Output: Date }
    Date: { Input: string; Output: Date | string }
    TimeOfDay: { Input: string; Output: string }
    UUID: { Input: string; Output: string }
    Upload: { Input: File; Output: never }
  }
}>({
  plugins: [ScopeAuthPlugin, PrismaPlugin, RelayPlugin, ValidationPlugin],
  defaultFieldNullability: false,
  defaultInputFieldRequiredness: true,
  scopeAuth: {
    authorizeOnSubscribe: true,
    unauthorizedError: (_, context) => notAdmitted(context),
    authScopes: ({ actor }) => ({ signedIn: actor !== null && !actor.mustChangePassword }),
  },
  prisma: {
    client: () => db,
    dmmf: getDatamodel(),
    exposeDescriptions: false,
    // a field that may be null is allowed to answer null without asking the database
    onUnusedQuery: ({ returnType, parentType, fieldName }) => {
      if (isNonNullType(returnType)) throw new Error(`query unused in ${parentType.name}.${fieldName}`)
    },
  },
  // Pothos' own node(id) would read a row without its module's filter: nodes.ts has the one that applies it
  relay: { brandLoadedObjects: true, nodeQueryOptions: false, nodesQueryOptions: false, ...pageDescriptions },
})

/** The types that the builder knows, for functions that take a field builder. */
export type Types = typeof builder extends PothosSchemaTypes.SchemaBuilder<infer T> ? T : never

builder.queryType({
  description:
    'All queries. They need a signed-in account, but for those of which it is said otherwise. 可查询的内容;除另有说明外均须登录。',
  authScopes: { signedIn: true },
})
builder.mutationType({
  description:
    'All mutations. A document has exactly one of them. Besides its own errors each may give these. UNAUTHENTICATED: nobody is signed in, or the session has ended meanwhile. FORBIDDEN: your role may not do it, or somebody else has set your password and another one is to be chosen first. INVALID: a value or an id is not valid, or happenedAt lies more than five minutes ahead or sixty days back. NOT_FOUND: an id is one of another type. CONFLICT: the clientId was used for another change. UNAVAILABLE: send the same clientId again. 可执行的操作,一次请求只能有一个。除各自的错误外,都可能返回以下错误。UNAUTHENTICATED:未登录,或会话已结束。FORBIDDEN:您的角色不能做,或密码由别人设定、须先修改。INVALID:填写的值或编号无效,或发生时间超前五分钟以上、早于六十天前。NOT_FOUND:编号属于其他类型。CONFLICT:clientId 已用于另一次操作。UNAVAILABLE:请用同一 clientId 重发。',
})
builder.subscriptionType({
  description:
    'All subscriptions. The server sends events over WebSocket or SSE as they happen. 通过 WebSocket 或 SSE 实时推送的事件。',
  authScopes: { signedIn: true },
})

builder.scalarType('DateTime', {
  description:
    'A moment in time as ISO 8601 text with a time zone, such as 2020-03-24T09:30:00+08:00. 时刻,ISO 8601 格式,须带时区。',
  serialize: (value) => (value as Date).toISOString(),
  parseValue: parseDateTime,
})
builder.scalarType('Date', {
  description: 'A local date (Asia/Shanghai) as YYYY-MM-DD. 北京时间的日期,格式为 YYYY-MM-DD。',
  serialize: (value) => (typeof value === 'string' ? value : isoDate(value)),
  parseValue: parseDate,
})
builder.scalarType('TimeOfDay', {
  description:
    'A local time of day (Asia/Shanghai) as HH:MM, from 00:00 to 23:59. 北京时间的钟点,格式为 HH:MM,24 小时制。',
  serialize: (value) => value,
  parseValue: parseTimeOfDay,
})
builder.scalarType('UUID', {
  description: 'A UUID that the caller has made. 由调用方生成的唯一编号(UUID)。',
  serialize: (value) => value,
  parseValue: parseUuid,
})
builder.scalarType('Upload', {
  description:
    'A file of at most 10 MB, sent as the GraphQL multipart request specification says. 上传的文件,最大 10 MB,以 multipart 方式发送。',
  serialize: () => {
    throw new Error('an upload is never sent out')
  },
  parseValue: parseUpload,
})

/** The argument of every field that asks for one union, which `theUnion` reads. */
export const unionArg = builder.args((t) => ({
  unionId: t.id({
    required: false,
    description:
      'The global id of the union; may be left out where you have only one. NOT_FOUND: you see no such union. INVALID: you have several and name none. 工会的编号,只有一个工会时可不填。NOT_FOUND:找不到工会。INVALID:有多个工会而未指明。',
  }),
}))

/** The argument of every list that can go over several unions, which `unionsOf` reads. */
export const unionsArg = builder.args((t) => ({
  unionId: t.id({
    required: false,
    description:
      'The global id of the union; the list goes over all that you may read if it is left out. NOT_FOUND: you see no such union. 工会的编号,不填则列出您可查询的所有工会的。NOT_FOUND:找不到工会。',
  }),
}))
