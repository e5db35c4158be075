import { describe, expect, it } from 'vitest'
import { newStop } from '#client/field/deeds/plan-visit.ts'
import type { Rows } from '#client/field/store/centre-client.ts'
import { type Entry, localId } from '#client/field/store/entry.ts'
import {
  aBrowser,
  acknowledged,
  aTab,
  fault,
  hasRefused,
  isEmpty,
  refusal,
  sessionEnded,
  stored,
  until,
  withEmptyIndexedDB,
  withTabs,
} from '#tests/setup/phone-parts.ts'
import { arrival, aSquadAccount, aStop, look, report, someFacts } from '#tests/setup/phone-samples.ts'

withEmptyIndexedDB()
withTabs()

describe('on a shared phone', () => {
  it('the entries of one account are never sent in the session of another', async () => {
    const tab = await aTab()
    tab.centre.sessionNow = { account: 'b' }
    await tab.outbox.add(arrival())
    await until(tab.outbox.state, ({ obstacle }) => obstacle === 'other-account')
    await tab.outbox.add(look())
    expect(tab.centre.log).toEqual([])
    tab.outbox.belongTo(aSquadAccount('b'))
    await tab.outbox.add(arrival('of b'))
    await tab.centre.answer(acknowledged())
    await until(tab.outbox.state, ({ entries }) => entries.length === 2)
    expect(tab.centre.log).toEqual(['arriveVisit of b'])
    expect(tab.outbox.state.get()).toMatchObject({ obstacle: null, entries: [{ account: 'a' }, { account: 'a' }] })
    tab.outbox.belongTo(aSquadAccount('a'))
    tab.centre.sessionNow = { account: 'a' }
    tab.outbox.wake()
    await tab.centre.answer(acknowledged(), acknowledged())
    await isEmpty(tab)
    expect(tab.centre.log).toEqual(['arriveVisit of b', 'arriveVisit visit', 'completeStep visit'])
  })

  it('an account that comes while another one’s entries are sent waits for its own session', async () => {
    const tab = await aTab()
    await tab.outbox.add(arrival('one'))
    await tab.outbox.add(arrival('two'))
    const call = await tab.centre.next()
    tab.outbox.belongTo(aSquadAccount('b'))
    await tab.outbox.add(arrival('of b'))
    call.answer(acknowledged())
    await until(tab.outbox.state, ({ obstacle }) => obstacle === 'other-account')
    expect(tab.centre.log).toEqual(['arriveVisit one'])
    tab.centre.sessionNow = { account: 'b' }
    tab.outbox.wake()
    await tab.centre.answer(acknowledged())
    await until(tab.outbox.state, ({ entries }) => entries.length === 1)
    expect(tab.centre.log).toEqual(['arriveVisit one', 'arriveVisit of b'])
  })

  it('a refused entry of one account does not hold back the same stop for another', async () => {
    const tab = await aTab()
    await tab.outbox.add(look())
    await tab.centre.answer(refusal)
    await hasRefused(tab)
    tab.outbox.belongTo(aSquadAccount('b'))
    tab.centre.sessionNow = { account: 'b' }
    await tab.outbox.add(arrival())
    await tab.centre.answer(acknowledged())
    await until(tab.outbox.state, ({ entries }) => entries.length === 1)
    expect(tab.centre.log).toEqual(['completeStep visit', 'arriveVisit visit'])
  })

  it('nothing is sent, and the centre is not asked, while nobody works on the phone', async () => {
    const tab = await aTab()
    tab.centre.sessionNow = 'none'
    await tab.outbox.add(arrival())
    await until(tab.outbox.state, ({ obstacle }) => obstacle === 'signed-out')
    await tab.outbox.add(look())
    expect(tab.centre.log).toEqual([])
    const asked = tab.centre.sessions
    tab.outbox.belongTo(null)
    await tab.outbox.discard(tab.outbox.state.get().entries[0]!)
    expect([tab.centre.sessions, tab.centre.log]).toEqual([asked, []])
    expect(await stored(tab)).toHaveLength(2)
  })

  it('a session that ends on the way leaves the entry as it was, and a new one sends it', async () => {
    const tab = await aTab()
    await tab.outbox.add(look())
    await tab.outbox.add(arrival())
    await tab.centre.answer(sessionEnded)
    await until(tab.outbox.state, ({ obstacle }) => obstacle === 'signed-out')
    expect((await stored(tab)).map(({ tries, refused }) => [tries, refused])).toEqual([
      [0, undefined],
      [0, undefined],
    ])
    tab.outbox.wake()
    await tab.centre.answer(acknowledged(), acknowledged())
    await isEmpty(tab)
    expect(tab.outbox.state.get().obstacle).toBeNull()
  })
})

describe('a stop planned on the phone', () => {
  const plan = newStop('squad', someFacts(), '2020-03-24')

  it('has a local id until the centre gives it one; what follows is sent under the centre’s', async () => {
    const tab = await aTab()
    await tab.outbox.add(plan)
    const [entry] = tab.outbox.state.get().entries
    const local = localId(entry!.clientId)
    expect(entry!.visit).toBe(local)
    await tab.outbox.add(arrival(local))
    await tab.outbox.add(report(local))
    await tab.centre.answer(acknowledged({ visit: aStop({ id: 'made' }) }))
    const { entry: second, answer } = await tab.centre.next()
    expect(second).toMatchObject({ visit: 'made', input: { visitId: 'made' } })
    answer(acknowledged())
    await tab.centre.answer(acknowledged())
    await isEmpty(tab)
    expect(tab.centre.log).toEqual([`planVisit ${local}`, 'arriveVisit made', 'openIssue made'])
  })

  it('takes an entry that was stored under its local id when the centre had already named it', async () => {
    const tab = await aTab()
    await tab.outbox.add(plan)
    const local = tab.outbox.state.get().entries[0]!.visit!
    await tab.centre.answer(acknowledged({ visit: aStop({ id: 'made' }) }))
    await isEmpty(tab)
    await tab.outbox.add(arrival(local))
    const { entry, answer } = await tab.centre.next()
    expect(entry).toMatchObject({ visit: 'made', input: { visitId: 'made' } })
    answer(acknowledged())
    await isEmpty(tab)
  })

  it('is renamed again where the page was closed before its entry had left', async () => {
    const tab = await aTab({}, async () => {
      throw new Error('the storage failed')
    })
    await tab.outbox.add(plan)
    const local = tab.outbox.state.get().entries[0]!.visit!
    await tab.centre.answer(acknowledged({ visit: aStop({ id: 'made' }) }))
    await until(tab.names.ids, (ids) => ids.get(local) === 'made')
    const { storage, browser } = tab
    const later = await aTab({ storage, browser })
    expect(later.outbox.state.get().entries).toMatchObject([{ mutation: 'planVisit', visit: 'made' }])
    later.outbox.wake()
    await later.centre.answer(acknowledged({ visit: aStop({ id: 'made' }) }))
    await isEmpty(later)
    expect(later.names.ids.get()).toEqual(new Map([[local, 'made']]))
  })

  it('gives no name where another deed brings a stop along', async () => {
    const tab = await aTab()
    await tab.outbox.add(arrival())
    await tab.centre.answer(acknowledged({ visit: aStop() }))
    await isEmpty(tab)
    expect(tab.names.ids.get().size).toBe(0)
  })
})

describe('two tabs', () => {
  it('show the same entries', async () => {
    const one = await aTab()
    const { storage, browser } = one
    const two = await aTab({ storage, browser })
    one.centre.sessionNow = 'unreachable'
    await one.outbox.add(arrival())
    await until(two.outbox.state, ({ entries }) => entries.length === 1)
    expect(two.outbox.state.get().entries).toEqual(one.outbox.state.get().entries)
  })

  it('know the same names: an entry added in the other tab goes to the centre’s stop', async () => {
    const browser = aBrowser()
    const one = await aTab({ browser })
    const two = await aTab({ browser, storage: one.storage })
    await one.outbox.add(newStop('squad', someFacts(), '2020-03-24'))
    const local = one.outbox.state.get().entries[0]!.visit!
    await one.centre.answer(acknowledged({ visit: aStop({ id: 'made' }) }))
    await isEmpty(one)
    browser.deliver()
    await two.outbox.add(arrival(local))
    const { entry, answer } = await two.centre.next()
    expect(entry).toMatchObject({ visit: 'made', input: { visitId: 'made' } })
    answer(acknowledged())
    await isEmpty(two)
  })
})

describe('the name of a stop that was planned on the phone', () => {
  it('and its row are in the other tab before its entry is gone, whatever word comes first', async () => {
    const browser = aBrowser()
    const one = await aTab({ browser })
    const taken: Rows[] = []
    const two = await aTab({ browser, storage: one.storage }, async (rows) => void taken.push(rows))
    one.centre.sessionNow = 'unreachable'
    await one.outbox.add(newStop('squad', someFacts(), '2020-03-24'))
    const local = one.outbox.state.get().entries[0]!.visit!
    await one.outbox.add(arrival(local))
    await until(two.outbox.state, ({ entries }) => entries.length === 2)
    const seen: unknown[] = []
    two.outbox.state.observe(() => {
      const visits = two.outbox.state.get().entries.map(({ visit }) => visit)
      seen.push([visits, taken.length])
    })
    one.centre.sessionNow = { account: 'a' }
    one.outbox.wake()
    // nothing is delivered to the other tab by way of localStorage
    await one.centre.answer(acknowledged({ visit: aStop({ id: 'made' }) }))
    await until(two.outbox.state, ({ entries }) => entries.length === 1)
    expect(seen.slice(-2)).toEqual([
      [['made', 'made'], 0],
      [['made'], 1],
    ])
    expect(taken).toEqual([{ visit: aStop({ id: 'made' }) }])
    await one.centre.answer(acknowledged())
    await isEmpty(one)
  })

  it('moves all that is shown under its local id in one moment', async () => {
    const tab = await aTab()
    tab.centre.sessionNow = 'unreachable'
    await tab.outbox.add(newStop('squad', someFacts(), '2020-03-24'))
    const local = tab.outbox.state.get().entries[0]!.visit!
    await tab.outbox.add(arrival(local))
    tab.names.set(local, 'made')
    expect(tab.outbox.state.get().entries.map(({ visit }) => visit)).toEqual(['made', 'made'])
    expect([tab.names.firstIdOf('made'), tab.names.firstIdOf('another')]).toEqual([local, 'another'])
  })
})

describe('an outbox that an older or a later release has filled', () => {
  it('gives every entry the fields that it lacks, and sends it', async () => {
    const tab = await aTab()
    const old = { mutation: 'arriveVisit', input: { visitId: 'visit' }, visit: 'visit', clientId: 'old', account: 'a' }
    await tab.storage.use((database) => database.put('outbox', old as Entry))
    tab.outbox.wake()
    const { entry, answer } = await tab.centre.next()
    expect(entry).toEqual({ ...old, n: 1, title: '', happenedAt: '', accountName: '', tries: 0 })
    answer(fault)
    await until(tab.outbox.state, ({ entries }) => entries[0]?.tries === 1)
  })
})
