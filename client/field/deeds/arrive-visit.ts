import { inShapeOf } from '#client/field/shape.ts'
import { graphql } from '#client/graph/graphql.ts'
import { deedWithForm } from './deed.ts'

/** Who is there; null as long as nobody has chosen, which is then as on the last visit. */
type ArrivalDraft = { memberIds: readonly string[] | null }

const blank: ArrivalDraft = { memberIds: null }

/** The squad is at the door, with these of its members. */
export const arriveVisit = deedWithForm({
  document: graphql(`
    mutation FieldArriveVisit($input: ArriveVisitInput!) {
      arriveVisit(input: $input) { clientId visit { ...FieldStop } }
    }
  `),
  label: (t) => t('mutation.arriveVisit'),
  change: (_stop, { input, happenedAt }, place) => ({
    state: 'ARRIVED',
    arrivedAt: happenedAt,
    arrivalPlace: place,
    memberIds: input.memberIds ?? [],
  }),
  typedText: () => [],
  keepsTime: true,
  form: {
    name: () => 'arrive',
    blank,
    read: (stored) => {
      const { memberIds } = inShapeOf(blank, stored)
      return { memberIds: Array.isArray(memberIds) ? memberIds.filter((id) => typeof id === 'string') : null }
    },
    draft: ({ memberIds }) => ({ memberIds: memberIds ?? null }),
    isOpen: ({ visit }) => visit.state === 'PLANNED',
  },
})
