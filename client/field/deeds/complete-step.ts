import { inShapeOf } from '#client/field/shape.ts'
import { isUnfinished } from '#client/field/stop-on-phone.ts'
import { graphql } from '#client/graph/graphql.ts'
import { deedWithForm } from './deed.ts'
import { blankNote, draftOfNote, type NoteDraft, textOfNote } from './notes.ts'

/** A step as it is being typed. LOOK has a gist and no notes. */
export type StepDraft = { gist: string; notes: NoteDraft[]; spokenTo: string }

const blank: StepDraft = { gist: '', notes: [blankNote], spokenTo: '' }

/** One of the four steps is done, with its gist and its notes. */
export const completeStep = deedWithForm({
  document: graphql(`
    mutation FieldCompleteStep($input: CompleteStepInput!) {
      completeStep(input: $input) { clientId visit { ...FieldStop } }
    }
  `),
  label: (t, { step }) => t('completeStep', { step: t(`common:Step.${step}`) }),
  change: (stop, { input: { step, gist, notes, nothingRaised }, clientId }, place) => {
    // the answer of the centre is on the screen before the entry has left the outbox: its notes are not shown twice
    if (stop.visit.completedSteps.some((done) => done.step === step)) return {}
    const added = (notes ?? []).map((note, index) => ({ key: `${clientId} ${index}`, step, ...note }))
    return {
      steps: { ...stop.steps, [step]: place },
      gists: { ...stop.gists, [step]: gist ?? '' },
      notes: [...stop.notes, ...added],
      ...(nothingRaised && { nothingRaised: { ...stop.nothingRaised, [step]: nothingRaised.spokenTo } }),
    }
  },
  typedText: ({ gist, notes, nothingRaised }) => [gist, ...(notes ?? []).map(textOfNote), nothingRaised?.spokenTo],
  form: {
    name: ({ step }) => step,
    blank,
    read: (stored) => {
      const draft = inShapeOf(blank, stored)
      return { ...draft, notes: draft.notes.map((note) => inShapeOf(blankNote, note)) }
    },
    draft: ({ gist, notes, nothingRaised }) => ({
      gist: gist ?? '',
      notes: (notes ?? []).map(draftOfNote),
      spokenTo: nothingRaised?.spokenTo ?? '',
    }),
    isOpen: (stop, { step }) => isUnfinished(stop) && !stop.visit.steps.includes(step),
  },
})
