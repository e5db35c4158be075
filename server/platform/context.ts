import type { Role, Scope } from '#codegen/prisma/enums.ts'
import { AppError, type Locale } from './errors.ts'

/** All that may decide what somebody sees. Two people with equal viewers see the same. */
export type Viewer = {
  role: Role
  unionId: string
  squadId: string | null
  agencyId: string | null
  enterpriseId: string | null
  /** What an integrator's token was made for; empty for everybody else. */
  scopes: readonly Scope[]
}

/** Who is asking: identity only. Rights are asked of the database at the moment of use. */
export type Actor = Viewer & { accountId: string; sessionId: string; username: string; displayName: string }

/** What every resolver gets. */
export type Context = {
  actor: Actor | null
  locale: Locale
  requestId: string
  /** The caller's address, for limits only. */
  address: string
  /** Sets a response header; absent on sockets. */
  setHeader?: (name: string, value: string) => void
}

/** The signed-in actor, or UNAUTHENTICATED. */
export function signedIn(context: Context): Actor {
  if (!context.actor) throw new AppError('UNAUTHENTICATED', { zh: '请先登录。', en: 'Sign in first.' })
  return context.actor
}

/** FORBIDDEN unless the actor has one of the roles. */
export function allow(actor: Viewer, ...roles: Role[]): void {
  if (!roles.includes(actor.role)) throw forbidden()
}

/** FORBIDDEN: known and seen, but not for this role. */
export const forbidden = () =>
  new AppError('FORBIDDEN', { zh: '您的角色不能做这一步。', en: 'Your role may not do this.' })
