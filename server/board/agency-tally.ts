import { builder } from '#server/platform/builder.ts'
import { db } from '#server/postgres/db.ts'
import type { UnionTally } from './tallies.ts'

/** How many agencies are shown with their issues at most. */
export const shownAgencies = 8

/** The GraphQL type of an agency's figure on the wall. */
export const agencyRef = builder.objectRef<{ agencyId: string; issues: number }>('AgencyTally').implement({
  description: 'How many open issues an agency leads. 一个部门主办的未结问题数。',
  fields: (t) => ({
    agency: t.prismaField({
      type: 'Agency',
      description: 'The agency that leads these issues. 主办部门。',
      resolve: (query, { agencyId }) => db.agency.findUniqueOrThrow({ ...query, where: { id: agencyId } }),
    }),
    issues: t.exposeInt('issues', {
      description: 'How many open issues the agency leads. 该部门主办的未结问题数。',
    }),
  }),
})

/** The agencies that lead the most open issues, the most first. */
export const agenciesOf = ({ agencyIssues = {} }: UnionTally) =>
  Object.entries(agencyIssues)
    .map(([agencyId, issues]) => ({ agencyId, issues }))
    .sort((a, b) => b.issues - a.issues || a.agencyId.localeCompare(b.agencyId))
    .slice(0, shownAgencies)
