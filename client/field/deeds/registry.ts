import type { TypedDocumentNode } from '@graphql-typed-document-node/core'
import { addIssueNote } from './add-issue-note.ts'
import { addPaper } from './add-paper.ts'
import { arriveVisit } from './arrive-visit.ts'
import { carryOverVisits } from './carry-over-visits.ts'
import { completeStep } from './complete-step.ts'
import type { Deed, DeedWithForm, WithoutStamp } from './deed.ts'
import { finishVisit } from './finish-visit.ts'
import { openIssue } from './open-issue.ts'
import { planVisit } from './plan-visit.ts'
import { recordChecklist } from './record-checklist.ts'
import { setResumption } from './set-resumption.ts'
import { setVisitMembers } from './set-visit-members.ts'
import { skipVisit } from './skip-visit.ts'
import { supplementVisit } from './supplement-visit.ts'
import { undoArrival } from './undo-arrival.ts'
import { undoFinish } from './undo-finish.ts'

/** Every deed stands under the name of the mutation that its document asks for; another name does not compile. */
export const registry = <T extends { [N in keyof T]: { document: TypedDocumentNode<{ [K in N]: object }, never> } }>(
  deeds: T,
) => deeds

/** All that a squad can do on the phone, by the name of the mutation. */
export const deeds = registry({
  planVisit,
  arriveVisit,
  setVisitMembers,
  completeStep,
  recordChecklist,
  finishVisit,
  supplementVisit,
  skipVisit,
  undoArrival,
  undoFinish,
  openIssue,
  addIssueNote,
  setResumption,
  carryOverVisits,
  addPaper,
})

/** The name of a mutation of the phone. */
export type DeedName = keyof typeof deeds

/** What a deed sends, without what the outbox adds. */
export type InputOf<N extends DeedName> =
  (typeof deeds)[N] extends Deed<object, infer Input> ? WithoutStamp<Input> : never

/** The deeds that are entered with a form. */
export type FormDeedName = { [N in DeedName]: (typeof deeds)[N]['form'] extends null ? never : N }[DeedName]

/** What is typed into the form of a deed. */
export type DraftOf<N extends FormDeedName> =
  (typeof deeds)[N] extends DeedWithForm<infer _R, infer _I, infer Draft, infer _F> ? Draft : never

/** The names of the forms of a deed. */
export type FormNameOf<N extends FormDeedName> =
  (typeof deeds)[N] extends DeedWithForm<infer _R, infer _I, infer _D, infer FormName> ? FormName : never
