import type { Role, Scope } from '#codegen/graph/graphql.ts'

/** The roles that the command centre gives. */
export const givenRoles = ['COMMAND', 'SQUAD', 'AGENCY', 'ENTERPRISE', 'WALL', 'INTEGRATOR'] as const satisfies Role[]

/** What a token can open. */
export const scopes = ['BOARD', 'ENTERPRISES', 'VISITS', 'ISSUES', 'SUPPLIES'] as const satisfies Scope[]
