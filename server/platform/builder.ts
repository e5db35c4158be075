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
import type { Context } from './context.ts'
import { AppError } from './errors.ts'
import { parseDate, parseDateTime, parseUpload, parseUuid } from './scalars.ts'

type Models = { [K in keyof PrismaTypes]: PrismaTypes[K]['Shape'] }

/** What other modules name by string although it is no table; each module adds its own by declaration merging. */
// biome-ignore lint/suspicious/noEmptyInterface: filled by declaration merging in the modules
export interface PlainObjects {}

/** The same for inputs: filters that lists and their exports share. */
// biome-ignore lint/suspicious/noEmptyInterface: filled by declaration merging in the modules
export interface PlainInputs {}

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
    UUID: { Input: string; Output: string }
    Upload: { Input: File; Output: never }
  }
}>({
  plugins: [ScopeAuthPlugin, PrismaPlugin, RelayPlugin, ValidationPlugin],
  defaultFieldNullability: false,
  defaultInputFieldRequiredness: true,
  scopeAuth: {
    authorizeOnSubscribe: true,
    unauthorizedError: () => new AppError('UNAUTHENTICATED', { zh: '请先登录。', en: 'Sign in first.' }),
    authScopes: (context) => ({ signedIn: context.actor !== null }),
  },
  prisma: {
    client: () => db,
    dmmf: getDatamodel(),
    filterConnectionTotalCount: true,
    exposeDescriptions: false,
    // a nullable field may answer null without asking the database
    onUnusedQuery: ({ returnType, parentType, fieldName }) => {
      if (isNonNullType(returnType)) throw new Error(`query unused in ${parentType.name}.${fieldName}`)
    },
    maxConnectionSize: 100,
    defaultConnectionSize: 20,
  },
  // node(id) would read any row past its module's filter: each module has its own query instead
  relay: { brandLoadedObjects: true, nodeQueryOptions: false, nodesQueryOptions: false },
})

/** What the builder knows of types, for helpers that take a field builder. */
export type Types = typeof builder extends PothosSchemaTypes.SchemaBuilder<infer T> ? T : never

builder.queryType({ description: 'Everything that can be read. 可查询的内容。', authScopes: { signedIn: true } })
builder.mutationType({ description: 'Everything that can be changed. 可执行的操作。' })
builder.subscriptionType({
  description: 'What is pushed as it happens; over WebSocket or SSE. 实时推送。',
  authScopes: { signedIn: true },
})

builder.scalarType('DateTime', {
  description: 'A moment, ISO 8601 with zone. 时刻(带时区)。',
  serialize: (value) => (value as Date).toISOString(),
  parseValue: parseDateTime,
})
builder.scalarType('Date', {
  description: 'A local date, YYYY-MM-DD. 日期。',
  serialize: (value) => (typeof value === 'string' ? value : isoDate(value)),
  parseValue: parseDate,
})
builder.scalarType('UUID', {
  description: 'A UUID, made by the caller. 由调用方生成的唯一编号。',
  serialize: (value) => value,
  parseValue: parseUuid,
})
builder.scalarType('Upload', {
  description: 'A file, sent by the GraphQL multipart request specification. 上传的文件。',
  serialize: () => {
    throw new Error('an upload is never sent out')
  },
  parseValue: parseUpload,
})
