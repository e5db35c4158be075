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
import { costRule } from './cost.ts'

/**
 * The limits of a GraphQL document, the same on every transport: all of them parse and validate by these plugins. A
 * document beyond a limit is INVALID.
 */
export function documentLimits({ MAX_DEPTH, MAX_ALIASES, MAX_TOKENS, MAX_COST }: Env): Plugin[] {
  const onReject = [tooMuch]
  const armor = new EnvelopArmor({
    maxDepth: { n: MAX_DEPTH, ignoreIntrospection: true, onReject },
    maxAliases: { n: MAX_ALIASES, onReject },
    maxDirectives: { n: 50, onReject },
    maxTokens: { n: MAX_TOKENS, onReject },
    costLimit: { enabled: false },
  }).protect().plugins as Plugin[]
  const rule = costRule(MAX_COST, (error) => tooMuch(null, error))
  return [...armor, { onValidate: ({ addValidationRule }) => addValidationRule(rule) }]
}

/** Replaces the message of graphql-armor, which calls a document that is too large a syntax error. */
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
 * The validation rule that a mutation and a subscription have exactly one root field. Several mutations in a document could
 * fail in part, and would allow thousands of guesses of a password in one request. The root field of a subscription may not
 * be left out by @skip or @include (GraphQL specification, 5.2.4.1).
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

/** Adds OneRootFieldRule, and refuses introspection to those who may not read the schema. */
export const useOwnRules = (mayIntrospect: (context: Context) => boolean): Plugin => ({
  onValidate({ addValidationRule, context }) {
    addValidationRule(OneRootFieldRule)
    if (!mayIntrospect(context as unknown as Context)) addValidationRule(NoSchemaIntrospectionCustomRule)
  },
})
