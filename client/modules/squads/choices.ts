import type { Duty } from '#codegen/graph/graphql.ts'

/** What members do on a visit, in the article's order. */
export const duties = ['COMMUNICATOR', 'GUIDE', 'SERVICE', 'INFORMANT'] as const satisfies Duty[]
