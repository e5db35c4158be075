import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { AppError } from '#server/platform/errors.ts'
import { Turns } from '#server/platform/turns.ts'
import { db } from '#server/postgres/db.ts'
import { startTestApp, type TestApp } from './setup/app.ts'
import { freshDatabase } from './setup/database.ts'
import { anAccount, aUnion } from './setup/factories.ts'

const tooMany = () => new AppError('UNAVAILABLE', { zh: '太多', en: 'too many' })

/** Something that is waited for until `end` is called. */
function aWait() {
  let end = () => {}
  const promise = new Promise<void>((resolve) => {
    end = resolve
  })
  return { promise, end: () => end() }
}

/** Work that is done when it is told so. */
function aWork() {
  let isBegun = false
  const { promise, end } = aWait()
  const work = async () => {
    isBegun = true
    await promise
  }
  return { work, end, isBegun: () => isBegun }
}

const soon = () => new Promise((resolve) => setImmediate(resolve))

/** After all that could begin has begun. */
const settled = async () => {
  for (let n = 0; n < 3; n += 1) await soon()
}

describe('turns', () => {
  it('are taken by so many of one key at once, in their order, and by other keys beside them', async () => {
    const turns = new Turns({ atOnce: 1, mostWaiting: 2, tooMany })
    const works = [aWork(), aWork(), aWork(), aWork()]
    const begun = async () => {
      await settled()
      return works.map(({ isBegun }) => isBegun())
    }
    const done = works.slice(0, 3).map(({ work }) => turns.take('a', work))
    const other = turns.take('b', works[3]!.work)
    expect(await begun()).toEqual([true, false, false, true])
    await expect(turns.take('a', () => {})).rejects.toThrow('too many')
    works[0]!.end()
    expect(await begun()).toEqual([true, true, false, true])
    for (const { end } of works) end()
    await Promise.all([...done, other])
    expect(await turns.take('a', () => 'again')).toBe('again')
  })

  it('leave room for others between two works that wait for nothing', async () => {
    const turns = new Turns({ atOnce: 1, mostWaiting: 9, tooMany })
    const order: string[] = []
    const works = [1, 2, 3].map((n) => turns.take('', () => order.push(`work ${n}`)))
    for (let n = 1; n <= 3; n += 1) {
      await soon()
      order.push(`other ${n}`)
    }
    await Promise.all(works)
    expect(order).toEqual(['work 1', 'other 1', 'work 2', 'other 2', 'work 3', 'other 3'])
  })

  it('pass to the next when work fails, and to the one behind where somebody has stopped waiting', async () => {
    const turns = new Turns({ atOnce: 1, mostWaiting: 2, tooMany })
    const [first, last] = [aWork(), aWork()]
    const running = turns.take('', async () => {
      await first.work()
      throw new Error('failed')
    })
    const stop = new AbortController()
    const left = turns.take('', () => 'never', { signal: stop.signal })
    const behind = turns.take('', last.work)
    stop.abort(new Error('gone'))
    await expect(left).rejects.toThrow('gone')
    first.end()
    await expect(running).rejects.toThrow('failed')
    await expect.poll(last.isBegun).toBe(true)
    last.end()
    await behind
  })
})

describe('a turn that has come', () => {
  it('is taken and given back, also by somebody who stops waiting in that moment', async () => {
    const turns = new Turns({ atOnce: 1, mostWaiting: 2, tooMany })
    const first = aWork()
    const running = turns.take('', first.work)
    const stop = new AbortController()
    const next = turns.take('', () => 'done', { signal: stop.signal })
    first.end()
    await running
    stop.abort(new Error('gone'))
    expect(await next).toBe('done')
    expect(await turns.take('', () => 'again')).toBe('again')
  })
})

describe('work of some weight', () => {
  it('takes as much room as it weighs, alone where that is more than there is, and is not overtaken', async () => {
    const turns = new Turns({ atOnce: 3, mostWaiting: 9, tooMany })
    const works = [aWork(), aWork(), aWork(), aWork()]
    const done = [2, 2, 9, 1].map((weight, n) => turns.take('', works[n]!.work, { weight }))
    const begun = async () => {
      await settled()
      return works.map(({ isBegun }) => isBegun())
    }
    expect(await begun()).toEqual([true, false, false, false])
    works[0]!.end()
    expect(await begun()).toEqual([true, true, false, false])
    works[1]!.end()
    expect(await begun()).toEqual([true, true, true, false])
    works[2]!.end()
    expect(await begun()).toEqual([true, true, true, true])
    works[3]!.end()
    await Promise.all(done)
  })
})

describe('the operations of one account', () => {
  let app: TestApp
  let tokens: string[]

  beforeAll(async () => {
    // the tables' owner, because the test locks one
    app = await startTestApp({ OPERATIONS_AT_ONCE: 2, REQUEST_TIMEOUT_MS: 20_000 }, await freshDatabase())
    const union = await aUnion()
    tokens = [
      await app.signInAs((await anAccount(union.id)).username),
      await app.signInAs((await anAccount(union.id)).username),
    ]
  })
  afterAll(() => app.close())

  it('are answered few at once, while others are answered, and too many are UNAVAILABLE', async () => {
    const [busy, other] = tokens as [string, string]
    const [held, locked] = [aWait(), aWait()]
    const lock = db.$transaction(async (tx) => {
      await tx.$executeRaw`LOCK TABLE "Zone" IN ACCESS EXCLUSIVE MODE`
      locked.end()
      await held.promise
    })
    await locked.promise
    const asked = Array.from({ length: 102 }, () => app.gql(busy, '{ zones { id } }'))
    const waiting = async () => {
      const rows = await db.$queryRaw<{ n: bigint }[]>`
        SELECT count(*) AS n FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()`
      return Number(rows[0]!.n)
    }
    await expect.poll(waiting).toBe(2)
    expect((await app.gql(other, '{ viewer { id } }')).data).toBeTruthy()
    await expect
      .poll(async () => (await app.gql(busy, '{ viewer { id } }')).errors?.[0]?.extensions)
      .toMatchObject({ code: 'UNAVAILABLE', retryAfter: 1 })
    expect(await waiting()).toBe(2)
    held.end()
    await lock
    for (const { data } of await Promise.all(asked)) expect(data).toBeTruthy()
  })
})
