import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Account } from '#client/field/store/account.ts'
import type { Reply } from '#client/field/store/centre-client.ts'
import { Owner, type OwnerState } from '#client/field/store/owner.ts'
import { Storage } from '#client/field/store/storage.ts'
import { until, withEmptyIndexedDB } from '#tests/setup/phone-parts.ts'
import { aSquadAccount } from '#tests/setup/phone-samples.ts'

withEmptyIndexedDB()

const a = aSquadAccount('a')
const b = aSquadAccount('b')
const noSignal: Reply<Account | null> = { failure: { code: 'UNAVAILABLE', message: '', retry: true } }

/** A phone that stores `last`; the test answers who the centre says it is. Everything that is shown and forgotten is in `log`. */
async function aPhone(last: unknown = null, storage = new Storage()) {
  if (last) await storage.use((database) => database.put('account', last as Account, 'last'))
  const log: string[] = []
  const questions: ((reply: Reply<Account | null>) => void)[] = []
  let asked = () => {}
  const owner = new Owner({
    storage,
    viewer: () =>
      new Promise((resolve) => {
        questions.push(resolve)
        asked()
      }),
    change: (account) => log.push(`belongs to ${account?.id ?? 'nobody'}`),
    forgetLists: async () => void log.push('forgets the lists'),
  })
  owner.state.observe(() => {
    const state = owner.state.get()
    log.push(`shows ${typeof state === 'string' ? state : (state?.id ?? 'nobody')}`)
  })
  /** The next question to the centre. */
  const question = async () => {
    if (questions.length === 0) {
      await new Promise<void>((resolve) => {
        asked = resolve
      })
    }
    return questions.shift()!
  }
  const shows = (isExpected: (state: OwnerState) => boolean) => until(owner.state, isExpected)
  const lastAccount = () => storage.use((database) => database.get('account', 'last'))
  return { owner, log, question, shows, lastAccount }
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  vi.spyOn(Math, 'random').mockReturnValue(1)
})
afterEach(() => {
  vi.restoreAllMocks()
  vi.useRealTimers()
})

describe('the owner of the phone', () => {
  it('is whom the centre names, and is stored', async () => {
    const { owner, log, question, lastAccount } = await aPhone()
    const asking = owner.ask()
    ;(await question())({ data: a })
    await asking
    expect(log).toEqual(['shows unknown', 'forgets the lists', 'belongs to a', 'shows a'])
    expect(await lastAccount()).toEqual(a)
    expect(vi.getTimerCount()).toBe(1)
  })

  it('is the stored account at once without a signal, and the centre is asked on', async () => {
    const { owner, log, question } = await aPhone(a)
    const asking = owner.ask()
    ;(await question())(noSignal)
    await asking
    expect(log).toEqual(['shows unknown', 'belongs to a', 'shows a'])
    await vi.advanceTimersByTimeAsync(1000)
    ;(await question())({ data: a })
    expect(log).not.toContain('forgets the lists')
  })

  it('is the stored account after a second of silence, and its lists stay when the centre confirms it', async () => {
    const { owner, log, question, shows } = await aPhone(a)
    const asking = owner.ask()
    const answer = await question()
    await vi.advanceTimersByTimeAsync(999)
    expect(log).toEqual(['shows unknown'])
    await vi.advanceTimersByTimeAsync(1)
    await shows((state) => state !== 'unknown')
    answer({ data: a })
    await asking
    expect(log).toEqual(['shows unknown', 'belongs to a', 'shows a', 'belongs to a', 'shows a'])
  })

  it('is never the stored account where the centre names another at once: A’s lists are not shown to B', async () => {
    const { owner, log, question, lastAccount } = await aPhone(a)
    const asking = owner.ask()
    ;(await question())({ data: b })
    await asking
    expect(log).toEqual(['shows unknown', 'forgets the lists', 'belongs to b', 'shows b'])
    expect(await lastAccount()).toEqual(b)
  })

  it('changes to the account that the centre names late', async () => {
    const { owner, log, question, shows } = await aPhone(a)
    const asking = owner.ask()
    const answer = await question()
    await vi.advanceTimersByTimeAsync(1000)
    await shows((state) => state !== 'unknown')
    answer({ data: b })
    await asking
    expect(log).toEqual(['shows unknown', 'belongs to a', 'shows a', 'forgets the lists', 'belongs to b', 'shows b'])
  })

  it('is nobody where the centre says so; the lists are forgotten, the account is not', async () => {
    const { owner, log, question, lastAccount } = await aPhone(a)
    const asking = owner.ask()
    ;(await question())({ data: null })
    await asking
    expect(log).toEqual(['shows unknown', 'forgets the lists', 'belongs to nobody', 'shows nobody'])
    expect(await lastAccount()).toEqual(a)
  })

  it('is not known without a signal on a new phone; the centre is asked until it answers', async () => {
    const { owner, log, question, shows } = await aPhone()
    const asking = owner.ask()
    ;(await question())(noSignal)
    await asking
    expect(log).toEqual(['shows unknown'])
    owner.resume()
    ;(await question())({ data: a })
    await shows((state) => state !== 'unknown')
    expect(log.at(-1)).toBe('shows a')
  })

  it('is asked for where an older release stored an account that this one cannot use', async () => {
    const { owner, log, question } = await aPhone({ id: 'a', name: '小分队' })
    const asking = owner.ask()
    ;(await question())(noSignal)
    await asking
    expect(log).toEqual(['shows unknown'])
  })

  it('is not changed by an answer that comes after the screen was left or opened anew', async () => {
    const { owner, log, question } = await aPhone(a)
    void owner.ask()
    const first = await question()
    void owner.ask()
    const second = await question()
    first({ data: b })
    second({ data: a })
    await until(owner.state, (state) => state !== 'unknown')
    expect(log).toEqual(['shows unknown', 'shows unknown', 'belongs to a', 'shows a'])
    void owner.ask()
    const third = await question()
    owner.stop()
    third({ data: b })
    await vi.advanceTimersByTimeAsync(60_000)
    expect(log.slice(4)).toEqual(['shows unknown'])
  })

  it('is not changed by an answer that comes after the stored account was shown and its screen left', async () => {
    const { owner, log, question, shows, lastAccount } = await aPhone(a)
    const asking = owner.ask()
    const answer = await question()
    await vi.advanceTimersByTimeAsync(1000)
    await shows((state) => state !== 'unknown')
    owner.stop()
    answer({ data: b })
    await asking
    expect(log).toEqual(['shows unknown', 'belongs to a', 'shows a'])
    expect(await lastAccount()).toEqual(a)
  })

  it('can be forgotten', async () => {
    const { owner, lastAccount } = await aPhone(a)
    await owner.forget()
    expect(await lastAccount()).toBeUndefined()
  })
})
