import type { Role } from '#codegen/prisma/enums.ts'

/** The practice data as plain data. Keys are local to the plan; whoever runs it maps them to ids. */

/** A local time relative to the first start: day 0 is that day, -1 the day before; minute counts from midnight. */
export type Moment = { day: number; minute: number }

/** The public names of the states and kinds, as the schema spells them. */
export type AgencyCode = 'POLICE' | 'COMMERCE' | 'TAX' | 'FOOD_DRUG' | 'SUBDISTRICT' | 'UNION'
export type Duty = 'COMMUNICATOR' | 'GUIDE' | 'SERVICE' | 'INFORMANT'
export type ResumptionState = 'NOT_RESUMED' | 'FILED' | 'APPROVED' | 'RESUMED' | 'SUSPENDED'
export type Source = 'VISIT' | 'CALL' | 'FORM' | 'ENTERPRISE'
export type IssueKind = 'SUGGESTION' | 'DIFFICULTY' | 'HARD_POINT' | 'BLOCKAGE'
export type LinkAct = 'TAKE' | 'ANSWER' | 'SOLVED'
export type Severity = 'LOW' | 'MEDIUM' | 'HIGH'
export type IssueCategory = 'SUPPLIES' | 'WORKERS' | 'FUNDS' | 'TAX' | 'LOGISTICS' | 'RENT' | 'EPIDEMIC' | 'LICENCE'
export type ItemKey = 'mask' | 'thermometer' | 'alcohol' | 'disinfectant'
export type VisitOutcome = 'DONE' | 'CLOSED_SHOP' | 'REFUSED'
export type CheckItem =
  | 'HEALTH_REGISTER'
  | 'WORKER_FILES'
  | 'HOME_QUARANTINE'
  | 'DISINFECTION'
  | 'PROTECTIVE_GEAR'
  | 'EPIDEMIC_MECHANISM'

export type UnionPlan = { key: string; name: string; kind: 'SUBDISTRICT' | 'DISTRICT'; parent: string | null }
export type CampaignPlan = {
  title: string
  plan: string
  leadName: string
  leadTitle: string
  target: number
  firstDay: number
  lastDay: number
}
export type AgencyPlan = { code: AgencyCode; name: string; aliases: string[] }
export type ZonePlan = { key: string; name: string; streets: string[]; squad: number }
export type MemberPlan = { name: string; phone: string; duties: Duty[]; agency: AgencyCode }
export type SquadPlan = { number: number; leader: ContactPlan & { title: string }; members: MemberPlan[]; zone: string }
export type ContactPlan = { name: string; phone: string }
export type EnterprisePlan = {
  key: string
  name: string
  creditCode: string
  address: string
  street: string
  industry: string
  headcount: number
  zone: string
  owner: ContactPlan
  unionChair: ContactPlan | null
  healthContact: ContactPlan
}
export type HundredPlan = { position: number; enterprise: string; squad: number }
/** `grams` is the exact mass of one unit where the unit is a mass. */
export type ItemPlan = {
  key: ItemKey
  name: string
  nameEn: string
  unit: string
  unitEn: string
  grams: number | null
}
export type SupplierPlan = ContactPlan & {
  key: string
  firm: string
  items: { item: ItemKey; perDay: number }[]
}
export type PolicyPlan = {
  key: string
  title: string
  issuer: string
  day: number
  gist: string
  replaces: string | null
}
export type AccountPlan = {
  username: string
  role: Role
  name: string
  union: string
  squad?: number
  agency?: AgencyCode
  enterprise?: string
  zone?: string
}

/** What is there before the first event of the history. */
export type SetupPlan = {
  unions: UnionPlan[]
  campaign: CampaignPlan
  agencies: AgencyPlan[]
  zones: ZonePlan[]
  squads: SquadPlan[]
  enterprises: EnterprisePlan[]
  hundred: HundredPlan[]
  items: ItemPlan[]
  suppliers: SupplierPlan[]
  /** The policy document that is also the supplier directory. */
  supplierDirectory: string
  policies: PolicyPlan[]
  accounts: AccountPlan[]
}

export type Heard = { text: string; saidBy: string; position: string }
/** A difficulty with no second source is marked single-source. */
export type Difficulty = { text: string; category: IssueCategory; saidBy: string; secondSource: string | null }
export type MeasureResult = 'WORKED' | 'PARTLY' | 'FAILED'
export type Measure = { text: string; agency: AgencyCode; untilDay: number }
export type CheckAnswer = { item: CheckItem; answer: 'YES' | 'NO' | 'FIX_BY'; fixByDay?: number }
export type StepContent =
  | { step: 'LOOK'; brief: string }
  | { step: 'LISTEN'; heard: Heard[]; checklist: CheckAnswer[] }
  | { step: 'ASK'; difficulties: Difficulty[] }
  | { step: 'TREAT'; consultation: string; measures: Measure[] }

export type IssuePlan = {
  issue: string
  enterprise: string
  visit: string | null
  kind: IssueKind
  category: IssueCategory
  severity: Severity
  title: string
  text: string
  saidBy: string
  evidence: string | null
  source: Source
}

/** One enterprise's change of resumption; `earlier` are steps whose dates were only learnt now. */
export type ResumptionEntry = {
  enterprise: string
  state: ResumptionState
  day: number
  basis: string
  source: Source
  earlier?: { state: ResumptionState; day: number }[]
}

export type ActionInput =
  | { do: 'planVisit'; visit: string; squad: number; enterprise: string; day: number; stop: number; revisitOf?: string }
  | { do: 'arriveVisit'; visit: string }
  | { do: 'completeStep'; visit: string; content: StepContent }
  | { do: 'finishVisit'; visit: string; outcome: VisitOutcome; note: string | null; followUpDay?: number }
  | { do: 'skipVisit'; visit: string; reason: string }
  | ({ do: 'openIssue' } & IssuePlan)
  | { do: 'closeIssue'; issue: string; resolution: string }
  /** `time` tells the second time that an issue is given to an agency from the first. */
  | { do: 'assignIssue'; issue: string; agency: AgencyCode; time: number }
  | { do: 'takeIssue'; issue: string }
  | { do: 'returnIssue'; issue: string; reason: string }
  | { do: 'answerIssue'; issue: string; answer: string }
  /** The centre makes a link for an agency, or for the enterprise where none is named, which does these acts by it. */
  | { do: 'actByLink'; issue: string; agency: AgencyCode | null; acts: { act: LinkAct; text?: string }[] }
  | {
      do: 'recordMeasure'
      measure: string
      issue: string
      enterprise: string
      what: string
      agency: AgencyCode
      untilDay: number
    }
  | { do: 'finishMeasure'; measure: string; result: MeasureResult; note: string }
  | { do: 'dropMeasure'; measure: string; reason: string }
  | { do: 'parkIssue'; issue: string; reason: string; reviewDay: number }
  | {
      do: 'orderSupply'
      order: string
      enterprise: string
      item: ItemKey
      supplier: string
      requested: number
      reserved?: number
    }
  | { do: 'reserveSupply'; order: string; reserved: number }
  | { do: 'dispatchSupply'; order: string; dispatched: number }
  /** `dispatched` and `accepted` are given where goods were handed over on the spot. All are cumulative. */
  | { do: 'receiveSupply'; order: string; received: number; dispatched?: number; accepted?: number }
  | { do: 'acceptSupply'; order: string; accepted: number }
  | { do: 'setResumption'; entries: ResumptionEntry[] }

/** One rule call by one practice account at one moment. */
export type Action = ActionInput & { at: Moment; by: string }
export type ActionOf<D extends Action['do']> = Extract<Action, { do: D }>

/**
 * `rest` is what the drill plays to the end: each list stands alone and is in order,
 * so the ten squads and the command centre can run side by side at any speed.
 */
export type ArticlePlan = {
  seed: number
  setup: SetupPlan
  history: Action[]
  rest: { squads: { squad: number; actions: Action[] }[]; command: Action[] }
}
