import type { Role } from '#codegen/graph/graphql.ts'

/** The desk's pages in the order of the menu, each with the roles that have it. */
export const sections = {
  enterprises: ['COMMAND', 'DISTRICT', 'AGENCY', 'ENTERPRISE'],
  visits: ['COMMAND', 'DISTRICT', 'ENTERPRISE'],
  issues: ['COMMAND', 'DISTRICT', 'AGENCY', 'ENTERPRISE'],
  orders: ['COMMAND', 'DISTRICT', 'ENTERPRISE'],
  suppliers: ['COMMAND', 'DISTRICT', 'ENTERPRISE'],
  campaign: ['COMMAND', 'DISTRICT'],
  squads: ['COMMAND', 'DISTRICT', 'AGENCY', 'ENTERPRISE'],
  policies: ['COMMAND', 'DISTRICT', 'AGENCY', 'ENTERPRISE'],
  import: ['COMMAND'],
  accounts: ['COMMAND'],
  tokens: ['COMMAND'],
  api: ['COMMAND', 'INTEGRATOR'],
} satisfies Record<string, Role[]>

/** One of the desk's pages. */
export type Section = keyof typeof sections

const actions = {
  editEnterprise: ['COMMAND'],
  setResumption: ['COMMAND', 'ENTERPRISE'],
  planVisit: ['COMMAND'],
  voidVisit: ['COMMAND'],
  openIssue: ['COMMAND', 'ENTERPRISE'],
  chooseAgency: ['COMMAND'],
  closeIssue: ['COMMAND'],
  orderSupply: ['COMMAND', 'ENTERPRISE'],
  reserveSupply: ['COMMAND'],
  receiveSupply: ['COMMAND', 'ENTERPRISE'],
  editCampaign: ['COMMAND'],
  editSquad: ['COMMAND'],
  watchBoard: ['COMMAND', 'DISTRICT'],
} satisfies Record<string, Role[]>

/** An action of the desk that only some roles have. */
export type Action = keyof typeof actions

/** True where a role has an action. It only decides what is shown: the server checks every change by itself. */
export const may = (role: Role, action: Action): boolean => (actions[action] as Role[]).includes(role)

/** The pages that a role has, in the order of the menu. */
export const sectionsOf = (role: Role): Section[] =>
  (Object.keys(sections) as Section[]).filter((section) => (sections[section] as Role[]).includes(role))

/** The page on which a role starts. */
export function firstSection(role: Role): Section {
  if (role === 'AGENCY') return 'issues'
  if (role === 'ENTERPRISE') return 'orders'
  return sectionsOf(role)[0] ?? 'api'
}
