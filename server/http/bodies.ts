import { GraphQLError, getNamedType, isInputObjectType, Kind, parse, typeFromAST } from 'graphql'
import type { GraphQLParams, Plugin } from 'graphql-yoga'
import { schema } from '#server/schema.ts'

const jsonLimit = 256 * 1024
/** A file of 10 MB and the form around it. */
export const multipartLimit = 10 * 1024 * 1024 + 64 * 1024

/** Only JSON of at most 256 KB, and forms that carry a file for an operation with an Upload. */
export const useBodyLimits = (): Plugin => ({
  onRequestParse({ request, requestParser, setRequestParser }) {
    const type = (request.headers.get('content-type') ?? '').split(';')[0]!.trim().toLowerCase()
    if (type === 'application/json') {
      if (Number(request.headers.get('content-length') ?? 0) > jsonLimit) throw tooLarge()
      return setRequestParser(parseJson)
    }
    if (type !== 'multipart/form-data' || !requestParser) {
      throw refusal(415, 'Only application/json, and multipart/form-data with a file.')
    }
    const parseForm = requestParser
    setRequestParser(async (each) => {
      const params = (await parseForm(each)) as GraphQLParams
      if (Array.isArray(params) || !takesUpload(String(params.query))) {
        throw refusal(415, 'multipart/form-data is only for operations with an Upload.')
      }
      return params
    })
  },
})

async function parseJson(request: Request): Promise<GraphQLParams> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of (request.body ?? []) as AsyncIterable<Uint8Array>) {
    size += chunk.byteLength
    if (size > jsonLimit) throw tooLarge()
    chunks.push(chunk)
  }
  const params = read(Buffer.concat(chunks).toString('utf8'))
  if (typeof params !== 'object' || params === null) throw refusal(400, 'The body is a JSON object.')
  if (Array.isArray(params)) throw refusal(400, 'Batches are not taken: one operation a request.')
  return params
}

function read(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw refusal(400, 'The body is not valid JSON.')
  }
}

/** A variable is an Upload, or an input that has one. */
function takesUpload(query: string): boolean {
  const variables = parse(query, { maxTokens: 2000 }).definitions.flatMap((each) =>
    each.kind === Kind.OPERATION_DEFINITION ? (each.variableDefinitions ?? []) : [],
  )
  return variables.some((each) => {
    const type = getNamedType(typeFromAST(schema, each.type as never))
    const fields = isInputObjectType(type) ? Object.values(type.getFields()) : []
    return [type, ...fields.map((field) => getNamedType(field.type))].some((found) => found?.name === 'Upload')
  })
}

const tooLarge = () => refusal(413, 'The body is larger than 256 KB.')

/** INVALID, with its own HTTP status. */
export const refusal = (status: number, message: string) =>
  new GraphQLError(message, { extensions: { http: { status } } })
