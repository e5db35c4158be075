import { EnvelopArmor } from '@escape.tech/graphql-armor'
import {
  type ASTVisitor,
  type DefinitionNode,
  GraphQLError,
  Kind,
  NoSchemaIntrospectionCustomRule,
  type SelectionNode,
  type ValidationContext,
} from 'graphql'
import type { Plugin } from 'graphql-yoga'
import type { Context } from '#server/platform/context.ts'
import { AppError } from '#server/platform/errors.ts'

/** The limits of a document: the same on every transport, since all of them parse and validate through Yoga's envelope. */
export const documentLimits = () =>
  new EnvelopArmor({
    maxDepth: { n: 12, ignoreIntrospection: true },
    maxAliases: { n: 30 },
    maxDirectives: { n: 50 },
    maxTokens: { n: 2000 },
    costLimit: { maxCost: 50_000, objectCost: 2, scalarCost: 1, depthCostFactor: 1.5, ignoreIntrospection: true },
  }).protect().plugins as Plugin[]

/** A mutation is one change: several in a document could fail by halves, and sign-in could be guessed by the thousand. */
export function OneMutationRule(context: ValidationContext): ASTVisitor {
  return {
    OperationDefinition(node) {
      if (node.operation !== 'mutation') return
      const { selections } = node.selectionSet
      if (selections.length === 1 && selections[0]!.kind === Kind.FIELD) return
      context.reportError(new GraphQLError('A mutation has exactly one root field.', { nodes: node }))
    },
  }
}

/** Closes introspection to everybody but integrators and, on practice data, whoever is signed in. */
export const useOwnRules = (mayIntrospect: (context: Context) => boolean): Plugin => ({
  onValidate({ addValidationRule, context }) {
    addValidationRule(OneMutationRule)
    if (!mayIntrospect(context as unknown as Context)) addValidationRule(NoSchemaIntrospectionCustomRule)
  },
})

const exempt = new Set(['previewRoster', 'applyRoster'])

/** What takes too long is answered UNAVAILABLE: it may have happened, and the same clientId tells. Rosters are exempt. */
export const useDeadline = (ms: number): Plugin => ({
  onExecute({ args, executeFn, setExecuteFn }) {
    const fields = args.document.definitions.flatMap((each: DefinitionNode) =>
      each.kind === Kind.OPERATION_DEFINITION && each.operation === 'mutation' ? each.selectionSet.selections : [],
    )
    if (fields.some((each: SelectionNode) => each.kind === Kind.FIELD && exempt.has(each.name.value))) return
    setExecuteFn((given) => before(ms, () => executeFn(given)))
  },
})

async function before<T>(ms: number, work: () => T): Promise<Awaited<T>> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(tooLate()), ms)
  })
  try {
    return await Promise.race([work(), late])
  } finally {
    clearTimeout(timer)
  }
}

const tooLate = () =>
  new AppError(
    'UNAVAILABLE',
    { zh: '系统繁忙,未能及时完成,请稍后重试。', en: 'This took too long; try again shortly.' },
    { retryAfter: 1 },
  )
