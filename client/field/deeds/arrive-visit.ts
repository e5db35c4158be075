import { graphql } from '#client/graph/graphql.ts'
import { deedByTap } from './deed.ts'

/** The squad is at the door. */
export const arriveVisit = deedByTap({
  document: graphql(`
    mutation FieldArriveVisit($input: ArriveVisitInput!) {
      arriveVisit(input: $input) { clientId visit { ...FieldStop } }
    }
  `),
  label: (t) => t('mutation.arriveVisit'),
  change: (_stop, { happenedAt }, place) => ({ state: 'ARRIVED', arrivedAt: happenedAt, arrivalPlace: place }),
  typedText: () => [],
})
