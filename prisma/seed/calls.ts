import { actionKey, clientIdOf } from './client-id.ts'
import { agencies } from './names.ts'
import type { Action, ActionOf, AgencyCode, IssueCategory, ItemKey, ResumptionEntry, StepContent } from './plan.ts'

/** Where the plan's keys lead: to row ids where rules are called, to global ids where the API is. */
export type Ids = {
  squad: (number: number) => string
  /** Null where the union has none of this kind. */
  agency: (code: AgencyCode) => string | null
  enterprise: (key: string) => string
  visit: (key: string) => string
  issue: (key: string) => string
  measure: (key: string) => string
  item: (key: ItemKey) => string
  supplier: (key: string) => string
  order: (key: string) => string
}

/** One call of a rule, which is one mutation of the same name. */
export type Call = { rule: RuleName; input: { clientId: string; [field: string]: unknown } }

/** The rules that the plan's actions come to. */
export type RuleName = Exclude<Action['do'], 'actByLink'> | 'recordChecklist' | 'createIssueLink'

/** What an action comes to, in order: one call, or two where the checklist travels with what was heard. */
export function callsOf(action: Action, ids: Ids, dateOf: (day: number) => string): Call[] {
  const key = actionKey(action)
  if (action.do === 'setResumption') return resumptionCalls(key, action.entries, ids, dateOf)
  const rule = action.do === 'actByLink' ? ('createIssueLink' as const) : action.do
  const main = { rule, input: { clientId: clientIdOf(key), ...inputOf(action, ids, dateOf) } }
  if (action.do !== 'completeStep' || action.content.step !== 'LISTEN') return [main]
  const checks = action.content.checklist.map(({ item, answer, fixByDay }) => ({
    item,
    answer,
    fixBy: fixByDay === undefined ? null : dateOf(fixByDay),
  }))
  const checklist = { clientId: clientIdOf(`checklist ${key}`), visitId: ids.visit(action.visit), checks }
  return [main, { rule: 'recordChecklist', input: checklist }]
}

/** What is done by the link that an action makes, in order, each with an id of its own. */
export const actsOf = (action: ActionOf<'actByLink'>) =>
  action.acts.map(({ act, text }) => ({ act, text, clientId: clientIdOf(`${act} ${actionKey(action)}`) }))

function inputOf(action: Exclude<Action, { do: 'setResumption' }>, ids: Ids, dateOf: (day: number) => string): object {
  switch (action.do) {
    case 'planVisit':
      return {
        squadId: ids.squad(action.squad),
        enterpriseId: ids.enterprise(action.enterprise),
        plannedOn: dateOf(action.day),
        stop: action.stop,
      }
    case 'arriveVisit':
      return { visitId: ids.visit(action.visit) }
    case 'completeStep':
      return { visitId: ids.visit(action.visit), ...stepOf(action.content, dateOf) }
    case 'finishVisit':
      return {
        visitId: ids.visit(action.visit),
        outcome: action.outcome,
        followUp: action.note ?? (action.followUpDay === undefined ? null : '回访措施落实情况'),
        followUpOn: action.followUpDay === undefined ? null : dateOf(action.followUpDay),
      }
    case 'skipVisit':
      return { visitId: ids.visit(action.visit), reason: action.reason }
    case 'openIssue':
      return issueOf(action, ids)
    case 'closeIssue':
      return { issueId: ids.issue(action.issue), closingNote: action.resolution }
    case 'assignIssue':
      return { issueId: ids.issue(action.issue), agencyId: ids.agency(action.agency) }
    case 'takeIssue':
      return { issueId: ids.issue(action.issue) }
    case 'returnIssue':
      return { issueId: ids.issue(action.issue), reason: action.reason }
    case 'answerIssue':
      return { issueId: ids.issue(action.issue), answer: action.answer }
    case 'actByLink':
      return { issueId: ids.issue(action.issue), agencyId: action.agency && ids.agency(action.agency) }
    case 'parkIssue':
      return { issueId: ids.issue(action.issue), reason: action.reason, reviewOn: dateOf(action.reviewDay) }
    case 'recordMeasure':
      return {
        enterpriseId: ids.enterprise(action.enterprise),
        issueIds: [ids.issue(action.issue)],
        agencyId: ids.agency(action.agency),
        what: action.what,
        dueOn: dateOf(action.untilDay),
      }
    case 'finishMeasure':
      return { measureId: ids.measure(action.measure), result: action.result, note: action.note }
    case 'dropMeasure':
      return { measureId: ids.measure(action.measure), reason: action.reason }
    case 'orderSupply':
      return {
        enterpriseId: ids.enterprise(action.enterprise),
        itemId: ids.item(action.item),
        supplierId: ids.supplier(action.supplier),
        requested: action.requested,
        reserved: action.reserved ?? null,
      }
    case 'reserveSupply':
    case 'dispatchSupply':
    case 'receiveSupply':
    case 'acceptSupply': {
      const { do: _, at: __, by: ___, order, ...quantities } = action
      return { orderId: ids.order(order), ...quantities }
    }
  }
}

function stepOf(content: StepContent, dateOf: (day: number) => string) {
  const { step } = content
  switch (step) {
    case 'LOOK':
      return { step, gist: content.brief, notes: [] }
    case 'LISTEN':
      return {
        step,
        notes: content.heard.map(({ text, saidBy, position }) => ({ text, saidBy: `${saidBy}（${position}）` })),
      }
    case 'ASK':
      return {
        step,
        notes: content.difficulties.map(({ text, saidBy, secondSource }) => ({ text, saidBy, secondSource })),
      }
    case 'TREAT':
      return {
        step,
        gist: content.consultation,
        notes: content.measures.map(({ text, agency, untilDay }) => ({
          text,
          responsible: agencies.find((each) => each.code === agency)!.name,
          dueOn: dateOf(untilDay),
        })),
      }
  }
}

/** The agency that should take an issue, where its category says so. */
export const takers: { [category in IssueCategory]?: AgencyCode } = {
  TAX: 'TAX',
  LICENCE: 'COMMERCE',
  LOGISTICS: 'POLICE',
  EPIDEMIC: 'FOOD_DRUG',
  WORKERS: 'SUBDISTRICT',
}

function issueOf(action: Extract<Action, { do: 'openIssue' }>, ids: Ids) {
  const { enterprise, visit, kind, category, severity, source, title, text, saidBy, evidence } = action
  // what a squad meets at a door it proposes to an agency; the centre assigns it afterwards
  const agency = visit && takers[category]
  return {
    enterpriseId: ids.enterprise(enterprise),
    visitId: visit && ids.visit(visit),
    agencyId: agency ? ids.agency(agency) : null,
    kind,
    category,
    severity,
    source,
    title,
    evidence: evidence ? `${text}。佐证：${evidence}` : text,
    saidBy,
  }
}

/** One call for all enterprises that went the same way on the same day, on the same basis. */
function resumptionCalls(
  key: string,
  entries: readonly ResumptionEntry[],
  ids: Ids,
  dateOf: (day: number) => string,
): Call[] {
  const groups = new Map<string, ResumptionEntry[]>()
  for (const entry of entries) {
    const { enterprise: _, ...way } = entry
    const name = JSON.stringify(way)
    groups.set(name, [...(groups.get(name) ?? []), entry])
  }
  return [...groups.values()].map((group, index) => {
    const { state, day, basis, source, earlier } = group[0]!
    const input = {
      clientId: clientIdOf(index === 0 ? key : `${key} ${index}`),
      enterpriseIds: group.map(({ enterprise }) => ids.enterprise(enterprise)),
      to: state,
      on: dateOf(day),
      basis,
      source,
      earlier: earlier?.map((step) => ({ state: step.state, on: dateOf(step.day) })) ?? null,
    }
    return { rule: 'setResumption' as const, input }
  })
}
