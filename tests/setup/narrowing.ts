import { getNamedType, getNullableType, isEnumType, isInputObjectType, isListType } from 'graphql'
import { schema } from '#server/schema.ts'

/** An argument by which a list is narrowed or ordered, as a path such as filter.industry or orderBy.NAME, with its type. */
export type Narrowing = { list: string; path: string; type: string }

const paging = ['first', 'last', 'after', 'before', 'unionId', 'search']

/** Everything by which the lists of Query are narrowed and ordered, but for words. */
export function narrowings(): Narrowing[] {
  return Object.values(schema.getQueryType()!.getFields()).flatMap(({ name: list, type, args }) =>
    isListType(getNullableType(type)) || getNamedType(type).name.endsWith('Connection')
      ? args.filter(({ name }) => !paging.includes(name)).flatMap(({ name, type }) => below(list, name, type))
      : [],
  )
}

function below(list: string, path: string, type: Parameters<typeof getNamedType>[0]): Narrowing[] {
  const named = getNamedType(type)!
  if (isEnumType(named) && named.name.endsWith('OrderField')) {
    return named.getValues().map(({ name }) => ({ list, path: path.replace(/by$/, name), type: named.name }))
  }
  if (!isInputObjectType(named) || named.name === 'DateRange') return [{ list, path, type: String(type) }]
  const fields = Object.values(named.getFields()).filter(({ name }) => name !== 'direction')
  return fields.flatMap(({ name, type }) => below(list, `${path}.${name}`, type))
}

/** The argument as it is written in a document, with a value of its type. */
export function written({ path, type }: Narrowing, ids: Record<string, string>): string {
  const [argument, field] = path.split('.') as [string, string?]
  if (type.endsWith('OrderField')) return `${argument}: { by: ${field}, direction: ASC }`
  const value = exampleOf(type, field ?? argument, ids)
  return field ? `${argument}: { ${field}: ${value} }` : `${argument}: ${value}`
}

function exampleOf(type: string, name: string, ids: Record<string, string>): string {
  const named = type.replace(/[[\]!]/g, '')
  const one = () => {
    const known = schema.getType(named)
    if (isEnumType(known)) return known.getValues()[0]!.name
    if (named === 'ID') return `"${ids[name]}"`
    if (named === 'Date') return '"2026-03-02"'
    if (named === 'DateRange') return '{ from: "2020-01-01" }'
    return named === 'Boolean' ? 'true' : '"零售"'
  }
  return type.startsWith('[') ? `[${one()}]` : one()
}

/**
 * What an argument tells of a row of its list: a field of the row, or one below it. Where it tells nothing but what is said by that
 * the row is in the list at all, or by the row’s id, the field is `id`.
 */
export const told: Record<string, Record<string, string>> = {
  accounts: { 'orderBy.NAME': 'displayName', 'orderBy.ROLE': 'role', 'orderBy.STATE': 'disabledAt' },
  agencies: { retired: 'retiredAt' },
  auditEntries: { 'filter.accountId': 'account { id }', 'filter.days': 'at', 'filter.kinds': 'kind' },
  cellTexts: {
    enterpriseId: 'subjectId',
    isDoubtful: 'isDoubtful',
    'orderBy.COLUMN': 'column',
    'orderBy.NAME': 'name',
  },
  dayProposal: { on: 'squad { id }' },
  doubles: { isDismissed: 'dismissedAt' },
  enterprises: {
    'filter.hasOpenIssues': 'openIssues',
    'filter.hasZone': 'zone { id }',
    'filter.industry': 'industry',
    'filter.listed': 'position',
    'filter.progress': 'progress',
    'filter.resumed': 'resumptionOn',
    'filter.resumption': 'resumption',
    'filter.retired': 'retiredAt',
    'filter.zoneId': 'zone { id }',
    'orderBy.ADDRESS': 'address',
    'orderBy.HEADCOUNT': 'headcount',
    'orderBy.NAME': 'name',
    'orderBy.OPEN_ISSUES': 'openIssues',
    'orderBy.PROGRESS': 'progress',
    'orderBy.RESUMPTION': 'resumption',
    'orderBy.ZONE': 'zone { id }',
  },
  issues: {
    'filter.agencyId': 'agency { id }',
    'filter.category': 'category',
    'filter.closed': 'closedAt',
    'filter.enterpriseId': 'enterprise { id }',
    'filter.hasAgency': 'agency { id }',
    'filter.hasSquad': 'squad { id }',
    'filter.hasVisit': 'visit { id }',
    'filter.isOverdue': 'dueAt',
    'filter.isRed': 'isRed',
    'filter.kinds': 'kind',
    'filter.needsConsultation': 'needsConsultation',
    'filter.opened': 'openedAt',
    'filter.review': 'reviewOn',
    'filter.severity': 'severity',
    'filter.squadId': 'squad { id }',
    'filter.states': 'state',
    'filter.status': 'status',
    'filter.visitId': 'visit { id }',
    'orderBy.AGENCY': 'agency { id }',
    'orderBy.CATEGORY': 'category',
    'orderBy.ENTERPRISE': 'enterprise { name }',
    'orderBy.KIND': 'kind',
    'orderBy.OPENED_AT': 'openedAt',
    'orderBy.SEVERITY': 'severity',
    'orderBy.STATUS': 'status',
    'orderBy.TITLE': 'title',
  },
  measures: {
    'filter.agencyId': 'agency { id }',
    'filter.due': 'dueOn',
    'filter.enterpriseId': 'enterprise { id }',
    'filter.isOverdue': 'isOverdue',
    'filter.issueId': 'issues { id }',
    'filter.squadId': 'squad { id }',
    'filter.states': 'state',
    'orderBy.DUE_ON': 'dueOn',
    'orderBy.ENTERPRISE': 'enterprise { name }',
    'orderBy.STATE': 'state',
  },
  personalLinks: {
    accountId: 'account { id }',
    issueId: 'account { id }',
    'orderBy.EXPIRES_AT': 'expiresAt',
    purpose: 'purpose',
    state: 'state',
  },
  policyDocuments: { retired: 'retiredAt' },
  replyTemplates: { category: 'category' },
  rosters: { kinds: 'kind', 'orderBy.APPLIED_AT': 'appliedAt', 'orderBy.FILE_NAME': 'fileName', states: 'state' },
  squads: { retired: 'retiredAt' },
  suppliers: { itemId: 'items { item { id } }', 'orderBy.NAME': 'name', retired: 'retiredAt' },
  supplyItems: { retired: 'retiredAt' },
  supplyOrders: {
    'filter.cancelled': 'cancelledAt',
    'filter.enterpriseId': 'enterprise { id }',
    'filter.hasGap': 'quantities { reserved }',
    'filter.having': 'quantities { reserved }',
    'filter.itemId': 'item { id }',
    'filter.open': 'quantities { received }',
    'filter.ordered': 'createdAt',
    'filter.supplierId': 'supplier { id }',
    'orderBy.ENTERPRISE': 'enterprise { name }',
    'orderBy.GAP': 'quantities { reserved }',
    'orderBy.ITEM': 'item { id }',
    'orderBy.ORDERED_AT': 'createdAt',
    'orderBy.REQUESTED': 'quantities { requested }',
  },
  tokens: { 'orderBy.EXPIRES_AT': 'expiresAt', 'orderBy.NAME': 'name' },
  views: { list: 'list' },
  visits: {
    'filter.before': 'plannedOn',
    'filter.counts': 'counts',
    'filter.doubtful': 'doubts',
    'filter.enterpriseId': 'enterprise { id }',
    'filter.finished': 'finishedAt',
    'filter.finishedOn': 'finishedAt',
    'filter.fixBy': 'checks { fixBy }',
    'filter.followUp': 'followUpOn',
    'filter.hasFollowUp': 'followUp',
    'filter.lacking': 'missing',
    'filter.listed': 'enterprise { position }',
    'filter.on': 'plannedOn',
    'filter.outcome': 'outcome',
    'filter.plannedOn': 'plannedOn',
    'filter.squadId': 'squad { id }',
    'filter.states': 'state',
    'orderBy.ENTERPRISE': 'enterprise { name }',
    'orderBy.FINISHED_AT': 'finishedAt',
    'orderBy.OUTCOME': 'outcome',
    'orderBy.PLANNED_ON': 'plannedOn',
    'orderBy.SQUAD': 'squad { number }',
    'orderBy.STATE': 'state',
  },
  zones: { retired: 'retiredAt' },
}

/** The lists with questions of their own, which other tests ask: what they compare is no column of the rows that they give. */
export const questions = [
  'find',
  'likeIssues',
  'likelyDoubles',
  'nodes',
  'phonesOfStops',
  'rosterColumns',
  'whatWorked',
  'hostNames',
]
