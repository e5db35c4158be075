import { RateLimiterMemory, type RateLimiterRes } from 'rate-limiter-flexible'
import { AppError } from '#server/platform/errors.ts'
import { networkOf } from '#server/platform/network.ts'

/** The seconds in which an address may ask so many times without a session. */
const windowSeconds = 10

/**
 * How often the callers of one network may ask without a session, and how often with one that this node has not seen. The two
 * are counted apart, and whoever turns out to have a session is not counted: colleagues behind one address don't suffer for one
 * among them.
 */
export class Strangers {
  private readonly limiter: RateLimiterMemory

  constructor(requests: number) {
    this.limiter = new RateLimiterMemory({ points: requests, duration: windowSeconds })
  }

  /** Counts one request. Throws UNAVAILABLE, with the seconds to wait, where there were too many. */
  async count(address: string, hasSecret: boolean): Promise<void> {
    const key = keyOf(address, hasSecret)
    await this.limiter.consume(key).catch(async ({ msBeforeNext }: RateLimiterRes) => {
      // who is refused has cost nothing, and takes no place from those who come next
      await this.limiter.reward(key)
      throw new AppError('UNAVAILABLE', tooManyRequests, { retryAfter: Math.max(1, Math.ceil(msBeforeNext / 1000)) })
    })
  }

  /** Takes the count back, because the secret has turned out to be that of a session. */
  async forgive(address: string): Promise<void> {
    await this.limiter.reward(keyOf(address, true))
  }
}

const keyOf = (address: string, hasSecret: boolean): string => `${networkOf(address)}${hasSecret ? ' secret' : ''}`

const tooManyRequests = {
  zh: '这个网络未登录的请求太多,请稍后再试。',
  en: 'Too many requests without a session from this network; try again later.',
}
