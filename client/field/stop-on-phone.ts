import { enums } from '#codegen/graph/enums.ts'
import type {
  CheckAnswer,
  CheckItem,
  IssueKind,
  Resumption,
  Step,
  VisitLack,
  VisitOutcome,
  VisitState,
} from '#codegen/graph/graphql.ts'
import type { Brief, Stop } from './fragments.ts'

/** Where a record is: on the phone only, being sent, at the centre, or refused by the centre. */
export type Place = 'phone' | 'sending' | 'centre' | 'refused'

/** A note of a step; of TREAT, a measure. */
export type NoteOnPhone = {
  key: string
  step: Step
  text: string
  saidBy?: string | null
  secondSource?: string | null
  responsible?: string | null
  dueOn?: string | null
}

/** The answer to one item of the checklist. */
export type CheckOnPhone = { answer: CheckAnswer; fixBy?: string | null; note: string; place: Place }

/** A photo as it waits to be sent. */
export type PhotoOnPhone = { key: string; file: Blob; place: Place }

/** A stop as the screen shows it: the centre's row, and over it what the outbox holds for it. */
export type StopOnPhone = {
  visit: Stop
  brief: Brief | undefined
  state: VisitState
  /** The place furthest from the centre among everything recorded for this stop. */
  place: Place
  arrivedAt: string | null
  arrivalPlace: Place
  finishedAt: string | null
  /** The ids of the members who are said to be there. */
  memberIds: readonly string[]
  /** The completed steps, each with where its record is. */
  steps: Partial<Record<Step, Place>>
  gists: Partial<Record<Step, string>>
  notes: readonly NoteOnPhone[]
  checks: Partial<Record<CheckItem, CheckOnPhone>>
  /** Of the steps of which nothing was raised, with whom the squad spoke. */
  nothingRaised: Partial<Record<Step, string>>
  issues: readonly { key: string; kind: IssueKind; title: string; place: Place }[]
  /** The photos that are not at the centre yet; `visit.paperCount` says how many are there. */
  photos: readonly PhotoOnPhone[]
  /** How far the enterprise has resumed, since which day, and where the record of it is. */
  resumption: { to: Resumption; on: string | null; place: Place }
  outcome: VisitOutcome | null
  followUp: string | null
  followUpOn: string | null
  skipReason: string | null
  /** Where the record is that finished or skipped the stop. */
  endPlace: Place
}

/** A stop as the centre last sent it, before the outbox is laid over it. */
export function stopAtCentre(visit: Stop, brief: Brief | undefined): StopOnPhone {
  const place = 'centre' as const
  const issues = brief?.issues.edges.flatMap((edge) => (edge?.node.visit?.id === visit.id ? edge.node : [])) ?? []
  return {
    visit,
    brief,
    state: visit.state,
    place,
    arrivedAt: visit.arrivedAt ?? null,
    arrivalPlace: place,
    finishedAt: visit.finishedAt ?? null,
    memberIds: visit.members.map(({ id }) => id),
    steps: Object.fromEntries(visit.steps.map((step) => [step, place])),
    gists: Object.fromEntries(visit.completedSteps.map(({ step, gist }) => [step, gist])),
    notes: [
      ...visit.notes.map(({ id, ...note }) => ({ key: id, ...note })),
      // what TREAT has come to was sent as its notes and is a measure at the centre
      ...visit.measures.map(({ id, what, who, dueOn }) => ({
        ...{ key: id, step: 'TREAT' as const, text: what },
        ...{ responsible: who, dueOn },
      })),
    ],
    checks: Object.fromEntries(visit.checks.map(({ item, ...check }) => [item, { ...check, place }])),
    nothingRaised: Object.fromEntries(visit.nothingRaised.map(({ step, spokenTo }) => [step, spokenTo ?? ''])),
    issues: issues.map(({ id, kind, title }) => ({ key: id, kind, title, place })),
    photos: [],
    resumption: { to: visit.enterprise.resumption, on: visit.enterprise.resumptionOn ?? null, place },
    outcome: visit.outcome ?? null,
    followUp: visit.followUp ?? null,
    followUpOn: visit.followUpOn ?? null,
    skipReason: visit.skipReason ?? null,
    endPlace: place,
  }
}

const distance: readonly Place[] = ['centre', 'sending', 'phone', 'refused']

/** The one of two places that is further from the centre. */
export const further = (a: Place, b: Place): Place => (distance.indexOf(a) > distance.indexOf(b) ? a : b)

/** Whether the visit, as the centre knows it, has not ended: then it may still take what the squad does there. */
export const isUnfinished = ({ visit }: StopOnPhone): boolean => visit.state === 'PLANNED' || visit.state === 'ARRIVED'

/** Whether TREAT has something to answer: a note of LISTEN or ASK, on this visit or on the one that it continues. */
export const hasOpinionOrDifficulty = ({ notes, visit }: StopOnPhone): boolean =>
  visit.continues != null || notes.some(({ step }) => step === 'LISTEN' || step === 'ASK')

/** What the visit lacks to count, by what the centre knows and what the phone has recorded since. */
export const lackOf = ({ visit, notes, nothingRaised, checks }: StopOnPhone): VisitLack[] =>
  visit.missing.filter((lack) =>
    lack === 'CHECKLIST'
      ? enums.CheckItem.some((item) => !checks[item])
      : nothingRaised[lack] === undefined && !notes.some(({ step }) => step === lack),
  )

/** Where the checklist as a whole is; undefined where no item is answered. */
export const placeOfChecks = ({ checks }: StopOnPhone): Place | undefined =>
  Object.values(checks)
    .map(({ place }) => place)
    .reduce<Place | undefined>((a, b) => (a ? further(a, b) : b), undefined)

/** Of other stops at which the squad is, the first at which these members, or members whom nobody has named, may be. */
export const stopInTheWay = (others: readonly StopOnPhone[], memberIds: readonly string[]): StopOnPhone | undefined =>
  others.find(
    ({ memberIds: there }) =>
      there.length === 0 || memberIds.length === 0 || memberIds.some((id) => there.includes(id)),
  )
