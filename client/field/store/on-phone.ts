import type { CheckAnswer, CheckItem, IssueKind, Step, VisitOutcome, VisitState } from '#codegen/graph/graphql.ts'
import { type Brief, type Entry, type Stop, type Where, whereIs } from './entry.ts'

/** A note with where it is. */
export type NoteOnPhone = {
  key: string
  step: Step
  text: string
  saidBy?: string | null
  secondSource?: string | null
  responsible?: string | null
  dueOn?: string | null
}

/** A stop as the squad left it: what the centre knows and what is still on the phone. */
export type StopOnPhone = {
  stop: Stop
  brief: Brief | undefined
  state: VisitState
  where: Where
  arrivedAt: string | null
  arrived: Where
  steps: Partial<Record<Step, Where>>
  gists: Partial<Record<Step, string>>
  notes: NoteOnPhone[]
  checks: Partial<Record<CheckItem, { answer: CheckAnswer; fixBy?: string | null; note: string; where: Where }>>
  issues: { key: string; kind: IssueKind; title: string; where: Where }[]
  outcome: VisitOutcome | null
  followUp: string | null
  skipReason: string | null
  ended: Where
}

/** What the phone knows: the centre's stops and briefs, and the outbox. */
export type Known = {
  stops: readonly Stop[]
  briefs: ReadonlyMap<string, Brief>
  entries: readonly Entry[]
  sending: number | null
}

/** The stops of a day: those of the centre and those planned on this phone, each with what the outbox adds to it. */
export function stopsOnPhone({ stops, briefs, entries, sending }: Known): StopOnPhone[] {
  const planned = entries.flatMap((entry) =>
    entry.mutation === 'planVisit' && entry.local ? [{ ...entry.local, id: entry.visit! }] : [],
  )
  return [...stops, ...planned].map((stop) => {
    const about = entries.filter(({ visit }) => visit === stop.id)
    return onPhone(asTold(stop, briefs.get(stop.enterprise.id)), about, sending)
  })
}

function onPhone(shown: StopOnPhone, entries: readonly Entry[], sending: number | null): StopOnPhone {
  for (const entry of entries) {
    const where = whereIs(entry, sending)
    shown.where = further(shown.where, where)
    if (where !== 'refused') apply(shown, entry, where)
  }
  return shown
}

function asTold(stop: Stop, brief: Brief | undefined): StopOnPhone {
  const centre = 'centre' as const
  const issues = brief?.issues.edges.flatMap((edge) => (edge?.node.visit?.id === stop.id ? edge.node : [])) ?? []
  return {
    stop,
    brief,
    state: stop.state,
    where: centre,
    arrivedAt: stop.arrivedAt ?? null,
    arrived: centre,
    steps: Object.fromEntries(stop.steps.map((step) => [step, centre])),
    gists: Object.fromEntries(stop.completedSteps.map(({ step, gist }) => [step, gist])),
    notes: stop.notes.map(({ id, ...note }) => ({ key: id, ...note })),
    checks: Object.fromEntries(stop.checks.map(({ item, ...check }) => [item, { ...check, where: centre }])),
    issues: issues.map(({ id, kind, title }) => ({ key: id, kind, title, where: centre })),
    outcome: stop.outcome ?? null,
    followUp: stop.followUp ?? null,
    skipReason: stop.skipReason ?? null,
    ended: centre,
  }
}

function apply(shown: StopOnPhone, entry: Entry, where: Where): void {
  switch (entry.mutation) {
    case 'arriveVisit':
      return void Object.assign(shown, { state: 'ARRIVED', arrivedAt: entry.happenedAt, arrived: where })
    case 'completeStep': {
      const { step, gist, notes } = entry.input
      if (shown.stop.completedSteps.some((done) => done.step === step)) return
      shown.steps[step] = where
      shown.gists[step] = gist ?? ''
      shown.notes.push(...(notes ?? []).map((note, i) => ({ key: `${entry.clientId} ${i}`, step, ...note })))
      return
    }
    case 'recordChecklist':
      for (const { item, answer, fixBy, note } of entry.input.checks) {
        shown.checks[item] = { answer, fixBy, note: note ?? '', where }
      }
      return
    case 'finishVisit': {
      const { outcome, followUp } = entry.input
      return void Object.assign(shown, { state: 'FINISHED', outcome, followUp: followUp ?? null, ended: where })
    }
    case 'skipVisit':
      return void Object.assign(shown, { state: 'SKIPPED', skipReason: entry.input.reason, ended: where })
    case 'openIssue':
      return void shown.issues.push({ key: entry.clientId, kind: entry.input.kind, title: entry.input.title, where })
    case 'planVisit':
    case 'carryOverVisits':
      return
  }
}

const distance: readonly Where[] = ['centre', 'sending', 'phone', 'refused']

/** The one of two that is further from the centre. */
const further = (a: Where, b: Where): Where => (distance.indexOf(a) > distance.indexOf(b) ? a : b)

/** Whether something was heard or asked, here or on the visit that this one continues. */
export const somethingHeard = ({ notes, stop }: StopOnPhone): boolean =>
  stop.continues != null || notes.some(({ step }) => step === 'LISTEN' || step === 'ASK')

/** Where the checklist as a whole is; undefined where nothing is answered. */
export const whereOfChecks = ({ checks }: StopOnPhone): Where | undefined =>
  Object.values(checks)
    .map(({ where }) => where)
    .reduce<Where | undefined>((a, b) => (a ? further(a, b) : b), undefined)
