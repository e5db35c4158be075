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

const oneField = {
  mutation: refusal({ zh: '一次请求只能有一个操作(mutation)。', en: 'A mutation has exactly one root field.' }),
  subscription: refusal({
    zh: '一个订阅只能有一个根字段,且不带 @skip 或 @include。',
    en: 'A subscription has exactly one root field, without @skip or @include.',
  }),
}

/**
 * A mutation is one change: several in a document could fail by halves, and sign-in could be guessed by the thousand. A
 * subscription is one stream, and one that may be left out is none (GraphQL, 5.2.4.1).
 */
export function OneRootFieldRule(context: ValidationContext): ASTVisitor {
  return {
    OperationDefinition({ operation, selectionSet: { selections } }) {
      if (operation === 'query') return
      const [field] = selections
      const isOne = selections.length === 1 && field!.kind === Kind.FIELD
      if (isOne && (operation === 'mutation' || !field!.directives?.length)) return
      context.reportError(oneField[operation])
    },
  }
}

/** Closes introspection to everybody but integrators and, on practice data, whoever is signed in. */
export const useOwnRules = (mayIntrospect: (context: Context) => boolean): Plugin => ({
  onValidate({ addValidationRule, context }) {
    addValidationRule(OneRootFieldRule)
    if (!mayIntrospect(context as unknown as Context)) addValidationRule(NoSchemaIntrospectionCustomRule)
  },
})
