import { describe, expect, it } from 'vitest'
import {
  acknowledged,
  aTab,
  hasRefused,
  isEmpty,
  refusal,
  stored,
  type Tab,
  theRefused,
  until,
  withEmptyIndexedDB,
  withTabs,
} from '#tests/setup/phone-parts.ts'
import { anIssue, arrival, aStop, look, report } from '#tests/setup/phone-samples.ts'

withEmptyIndexedDB()
withTabs()

describe('an entry', () => {
  it('carries who did it and when, and a clientId of its own', async () => {
    const tab = await aTab()
    await tab.outbox.add(arrival())
    await tab.outbox.add(look())
    const [first, second] = tab.outbox.state.get().entries
    expect(first).toMatchObject({ ...arrival(), n: 1, account: 'a', accountName: '小分队 a', tries: 0 })
    expect(Date.parse(first!.happenedAt)).toBeLessThanOrEqual(Date.now())
    expect(first!.clientId).not.toBe(second!.clientId)
  })

  it('is not stored where nobody works on the phone', async () => {
    const tab = await aTab()
    tab.outbox.belongTo(null)
    await expect(tab.outbox.add(arrival())).rejects.toThrow('an entry needs an account')
    expect(await stored(tab)).toEqual([])
  })

  it('leaves the outbox only when the centre has acknowledged it and its rows are taken in', async () => {
    const rows = { visit: aStop({ state: 'ARRIVED' }), issue: anIssue() }
    let left = -1
    const taken: unknown[] = []
    const tab: Tab = await aTab({}, async (given) => {
      taken.push(given)
      left = (await stored(tab)).length
    })
    await tab.outbox.add(arrival())
    const call = await tab.centre.next()
    expect(await stored(tab)).toHaveLength(1)
    expect(tab.outbox.state.get()).toMatchObject({ sending: 1, entries: [{ n: 1 }] })
    call.answer(acknowledged(rows))
    await isEmpty(tab)
    expect([taken, left]).toEqual([[rows], 1])
    expect(await stored(tab)).toEqual([])
    expect(tab.outbox.state.get().sending).toBeNull()
  })

  it('is still there, with its clientId, after the page was opened again', async () => {
    const tab = await aTab()
    tab.centre.sessionNow = 'unreachable'
    await tab.outbox.add(arrival())
    const [entry] = tab.outbox.state.get().entries
    const later = await aTab({ storage: tab.storage })
    expect(later.outbox.state.get().entries).toEqual([entry])
  })
})

describe('the order', () => {
  it('of one stop is kept, one entry at a time', async () => {
    const tab = await aTab()
    await tab.outbox.add(look())
    await tab.outbox.add(arrival())
    await tab.outbox.add(report())
    const first = await tab.centre.next()
    expect(tab.centre.log).toEqual(['completeStep visit'])
    first.answer(acknowledged())
    await tab.centre.answer(acknowledged(), acknowledged())
    await isEmpty(tab)
    expect(tab.centre.log).toEqual(['completeStep visit', 'arriveVisit visit', 'openIssue visit'])
  })

  it('holds back everything of a stop behind a refused entry, and nothing of other stops', async () => {
    const tab = await aTab()
    await tab.outbox.add(look('one'))
    await tab.outbox.add(arrival('one'))
    await tab.outbox.add(report('one'))
    await tab.outbox.add(arrival('two'))
    await tab.centre.answer(refusal, acknowledged())
    await until(tab.outbox.state, ({ entries }) => entries.length === 3)
    await tab.outbox.add(arrival('three'))
    await tab.centre.answer(acknowledged())
    await until(tab.outbox.state, ({ entries }) => entries.length === 3)
    expect(tab.centre.log).toEqual(['completeStep one', 'arriveVisit two', 'arriveVisit three'])
    expect(theRefused(tab)).toMatchObject({ visit: 'one', refused: { code: 'CONFLICT', message: 'CONFLICT' } })
  })

  it('goes on behind a refused issue, on which nothing rests', async () => {
    const tab = await aTab()
    await tab.outbox.add(report())
    await tab.outbox.add(arrival())
    await tab.centre.answer(refusal, acknowledged())
    await until(tab.outbox.state, ({ entries }) => entries.length === 1)
    expect(tab.centre.log).toEqual(['openIssue visit', 'arriveVisit visit'])
  })

  it('is kept among the entries that belong to no stop', async () => {
    const tab = await aTab()
    const carryOver = (from: string) => ({
      mutation: 'carryOverVisits' as const,
      input: { squadId: 'squad', from, to: '2020-03-24' },
      visit: null,
      title: from,
    })
    await tab.outbox.add(carryOver('2020-03-22'))
    await tab.outbox.add(carryOver('2020-03-23'))
    await tab.outbox.add(arrival())
    await tab.centre.answer(refusal, acknowledged())
    await until(tab.outbox.state, ({ entries }) => entries.length === 2)
    expect(tab.centre.log).toEqual(['carryOverVisits null', 'arriveVisit visit'])
  })

  it('lets a stop go on when its refused entry was given up', async () => {
    const tab = await aTab()
    await tab.outbox.add(look())
    await tab.outbox.add(arrival())
    await tab.centre.answer(refusal)
    await hasRefused(tab)
    await tab.outbox.giveUp(theRefused(tab))
    await tab.centre.answer(acknowledged())
    await until(tab.outbox.state, ({ entries }) => entries.length === 1)
    expect(tab.centre.log).toEqual(['completeStep visit', 'arriveVisit visit'])
    expect(tab.outbox.state.get().entries).toMatchObject([{ mutation: 'completeStep', givenUp: expect.any(String) }])
  })
})

describe('a refused entry', () => {
  it('is sent again as it is, as if it had never been tried', async () => {
    const tab = await aTab()
    await tab.outbox.add(look('visit', '老店'))
    await tab.centre.answer(refusal)
    await hasRefused(tab)
    const before = theRefused(tab)
    await tab.outbox.sendAgain(before)
    const { entry, answer } = await tab.centre.next()
    const { refused: _, ...same } = before
    expect(entry).toEqual(same)
    answer(acknowledged())
    await isEmpty(tab)
  })

  it('gives its place to the entry that was made from it, before all that waits behind it', async () => {
    const tab = await aTab()
    await tab.outbox.add(look())
    await tab.outbox.add(arrival())
    await tab.centre.answer(refusal)
    await hasRefused(tab)
    await tab.outbox.add(look('visit', '新的要点'), theRefused(tab).n)
    const { entry, answer } = await tab.centre.next()
    expect(entry).toMatchObject({ n: 1, mutation: 'completeStep', input: { gist: '新的要点' } })
    answer(acknowledged())
    await tab.centre.answer(acknowledged())
    await isEmpty(tab)
  })

  it('gives its place to nothing once it was sent again: the new entry stands at the end', async () => {
    const tab = await aTab()
    await tab.outbox.add(look('one'))
    await tab.centre.answer(refusal)
    await hasRefused(tab)
    const { n } = theRefused(tab)
    await tab.outbox.sendAgain(theRefused(tab))
    const call = await tab.centre.next()
    await tab.outbox.add(look('one', '新的要点'), n)
    expect((await stored(tab)).map(({ n, input }) => [n, 'gist' in input && input.gist])).toEqual([
      [1, ''],
      [2, '新的要点'],
    ])
    call.answer(acknowledged())
    await tab.centre.answer(acknowledged())
    await isEmpty(tab)
  })

  it('alone can be sent again or given up: another tab may have done so first', async () => {
    const tab = await aTab()
    await tab.outbox.add(look())
    await tab.centre.answer(refusal)
    await hasRefused(tab)
    const before = theRefused(tab)
    await tab.outbox.sendAgain(before)
    const call = await tab.centre.next()
    await tab.outbox.giveUp(before)
    await tab.outbox.discard(before)
    expect(await stored(tab)).toMatchObject([{ n: before.n }])
    expect((await stored(tab))[0]!.givenUp).toBeUndefined()
    call.answer(acknowledged())
    await isEmpty(tab)
    await tab.outbox.sendAgain(before)
    expect(await stored(tab)).toEqual([])
  })

  it('keeps the centre’s sentence, its field and the row as it stands there', async () => {
    const tab = await aTab()
    await tab.outbox.add(look())
    const failure = { code: 'CONFLICT', message: '已经完成', field: 'step', current: 'visit', retry: false }
    await tab.centre.answer({ ok: false, failure })
    await hasRefused(tab)
    expect(theRefused(tab).refused).toEqual({ code: 'CONFLICT', message: '已经完成', field: 'step', current: 'visit' })
  })
})
