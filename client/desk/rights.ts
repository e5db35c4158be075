import type { CommandRank, Role } from '#codegen/graph/graphql.ts'
import { rolesOfDeeds } from '#codegen/graph/roles-of-deeds.ts'

/** The desk's pages in the order of the menu, each with the roles that have it. */
export const sections = {
  zone: ['CADRE'],
  today: ['COMMAND', 'DISTRICT', 'AGENCY', 'ENTERPRISE'],
  inbox: ['COMMAND', 'AGENCY', 'CADRE'],
  'set-up': ['COMMAND'],
  enterprises: ['COMMAND', 'DISTRICT', 'AGENCY', 'ENTERPRISE'],
  visits: ['COMMAND', 'DISTRICT', 'ENTERPRISE'],
  plan: ['COMMAND'],
  issues: ['COMMAND', 'DISTRICT', 'AGENCY', 'ENTERPRISE'],
  measures: ['COMMAND', 'DISTRICT', 'AGENCY', 'ENTERPRISE'],
  orders: ['COMMAND', 'DISTRICT', 'ENTERPRISE'],
  suppliers: ['COMMAND', 'DISTRICT', 'ENTERPRISE'],
  campaign: ['COMMAND', 'DISTRICT'],
  squads: ['COMMAND', 'DISTRICT', 'AGENCY', 'ENTERPRISE'],
  zones: ['COMMAND', 'DISTRICT'],
  agencies: ['COMMAND', 'DISTRICT'],
  policies: ['COMMAND', 'DISTRICT', 'AGENCY', 'ENTERPRISE'],
  calendar: ['COMMAND', 'DISTRICT'],
  union: ['COMMAND', 'DISTRICT'],
  import: ['COMMAND'],
  accounts: ['COMMAND'],
  audit: ['COMMAND'],
  links: ['COMMAND'],
  tokens: ['COMMAND'],
  api: ['COMMAND', 'INTEGRATOR'],
} satisfies Record<string, Role[]>

/** The pages whose lists go over several unions. */
const overAll: readonly string[] = ['enterprises', 'visits', 'issues', 'measures', 'orders', 'suppliers', 'union']

/** True where a page shows several unions together. */
export const goesOverAll = (section: string): boolean => overAll.includes(section)

/** One of the desk's pages. */
export type Section = keyof typeof sections

/** True where a role may do a deed. It only decides what is shown: the server checks every change by itself. */
export const may = (role: Role, deed: keyof typeof rolesOfDeeds): boolean =>
  (rolesOfDeeds[deed] as readonly Role[]).includes(role)

/** True where a role sees the union's figures and its board. */
export const watchesBoard = (role: Role): boolean => role === 'COMMAND' || role === 'DISTRICT'

/** The pages that the chair of a command centre has and others of it do not. */
const ofChair: readonly Section[] = ['audit']

/** Who somebody is, as far as it decides upon the pages. */
type Standing = { role: Role; rank?: CommandRank | null }

/** The pages that somebody has, in the order of the menu. */
export const sectionsOf = ({ role, rank }: Standing): Section[] =>
  (Object.keys(sections) as Section[]).filter(
    (section) => (sections[section] as Role[]).includes(role) && (rank === 'CHAIR' || !ofChair.includes(section)),
  )

/** The page on which somebody starts. */
export function firstSection(viewer: Standing): Section {
  return sectionsOf(viewer)[0] ?? 'api'
}
