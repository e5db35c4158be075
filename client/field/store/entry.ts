import type {
  ArriveVisitInput,
  CarryOverVisitsInput,
  CompleteStepInput,
  FieldBriefFragment,
  FieldIssueFragment,
  FieldStopFragment,
  FinishVisitInput,
  OpenIssueInput,
  PlanVisitInput,
  RecordChecklistInput,
  SkipVisitInput,
} from '#codegen/graph/graphql.ts'

/** A stop as the phone keeps it. */
export type Stop = FieldStopFragment

/** What is known of an enterprise besides its own figures. */
export type Brief = FieldBriefFragment

/** An issue as it stands in a brief. */
export type Issue = FieldIssueFragment

/** What each mutation of the outbox sends. */
export type Inputs = {
  planVisit: PlanVisitInput
  arriveVisit: ArriveVisitInput
  completeStep: CompleteStepInput
  recordChecklist: RecordChecklistInput
  finishVisit: FinishVisitInput
  skipVisit: SkipVisitInput
  openIssue: OpenIssueInput
  carryOverVisits: CarryOverVisitsInput
}

export type MutationName = keyof Inputs

/** What to send, before the outbox gives it its clientId and time. `visit` is null for what is about no single stop. */
export type Order = {
  [M in MutationName]: {
    mutation: M
    input: Omit<Inputs[M], 'clientId' | 'happenedAt'>
    visit: string | null
    title: string
    /** The stop to show until the centre has made one. */
    local?: Stop
  }
}[MutationName]

/** Why the centre did not take an entry, in its own sentence. */
export type Refusal = { code: string; message: string; field?: string; current?: string }

/** One record on its way to the centre. It never changes once it may have been sent, but for the id of its stop. */
export type Entry = Order & {
  n: number
  clientId: string
  happenedAt: string
  account: string
  accountName: string
  tries: number
  refused?: Refusal
}

/** Where a record is: on the phone, being sent, at the centre, or not taken by the centre. */
export type Where = 'phone' | 'sending' | 'centre' | 'refused'

/** Where an entry of the outbox is. */
export const whereIs = (entry: Entry, sending: number | null): Where =>
  entry.refused ? 'refused' : entry.n === sending ? 'sending' : 'phone'

/** The id of a stop that the centre does not know yet, made from the entry that plans it. */
export const localId = (clientId: string): string => `local:${clientId}`
