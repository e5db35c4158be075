import { useCSRFPrevention } from '@graphql-yoga/plugin-csrf-prevention'
import { type DocumentNode, getOperationAST } from 'graphql'
import type { GraphQLParams, Plugin } from 'graphql-yoga'
import { refusal } from '#server/platform/errors.ts'
import { jsonOf } from './json.ts'

/**
 * Takes queries by GET, as many clients send short ones, with the parts of the request in its address (GraphQL over HTTP
 * specification). A mutation or a subscription by GET is INVALID by the status 405. The length of an address is limited by
 * Node.js to 16 KB; every other limit is that of a POST.
 */
export const useQueriesByGet = (): Plugin => ({
  onRequestParse({ request, setRequestParser }) {
    if (request.method === 'GET') setRequestParser(() => parseAddress(request.url))
  },
  onParse() {
    return ({ result, context }) => {
      const { request, params } = context as { request?: Request; params?: GraphQLParams }
      if (request?.method !== 'GET' || !isDocument(result)) return
      const operation = getOperationAST(result, params?.operationName)
      if (operation && operation.operation !== 'query') throw onlyQueries
    }
  },
})

const isDocument = (result: unknown): result is DocumentNode => (result as DocumentNode | null)?.kind === 'Document'

function parseAddress(address: string): GraphQLParams {
  const { searchParams } = new URL(address)
  const objectOf = (name: string) => {
    const text = searchParams.get(name)
    const value = text ? jsonOf(text) : undefined
    if (value === undefined || value === null) return undefined
    if (typeof value !== 'object' || Array.isArray(value)) throw notObject
    return value as Record<string, unknown>
  }
  return {
    query: searchParams.get('query') ?? undefined,
    operationName: searchParams.get('operationName') ?? undefined,
    variables: objectOf('variables'),
    extensions: objectOf('extensions'),
  }
}

/**
 * Refuses a POST that a form of another site could send, unless it has the header, which such a form cannot set. Who may have
 * caused a GET is looked at before the request gets here.
 */
export function useForgeryPrevention(header: string): Plugin {
  const prevention = useCSRFPrevention({ requestHeaders: [header] }) as Plugin
  return {
    onRequestParse: (payload) => (payload.request.method === 'GET' ? undefined : prevention.onRequestParse?.(payload)),
  }
}

const onlyQueries = refusal(
  {
    zh: 'GET 只用于查询;操作(mutation)与订阅请用 POST。',
    en: 'Only queries are taken by GET: send mutations and subscriptions by POST.',
  },
  { status: 405, headers: { allow: 'POST' } },
)
const notObject = refusal({ zh: '变量须为 JSON 对象。', en: 'The variables are not a JSON object.' }, { status: 400 })
