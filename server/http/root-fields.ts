import { type ASTVisitor, type DocumentNode, Kind, type SelectionSetNode, type ValidationContext } from 'graphql'
import { refusal } from '#server/platform/errors.ts'
import { schema } from '#server/schema.ts'

/** The fields of the root that anybody may ask for: signing in, by whatever means, and what the page for it shows. */
export const publicFields: ReadonlySet<string> = new Set([
  '__typename',
  ...[schema.getQueryType()!, schema.getMutationType()!].flatMap((type) =>
    Object.values(type.getFields()).flatMap(({ name, extensions }) => (extensions.isPublic ? [name] : [])),
  ),
])

/** The names of all fields of the root that the operations of a document select, themselves or by fragments. */
export function rootFieldsOf({ definitions }: DocumentNode): string[] {
  const names = new Set<string>()
  const spread = new Set<string>()
  const collect = ({ selections }: SelectionSetNode) => {
    for (const each of selections) {
      if (each.kind === Kind.FIELD) names.add(each.name.value)
      else if (each.kind === Kind.INLINE_FRAGMENT) collect(each.selectionSet)
      else if (!spread.has(each.name.value)) {
        spread.add(each.name.value)
        const fragment = definitions.find(
          (found) => found.kind === Kind.FRAGMENT_DEFINITION && found.name.value === each.name.value,
        )
        if (fragment && 'selectionSet' in fragment) collect(fragment.selectionSet)
      }
    }
  }
  for (const each of definitions) if (each.kind === Kind.OPERATION_DEFINITION) collect(each.selectionSet)
  return [...names]
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
