import { LRUCache } from 'lru-cache'
import { RateLimiterMemory, type RateLimiterRes } from 'rate-limiter-flexible'
import { knownDeviceOf } from '#server/modules/people/known-devices.ts'
import type { Actor, Context } from '#server/platform/context.ts'
import { AppError } from '#server/platform/errors.ts'
import { networkOf } from '#server/platform/network.ts'
import { readActor, rememberedActor } from './remembered-actors.ts'

/** The seconds in which an address may ask so many times without a session. */
const windowSeconds = 10

/** How many times what one network may ask all may ask together of which this node knows nobody. */
const together = 10

/** The error UNAVAILABLE for a network from which too many have asked. */
export class TooManyStrangers extends AppError {
  constructor(retryAfter: number) {
    super('UNAVAILABLE', tooManyRequests, { retryAfter })
  }
}

/** Who asks, as far as it is known before the session is read. */
type Caller = Pick<Context, 'address' | 'deviceCookie'>

/**
 * How often the callers of one network may ask without a session, and how often with one that this node has not seen. The two
 * are counted apart, and whoever turns out to have a session is not counted: colleagues behind one address don't suffer for one
 * among them. A device in which somebody has signed in before is counted by itself, wherever it is. All networks of which nobody
 * is known are counted together as well, since an attacker may have thousands.
 *
 * Everything that a caller can ask without a session and that is answered by the database is counted here: GraphQL, sockets
 * until they are acknowledged, and the pages of the schema.
 */
export class Strangers {
  private readonly ofEach: RateLimiterMemory
  private readonly ofUnknown: RateLimiterMemory
  /** The networks from which somebody with a session has come last. */
  private readonly known = new LRUCache<string, true>({ max: 10_000 })

  constructor(requests: number) {
    this.ofEach = new RateLimiterMemory({ points: requests, duration: windowSeconds })
    this.ofUnknown = new RateLimiterMemory({ points: requests * together, duration: windowSeconds })
  }

  /** Counts one request. Throws `TooManyStrangers` where there were too many. */
  async count(caller: Caller, hasSecret: boolean): Promise<void> {
    const { key, kind, isUnknown } = await this.placeOf(caller, hasSecret)
    await consume(this.ofEach, key)
    if (!isUnknown) return
    await consume(this.ofUnknown, kind).catch(async (error) => {
      await this.ofEach.reward(key)
      throw error
    })
  }

  /** Notes that somebody with a session has come from there. */
  welcome({ address }: Caller): void {
    this.known.set(networkOf(address), true)
  }

  /** Takes the count back, because the secret has turned out to be that of a session. */
  async forgive(caller: Caller): Promise<void> {
    const { key, kind, isUnknown } = await this.placeOf(caller, true)
    await this.ofEach.reward(key)
    if (isUnknown) await this.ofUnknown.reward(kind)
    this.welcome(caller)
  }

  /** Reads whose secret it is. The request is counted unless this node knows the secret, or it turns out to be that of a session. */
  async readActor(caller: Caller, secret: string | null): Promise<Actor | null> {
    if (rememberedActor(secret)) return readActor(secret)
    await this.count(caller, secret !== null)
    const actor = await readActor(secret)
    if (actor) await this.forgive(caller)
    return actor
  }

  /** Under which keys a request is counted. */
  private async placeOf(caller: Caller, hasSecret: boolean) {
    const kind = hasSecret ? 'secret' : 'none'
    const device = await knownDeviceOf(caller)
    const network = networkOf(caller.address)
    return {
      kind,
      key: device === null ? `${network} ${kind}` : `device ${device} ${kind}`,
      isUnknown: device === null && !this.known.has(network),
    }
  }
}

async function consume(limiter: RateLimiterMemory, key: string): Promise<void> {
  await limiter.consume(key).catch(async ({ msBeforeNext }: RateLimiterRes) => {
    // who is refused has cost nothing, and takes no place from those who come next
    await limiter.reward(key)
    throw new TooManyStrangers(Math.max(1, Math.ceil(msBeforeNext / 1000)))
  })
}

const tooManyRequests = {
  zh: '这个网络未登录的请求太多,请稍后再试。',
  en: 'Too many requests without a session from this network; try again later.',
}
