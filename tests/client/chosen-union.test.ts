import { readFileSync } from 'node:fs'
import { buildSchema, type DocumentNode, type FieldNode, type OperationDefinitionNode } from 'graphql'
import { makeOperation, type Operation, type OperationContext } from 'urql'
import { expect, it } from 'vitest'
import { fromValue, pipe, toPromise } from 'wonka'
import { allUnions, askAbout, askedUnion, isAskedOverAll, unionExchange } from '#client/graph/chosen-union.ts'
import * as documents from '#codegen/graph/graphql.ts'

const schema = buildSchema(readFileSync('codegen/schema.graphql', 'utf8'))

const operationOf = ({ definitions }: DocumentNode) =>
  definitions.find((each): each is OperationDefinitionNode => each.kind === 'OperationDefinition')!

/** The desk's own questions; those of the phone and of the wall are named otherwise. */
const ofDesk = Object.entries(documents).filter(([name]) => name.endsWith('Document')) as [string, DocumentNode][]
const phone = /^Field/

it('every question of the desk about a union takes the one that is chosen', () => {
  const without: string[] = []
  for (const [name, document] of ofDesk) {
    const { operation, selectionSet } = operationOf(document)
    if (operation === 'mutation' || phone.test(name)) continue
    const type = operation === 'query' ? schema.getQueryType()! : schema.getSubscriptionType()!
    for (const field of selectionSet.selections as FieldNode[]) {
      const takes = type.getFields()[field.name.value]?.args.some((arg) => arg.name === 'unionId')
      const names = field.arguments?.some((arg) => arg.name.value === 'unionId' && arg.value.kind === 'Variable')
      if (takes && !names) without.push(`${name}: ${field.name.value}`)
    }
  }
  expect(without).toEqual([])
})

/** What goes on to the server of a question. */
async function forwarded(document: DocumentNode, variables: Record<string, unknown>): Promise<unknown> {
  const operation = makeOperation('query', { key: 1, query: document, variables } as Operation, {} as OperationContext)
  let sent: Operation | undefined
  const forward = (operations: Parameters<ReturnType<typeof unionExchange>>[0]) => {
    return pipe(operations, (source) => (sink) => {
      source((signal) => {
        if (typeof signal === 'object' && 'tag' in signal && signal.tag === 1) sent = signal[0] as Operation
        sink(signal as never)
      })
    }) as never
  }
  await pipe(unionExchange({ forward, client: {} as never, dispatchDebug: () => {} })(fromValue(operation)), toPromise)
  return sent!.variables
}

it('a question that takes a union and names none is given the chosen one; all others stay as they are', async () => {
  const { CampaignDocument, ViewerDocument } = documents as unknown as Record<string, DocumentNode>
  expect(await forwarded(CampaignDocument!, {})).toEqual({})
  askAbout('chosen')
  expect(await forwarded(CampaignDocument!, { a: 1 })).toEqual({ a: 1, unionId: 'chosen' })
  expect(await forwarded(CampaignDocument!, { unionId: 'named' })).toEqual({ unionId: 'named' })
  expect(await forwarded(CampaignDocument!, { unionId: null })).toEqual({ unionId: null })
  expect(await forwarded(ViewerDocument!, {})).toEqual({})
})

it('over all unions no question is given one, and one that names its own keeps it', async () => {
  const { IssuesDocument } = documents as unknown as Record<string, DocumentNode>
  askAbout(allUnions)
  expect([isAskedOverAll(), askedUnion()]).toEqual([true, undefined])
  expect(await forwarded(IssuesDocument!, { a: 1 })).toEqual({ a: 1 })
  expect(await forwarded(IssuesDocument!, { unionId: 'named' })).toEqual({ unionId: 'named' })
  askAbout('chosen')
  expect([isAskedOverAll(), askedUnion()]).toEqual([false, 'chosen'])
})
