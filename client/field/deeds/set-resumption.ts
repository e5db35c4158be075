import { inShapeOf } from '#client/field/shape.ts'
import { graphql } from '#client/graph/graphql.ts'
import type { Resumption } from '#codegen/graph/graphql.ts'
import { deedWithForm } from './deed.ts'

/** How far the enterprise has resumed, as it is being typed; the day is today where none is chosen. */
export type ResumptionDraft = { to?: Resumption; on: string; basis: string }

const blank: ResumptionDraft = { on: '', basis: '' }

/** What the squad sees at the door of how far the enterprise has resumed. What follows on the visit does not rest on it. */
export const setResumption = deedWithForm({
  document: graphql(`
    mutation FieldSetResumption($input: SetResumptionInput!) {
      setResumption(input: $input) { clientId enterprises { ...FieldStanding } }
    }
  `),
  label: (t) => t('mutation.setResumption'),
  change: (_stop, { input: { to, on } }, place) => ({ resumption: { to, on, place } }),
  typedText: ({ basis }) => [basis],
  independent: true,
  form: {
    name: () => 'resumption',
    blank,
    read: (stored) => inShapeOf(blank, stored),
    draft: ({ to, on, basis }): ResumptionDraft => ({ to, on, basis }),
    isOpen: () => true,
  },
})
