import type { CommandRank, Role, Scope } from '#codegen/prisma/enums.ts'
import { AppError, invalid, type Locale, notFound } from './errors.ts'
import { optionalRowId } from './ids.ts'

/** Everything that decides what somebody may see: two people with equal viewers see the same. */
export type Viewer = {
  role: Role
  /** The id of the account's union. */
  unionId: string
  /** The ids of the sub-district unions whose rows and events it may read: its own, or those under its district. */
  unionIds: readonly string[]
  squadId: string | null
  agencyId: string | null
  enterpriseId: string | null
  /** The zone that a cadre leads; null for every other role. */
  zoneId: string | null
  /** What an integrator's token may be used for; empty for every other role. */
  scopes: readonly Scope[]
  /** The personal link by which the device signed in: whoever acts by one shares an answer with nobody. Null for all others. */
  linkId: string | null
}

/** Who makes a request. It holds the identity only: rights are read from the database at the moment of use. */
export type Actor = Viewer & {
  accountId: string
  sessionId: string
  username: string
  displayName: string
  /** Of somebody of the command centre; null for all other roles. It decides what may be done, and nothing of what is seen. */
  rank: CommandRank | null
  /** True where somebody else has set the password by which it is signed in: it chooses another one before anything else. */
  mustChangePassword: boolean
}

/**
 * The actor of an open connection. It is kept up to date while the connection is open, and its subscriptions share it.
 */
export type Holder = { actor: Actor | null }

/** The context of a request or of a subscription, which every resolver gets. */
export type Context = {
  /** Who made the request, as of that time; null when nobody is signed in. */
  actor: Actor | null
  /** The same for as long as the connection is open. */
  holder: Holder
  /** The language of sentences to the caller. */
  locale: Locale
  /** The id that answers, errors and log lines of the request have in common. */
  requestId: string
  /** The caller's IP address, for limits, the audit and the list of sessions. */
  address: string
  /** The cookie by which the caller's browser is known again; null where it has none, and absent on sockets. */
  deviceCookie?: string | null
  /** What the caller's browser says it is; absent on sockets. It is never kept as it is. */
  userAgent?: string | undefined
  /**
   * The origin under which the caller reaches the server, such as `https://board.example.org`, for cookies and links.
   */
  origin: string
  /** Reads the holder's actor from the database again; it becomes null when the session has ended. */
  renew: () => Promise<void>
  /**
   * The milliseconds that it took to find out who makes the request; they count towards its deadline. Absent on
   * sockets.
   */
  spentMs?: number
  /** What a subscription costs for each event, in points. */
  cost?: number
  /**
   * The secret of the actor's session, and whether it is that of a token, where the actor was not read for this request but
   * remembered from an earlier one.
   */
  remembered?: { secret: string; isBearer: boolean }
  /** Sets a response header; absent on sockets. */
  setHeader?: (name: string, value: string) => void
}

/** The error UNAUTHENTICATED where nobody is signed in, or not any more. */
export const signInFirst = () => new AppError('UNAUTHENTICATED', { zh: '请先登录。', en: 'Sign in first.' })

/** The error UNAUTHENTICATED where the session of a secret has ended, or there never was one. */
export const sessionOver = () =>
  new AppError('UNAUTHENTICATED', { zh: '登录已失效,请重新登录。', en: 'This session has ended; sign in again.' })

/** The actor of the context, whoever has set its password. Throws UNAUTHENTICATED when nobody is signed in. */
export function known(context: Context): Actor {
  if (!context.actor) throw signInFirst()
  return context.actor
}

/**
 * The actor of the context. Throws UNAUTHENTICATED when nobody is signed in, and FORBIDDEN when the actor has to choose another
 * password first.
 */
export function signedIn(context: Context): Actor {
  const actor = known(context)
  if (actor.mustChangePassword) throw choosePassword()
  return actor
}

/** The error FORBIDDEN for everything but choosing a password, where somebody else has set it. */
const choosePassword = () =>
  new AppError(
    'FORBIDDEN',
    {
      zh: '请先修改密码:现在的密码是别人设的。',
      en: 'Choose another password first: somebody else has set this one.',
    },
    { mustChangePassword: true },
  )

/** The error for whoever may not ask anything: see `signedIn`. */
export const notAdmitted = ({ actor }: Context) => (actor ? choosePassword() : signInFirst())

/** Throws FORBIDDEN unless the viewer has one of the roles. */
export function allow(actor: Viewer, ...roles: Role[]): void {
  if (!roles.includes(actor.role)) throw forbidden()
}

/** The error FORBIDDEN for a field that the viewer may not see of a row that it may see. */
export const fieldNotVisible = () =>
  new AppError('FORBIDDEN', {
    zh: '您的角色或令牌范围看不到这一项。',
    en: 'Your role or the scopes of your token do not show this.',
  })

/** The error FORBIDDEN for what the viewer may see but not do. */
export const forbidden = () =>
  new AppError('FORBIDDEN', { zh: '您的角色不能做这一步。', en: 'Your role may not do this.' })

/**
 * The row id of the union that a request is about: the one that it names, or the only one that the viewer has. Throws
 * NOT_FOUND when the viewer may not read that union, and INVALID when it has several and names none.
 */
export function theUnion(viewer: Viewer, unionId?: string | null): string {
  const named = optionalRowId('TradeUnion', unionId, 'unionId')
  if (named ? !viewer.unionIds.includes(named) : viewer.unionIds.length === 0) throw notFound('unionId')
  if (!named && viewer.unionIds.length > 1) {
    throw invalid('unionId', { zh: '请指明是哪个工会。', en: 'Say which union: you have several.' })
  }
  return named ?? viewer.unionIds[0]!
}

/**
 * The row ids of the unions over which a list goes: the one that is named, or all that the viewer may read. Throws NOT_FOUND when
 * the viewer may not read the named one.
 */
export const unionsOf = (viewer: Viewer, unionId?: string | null): readonly string[] =>
  unionId == null ? viewer.unionIds : [theUnion(viewer, unionId)]
