import { blankStop, type EnterpriseFacts } from '#client/field/fragments.ts'
import { inShapeOf } from '#client/field/shape.ts'
import { graphql } from '#client/graph/graphql.ts'
import { deedByTap } from './deed.ts'

/** A stop at an enterprise from the register, put on a squad's list of a day. */
export const planVisit = deedByTap({
  document: graphql(`
    mutation FieldPlanVisit($input: PlanVisitInput!) {
      planVisit(input: $input) { clientId visit { ...FieldStop } }
    }
  `),
  label: (t) => t('mutation.planVisit'),
  change: () => ({}),
  typedText: () => [],
  localStop: (stored) => {
    const stop = inShapeOf(blankStop, stored)
    return {
      ...stop,
      squad: inShapeOf(blankStop.squad, stop.squad),
      enterprise: inShapeOf(blankStop.enterprise, stop.enterprise),
    }
  },
})

/** What is sent to plan a stop, and the stop to show until the centre has made it. */
export const newStop = (squad: string, enterprise: EnterpriseFacts, plannedOn: string) => ({
  mutation: 'planVisit' as const,
  input: { squadId: squad, enterpriseId: enterprise.id, plannedOn },
  visit: null,
  title: enterprise.name,
  local: { ...blankStop, squad: { id: squad }, plannedOn, enterprise },
})
