import { getNamedType, isObjectType } from 'graphql'
import { schema } from '#server/schema.ts'
import type { TestApp } from './app.ts'
import { fullSelection } from './full-selection.ts'
import type { StockedUnion } from './stocked-union.ts'

/** What an application must allow where everything is asked at once. */
export const unlimited = {
  MAX_COST: 100_000_000,
  COST_PER_MINUTE: 1_000_000_000,
  REQUEST_TIMEOUT_MS: 60_000,
  MAX_TOKENS: 100_000,
  COST_OF_QUESTIONS: 1_000_000_000,
}

/** Everything that somebody is answered: each field of the root, and each row by its id. */
export async function allAnswers(app: TestApp, { ids }: StockedUnion, token: string): Promise<string> {
  const fields = Object.values(schema.getQueryType()!.getFields()).filter(
    ({ args, name }) => !name.startsWith('node') && !args.some((arg) => String(arg.type).endsWith('!')),
  )
  const texts: string[] = []
  for (const { name, type } of fields) {
    const inner = getNamedType(type)
    const document = isObjectType(inner) ? `{ ${name} ${fullSelection(inner, 2)} }` : `{ ${name} }`
    texts.push(JSON.stringify((await app.gql(token, document)).data ?? null))
  }
  for (const id of Object.values(ids)) {
    const { data } = await app.gql<{ node: { __typename: string } | null }>(
      token,
      `{ node(id: "${id}") { __typename } }`,
    )
    const type = data?.node && schema.getType(data.node.__typename)
    if (!isObjectType(type)) continue
    const document = `{ node(id: "${id}") { ... on ${type.name} ${fullSelection(type, 2)} } }`
    texts.push(JSON.stringify((await app.gql(token, document)).data ?? null))
  }
  return texts.join('\n')
}
