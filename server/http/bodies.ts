import { getNamedType, isInputObjectType, type OperationDefinitionNode, typeFromAST } from 'graphql'
import type { GraphQLParams, Plugin } from 'graphql-yoga'
import type { Context } from '#server/platform/context.ts'
import type { Env } from '#server/platform/env.ts'
import { refusal } from '#server/platform/errors.ts'
import { schema } from '#server/schema.ts'
import { operationOf } from './documents.ts'
import { jsonOf, notJson } from './json.ts'

/** The most bytes that a JSON body may have. */
const jsonLimit = 256 * 1024

/** The same of a caller without a session, who has a document of at most 16 KB and little to say with it. */
export const strangersLimit = 32 * 1024

/** The most bytes that a form may have: 10 MB for a file, whose own limit its module checks, and 64 KB for the rest. */
export const multipartLimit = 10 * 1024 * 1024 + 64 * 1024

/**
 * Accepts JSON of at most 256 KB, without a session of 32 KB, and forms (multipart/form-data) of at most `multipartLimit` for an
 * operation with an Upload. Anything else is INVALID, by the status 400, 413 or 415. A request by GET has no body.
 */
export const useBodyLimits = (env: Env): Plugin => ({
  onRequestParse({ request, requestParser, setRequestParser, serverContext }) {
    if (request.method === 'GET') return
    const type = (request.headers.get('content-type') ?? '').split(';')[0]!.trim().toLowerCase()
    if (type === 'application/json') {
      const limit = (serverContext as unknown as Context).actor ? jsonLimit : strangersLimit
      if (Number(request.headers.get('content-length') ?? 0) > limit) throw tooLarge(limit)
      return setRequestParser((each) => parseJson(each, limit))
    }
    if (type !== 'multipart/form-data' || !requestParser) {
      throw wrongType
    }
    const parseForm = async (each: Request) => (await requestParser(each)) as GraphQLParams
    setRequestParser(async (each) => {
      const params = await parseForm(each).catch(refuseForm)
      if (typeof params !== 'object' || params === null) throw notJson
      if (Array.isArray(params) || !takesUpload(operationOf(params, env))) {
        throw noUpload
      }
      return params
    })
  },
})

/**
 * Reads a JSON body. The bytes are counted as they come, because a caller may leave out the length or give a wrong one.
 */
async function parseJson(request: Request, limit: number): Promise<GraphQLParams> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of piecesOf(request)) {
    size += chunk.byteLength
    if (size > limit) throw tooLarge(limit)
    chunks.push(chunk)
  }
  const params = jsonOf(Buffer.concat(chunks).toString('utf8'))
  if (typeof params !== 'object' || params === null) throw notJson
  if (Array.isArray(params)) throw batch
  return params
}

/** The body as it comes. Where the caller hangs up before its end, that is no fault of ours nor of the database. */
async function* piecesOf({ body }: Request): AsyncGenerator<Uint8Array> {
  try {
    yield* (body ?? []) as AsyncIterable<Uint8Array>
  } catch {
    throw brokenOff
  }
}

/** A form in which something is missing fails in the library, whose own errors say what it is, and by chance. */
function refuseForm(error: unknown): never {
  throw (error as Error).name === 'GraphQLError' ? error : noForm
}

/** Whether a variable of the operation is an Upload or an input with a field that is one. */
function takesUpload(operation: OperationDefinitionNode | null): boolean {
  return (operation?.variableDefinitions ?? []).some((each) => {
    const type = getNamedType(typeFromAST(schema, each.type as never))
    const fields = isInputObjectType(type) ? Object.values(type.getFields()) : []
    return [type, ...fields.map((field) => getNamedType(field.type))].some((found) => found?.name === 'Upload')
  })
}

const tooLarge = (bytes: number) =>
  refusal(
    { zh: `请求超过 ${bytes / 1024} KB。`, en: `The body is larger than ${bytes / 1024} KB.` },
    { status: 413, headers: { connection: 'close' } },
  )
const brokenOff = refusal(
  { zh: '请求没有发完就断开了。', en: 'The request broke off before its end.' },
  { status: 400 },
)
const batch = refusal(
  { zh: '一次请求只能有一个操作。', en: 'Batches are not taken: one operation a request.' },
  { status: 400 },
)
const wrongType = refusal(
  {
    zh: '只接受 application/json;带文件时用 multipart/form-data。',
    en: 'Only application/json, and forms with a file.',
  },
  { status: 415 },
)
const noForm = refusal(
  {
    zh: '表单有误,无法读取。',
    en: 'The form can’t be read: it is not as the GraphQL multipart request specification says.',
  },
  { status: 400 },
)
const noUpload = refusal(
  { zh: 'multipart/form-data 只用于上传文件的操作。', en: 'Forms are only for operations with an Upload.' },
  { status: 415 },
)
