import { inShapeOf } from '#client/field/shape.ts'
import { isUnfinished } from '#client/field/stop-on-phone.ts'
import { graphql } from '#client/graph/graphql.ts'
import type { CheckAnswer, CheckItem } from '#codegen/graph/graphql.ts'
import { deedWithForm } from './deed.ts'

/** One item of a checklist that is being filled in. */
export type CheckDraft = { answer: CheckAnswer; fixBy: string; note: string }

/** A checklist that is being filled in; an item without an answer is absent. */
export type ChecklistDraft = { answers: Partial<Record<CheckItem, CheckDraft>> }

/** An item that has just been answered with yes. */
export const blankCheck: CheckDraft = { answer: 'YES', fixBy: '', note: '' }

const blank: ChecklistDraft = { answers: {} }

/** Answers to items of the on-site checklist; a later answer replaces an earlier one. */
export const recordChecklist = deedWithForm({
  document: graphql(`
    mutation FieldRecordChecklist($input: RecordChecklistInput!) {
      recordChecklist(input: $input) { clientId visit { ...FieldStop } }
    }
  `),
  label: (t) => t('mutation.recordChecklist'),
  change: (stop, { input }, place) => {
    const answers = input.checks.map(({ item, answer, fixBy, note }) => [
      item,
      { answer, fixBy, note: note ?? '', place },
    ])
    return { checks: { ...stop.checks, ...Object.fromEntries(answers) } }
  },
  typedText: ({ checks }) => checks.map(({ note }) => note),
  form: {
    name: () => 'checks',
    blank,
    read: (stored) => {
      const { answers } = inShapeOf(blank, stored)
      const read = Object.entries(answers).map(([item, check]) => [item, inShapeOf(blankCheck, check)])
      return { ...inShapeOf(blank, stored), answers: Object.fromEntries(read) }
    },
    draft: ({ checks }) => {
      const answers = checks.map(({ item, answer, fixBy, note }) => [
        item,
        { answer, fixBy: fixBy ?? '', note: note ?? '' },
      ])
      return { answers: Object.fromEntries(answers) }
    },
    isOpen: isUnfinished,
  },
})
