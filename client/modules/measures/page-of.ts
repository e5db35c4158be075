import type { MeasureRowFragment } from '#codegen/graph/graphql.ts'

/** The page on which a measure is carried out: that of the first issue for which it is, or of the enterprise. */
export const pageOfMeasure = ({ issues: [issue], enterprise }: Pick<MeasureRowFragment, 'issues' | 'enterprise'>) =>
  issue ? `/desk/issues/${issue.id}` : `/desk/enterprises/${enterprise.id}`
