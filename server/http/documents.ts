import { maxAliasesRule } from '@escape.tech/graphql-armor-max-aliases'
import { maxDepthRule } from '@escape.tech/graphql-armor-max-depth'
import { maxDirectivesRule } from '@escape.tech/graphql-armor-max-directives'
import {
  type DocumentNode,
  GraphQLError,
  getOperationAST,
  type OperationDefinitionNode,
  parse,
  type ValidationRule,
  validate,
} from 'graphql'
import type { GraphQLParams, Plugin } from 'graphql-yoga'
import { LRUCache } from 'lru-cache'
import { type Context, signInFirst } from '#server/platform/context.ts'
import type { Env } from '#server/platform/env.ts'
import { refusal } from '#server/platform/errors.ts'
import { schema } from '#server/schema.ts'
import { OneRootFieldRule, publicFields, rootFieldsOf } from './root-fields.ts'
import { isTooWide } from './width.ts'

type Limits = Pick<Env, 'MAX_DEPTH' | 'MAX_ALIASES' | 'MAX_TOKENS'>

/** The most bytes of a document. The largest of our own pages has four thousand. */
const mostBytes = 16 * 1024

/**
 * The documents that were found valid, by their text: they are neither parsed nor validated again. What is twice as long as the
 * longest of our own pages is not remembered; a document takes some thirty times its text.
 */
const known = new LRUCache<string, DocumentNode>({
  max: 500,
  maxSize: 1024 * 1024,
  maxEntrySize: 8 * 1024,
  sizeCalculation: (_, text) => text.length + 1,
})

/**
 * Reads the documents of every transport. What costs little is looked at first, and each step is taken only by what has passed
 * the one before: the length, the parser with its limit of tokens, whether the caller may ask for these fields of the root, the
 * limits of depth, aliases, directives and width, and last the rules of GraphQL, whose work may grow faster than a document.
 * The valid documents of those who are signed in are remembered; what failed is not, and nothing of a stranger is.
 */
export function useDocuments(limits: Limits, mayIntrospect: (context: Context) => boolean): Plugin {
  const rules = limitRules(limits)
  return {
    onParse({ params: { source }, context, setParsedDocument }) {
      const text = String(source)
      const document = known.get(text) ?? parseDocument(text, limits)
      refuseFields(rootFieldsOf(document), context as unknown as Context, mayIntrospect)
      setParsedDocument(document)
    },
    onValidate({ params: { documentAST: document }, context, addValidationRule, setValidationFn, setResult }) {
      const text = document.loc!.source.body
      if (known.peek(text) === document) return setResult([])
      if (isTooWide(document)) throw tooMuch('Width limit exceeded.')
      validate(schema, document, rules)
      addValidationRule(OneRootFieldRule)
      setValidationFn((_schema, ast, allRules) => validate(schema, ast, allRules, quickly))
      return ({ valid }) => {
        if (valid && (context as unknown as Context).actor) known.set(text, document)
      }
    },
  }
}

/** After ten errors a caller knows enough, and to look for names like a wrong one takes long. */
const quickly = { maxErrors: 10, hideSuggestions: true }

/** The operation that a request asks for, before its document is validated; null where there is none. */
export function operationOf({ query, operationName }: GraphQLParams, limits: Limits): OperationDefinitionNode | null {
  if (typeof query !== 'string') return null
  try {
    return getOperationAST(known.peek(query) ?? parseDocument(query, limits), operationName) ?? null
  } catch {
    return null
  }
}

function parseDocument(text: string, { MAX_TOKENS }: Limits): DocumentNode {
  if (Buffer.byteLength(text) > mostBytes) throw tooMuch(`Length limit of ${mostBytes} bytes exceeded.`)
  try {
    return parse(text, { maxTokens: MAX_TOKENS })
  } catch (error) {
    if (!(error as GraphQLError).message.includes(`${MAX_TOKENS} tokens`)) throw error
    throw tooMuch(`Token limit of ${MAX_TOKENS} exceeded.`)
  }
}

/** Throws where the caller may not ask for one of these fields of the root. */
function refuseFields(names: readonly string[], caller: Context, mayIntrospect: (context: Context) => boolean): void {
  if (!caller.actor && !names.every((name) => publicFields.has(name))) {
    throw new GraphQLError('Sign in first.', { originalError: signInFirst() })
  }
  const isAboutSchema = names.some((name) => name === '__schema' || name === '__type')
  if (isAboutSchema && !mayIntrospect(caller)) throw noIntrospection
}

/** The limits that are validation rules. Each throws, and so they are tried before the rules of GraphQL. */
function limitRules({ MAX_DEPTH, MAX_ALIASES }: Limits): ValidationRule[] {
  // the libraries call a document that is too large a syntax error
  const refuse = (_: unknown, { message }: GraphQLError) => {
    throw tooMuch(message.replace(/^Syntax Error: /, ''))
  }
  const onReject = [refuse]
  return [
    maxDepthRule({ n: MAX_DEPTH, ignoreIntrospection: true, onReject }),
    maxAliasesRule({ n: MAX_ALIASES, onReject }),
    maxDirectivesRule({ n: 50, onReject }),
  ] as ValidationRule[]
}

/** The error INVALID for a document beyond a limit, which is named in English. */
export const tooMuch = (limit: string): GraphQLError =>
  refusal({
    zh: `一次查询的内容太多,请分几次查询。(${limit})`,
    en: `The query asks for too much at once: ask in parts. (${limit})`,
  })

const noIntrospection = refusal({
  zh: '接口说明只对指挥中心和系统对接账号开放。',
  en: 'The schema is for the command centre and integrators.',
})
