import type { Role, Scope } from '#codegen/prisma/enums.ts'
import { AppError, invalid, type Locale, notFound } from './errors.ts'
import { optionalRowId } from './ids.ts'

/** All that may decide what somebody sees. Two people with equal viewers see the same. */
export type Viewer = {
  role: Role
  /** The union of the account. */
  unionId: string
  /** The sub-district unions whose streams and rows it may ask for: its own, or a district's children. */
  unionIds: readonly string[]
  squadId: string | null
  agencyId: string | null
  enterpriseId: string | null
  /** What an integrator's token was made for; empty for everybody else. */
  scopes: readonly Scope[]
}

/** Who is asking: identity only. Rights are asked of the database at the moment of use. */
export type Actor = Viewer & { accountId: string; sessionId: string; username: string; displayName: string }

/** Who holds a connection, as far as this node knows: kept up to date while it is open, shared by its subscriptions. */
export type Holder = { actor: Actor | null }

/** What every resolver gets. */
export type Context = {
  /** Who asked, as of then. */
  actor: Actor | null
  holder: Holder
  locale: Locale
  requestId: string
  /** The caller's address, for limits only. */
  address: string
  /** Where the caller sees us, such as `https://board.example.org`: for cookies and links. */
  origin: string
  /** Asks the database who the holder is now: null where the session has ended. For what outlives a request. */
  renew: () => Promise<void>
  /** What finding out who asks took of the time in which a request is answered; absent on sockets. */
  spentMs?: number
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

/** FORBIDDEN: the row is seen, but not all of it. */
export const outOfSight = () =>
  new AppError('FORBIDDEN', {
    zh: '您的角色或令牌范围看不到这一项。',
    en: 'Your role or the scopes of your token do not show this.',
  })

/** FORBIDDEN: known and seen, but not for this role. */
export const forbidden = () =>
  new AppError('FORBIDDEN', { zh: '您的角色不能做这一步。', en: 'Your role may not do this.' })

/**
 * The row id of the union that is meant: the named one, or the only one the viewer has. NOT_FOUND where it is not the
 * viewer's, INVALID where the viewer has several and names none.
 */
export function theUnion(viewer: Viewer, unionId?: string | null): string {
  const named = optionalRowId('TradeUnion', unionId, 'unionId')
  if (named ? !viewer.unionIds.includes(named) : viewer.unionIds.length === 0) throw notFound('unionId')
  if (!named && viewer.unionIds.length > 1) {
    throw invalid('unionId', { zh: '请指明是哪个工会。', en: 'Say which union: you have several.' })
  }
  return named ?? viewer.unionIds[0]!
}
