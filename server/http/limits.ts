import { EnvelopArmor } from '@escape.tech/graphql-armor'
import {
  type ASTVisitor,
  type GraphQLError,
  Kind,
  NoSchemaIntrospectionCustomRule,
  type ValidationContext,
} from 'graphql'
import type { Plugin } from 'graphql-yoga'
import type { Context } from '#server/platform/context.ts'
import type { Env } from '#server/platform/env.ts'
import { refusal } from '#server/platform/errors.ts'

/** The limits of a document: the same on every transport, since all of them parse and validate through Yoga's envelope. */
export function documentLimits({ MAX_DEPTH, MAX_ALIASES, MAX_TOKENS, MAX_COST }: Env): Plugin[] {
  const onReject = [tooMuch]
  const cost = { objectCost: 2, scalarCost: 1, depthCostFactor: 1.5, ignoreIntrospection: true }
  return new EnvelopArmor({
    maxDepth: { n: MAX_DEPTH, ignoreIntrospection: true, onReject },
    maxAliases: { n: MAX_ALIASES, onReject },
    maxDirectives: { n: 50, onReject },
    maxTokens: { n: MAX_TOKENS, onReject },
    costLimit: { maxCost: MAX_COST, ...cost, onReject },
  }).protect().plugins as Plugin[]
}

/** The armour calls whatever is too large a syntax error, which it is not. */
function tooMuch(_: unknown, { message }: GraphQLError): never {
  const limit = message.replace(/^Syntax Error: /, '')
  throw refusal({
    zh: `一次查询的内容太多,请分几次查询。(${limit})`,
    en: `The query asks for too much at once: ask in parts. (${limit})`,
  })
}

const oneMutation = refusal({
  zh: '一次请求只能有一个操作(mutation)。',
  en: 'A mutation has exactly one root field.',
})

/** A mutation is one change: several in a document could fail by halves, and sign-in could be guessed by the thousand. */
export function OneMutationRule(context: ValidationContext): ASTVisitor {
  return {
    OperationDefinition(node) {
      if (node.operation !== 'mutation') return
      const { selections } = node.selectionSet
      if (selections.length === 1 && selections[0]!.kind === Kind.FIELD) return
      context.reportError(oneMutation)
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
